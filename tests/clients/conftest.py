"""A running product with an office in it, one for each test module."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.model.directory import Extension
from tests.kit.office import BOB, Office, office_of
from tests.kit.product import running
from tests.kit.trunks import objects_of

SETTINGS = '[outbound]\nprivate_hosts = ["localhost"]'
"""Webhooks of tests are on this machine."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Bob's calls are recorded."""
    async with running(tmp_path_factory.mktemp("product"), SETTINGS) as product, office_of(product) as found:
        async with objects_of(product) as objects:
            bob = await objects.id_of(BOB)
            await objects.repository.edit(Extension, bob, _recorded, author="test")
        yield found


def _recorded(extension: Extension) -> Extension:
    return extension.model_copy(update={"record": True})
