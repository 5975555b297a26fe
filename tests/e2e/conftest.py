"""A running product, one for each test module."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.companies import ACME_HZ, BRAVO_HZ, Companies, found_company
from tests.kit.product import Product


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo."""
    directory: Path = tmp_path_factory.mktemp("product")
    running = Product.prepare(directory)
    await running.start()
    yield running
    assert await running.stop() == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def companies(product: Product, tmp_path_factory: pytest.TempPathFactory) -> Companies:
    """Two tenants that are founded while the product runs."""
    directory: Path = tmp_path_factory.mktemp("companies")
    acme = await found_company(product, directory, "acme", ACME_HZ)
    return Companies(acme, await found_company(product, directory, "bravo", BRAVO_HZ))
