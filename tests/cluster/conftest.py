"""Two nodes on PostgreSQL behind Kamailio, for a module."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.cluster import Cluster, cluster
from tests.kit.postgresql import Postgresql, postgresql


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    """A PostgreSQL of their own, which a test may stop."""
    with postgresql() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(server: Postgresql, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Cluster]:
    directory: Path = tmp_path_factory.mktemp("cluster")
    async with cluster(directory, server.url) as found:
        yield found
