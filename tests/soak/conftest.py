"""A running product, one for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.kit.processes import unharmed
from tests.kit.product import Product


@pytest_asyncio.fixture
async def product(tmp_path: Path) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo and its default settings, which must come through unharmed."""
    running = Product.prepare(tmp_path)
    await running.start()
    with unharmed(running):
        yield running
    assert await running.stop() == 0
