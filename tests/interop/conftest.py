"""A running product, one for all tests of this package that a process runs: they leave it as it was."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.phones import Phones, phones_of
from tests.kit.product import Product, running


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo."""
    directory: Path = tmp_path_factory.mktemp("product")
    async with running(directory) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="package")
async def phones(product: Product, tmp_path: Path) -> AsyncIterator[Phones]:
    """SIPp phones; after the test no leg may be left."""
    async with phones_of(product, tmp_path) as phones:
        yield phones
