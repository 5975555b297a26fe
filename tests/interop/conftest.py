"""A running product, one for each test module."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.phones import Phones, phones_of
from tests.kit.product import Product


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo."""
    directory: Path = tmp_path_factory.mktemp("product")
    running = Product.prepare(directory)
    await running.start()
    yield running
    assert await running.stop() == 0


@pytest.fixture(scope="module")
def known_calls() -> set[str]:
    """The calls that tests of this module have looked at."""
    return set()


@pytest_asyncio.fixture(loop_scope="module")
async def phones(product: Product, known_calls: set[str], tmp_path: Path) -> AsyncIterator[Phones]:
    """SIPp phones; after the test no leg may be left."""
    async with phones_of(product, tmp_path, known_calls) as phones:
        yield phones
