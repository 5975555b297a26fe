"""A running product, one for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.kit.processes import unharmed
from tests.kit.product import Product, running


@pytest_asyncio.fixture
async def product(tmp_path: Path) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo and its default settings, which must come through unharmed."""
    async with running(tmp_path) as found:
        with unharmed(found):
            yield found
