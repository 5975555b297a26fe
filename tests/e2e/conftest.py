"""A running product, one for each test module."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.e2e.phones import Phones, phones
from tests.kit.companies import ACME_HZ, BRAVO_HZ, Companies, found_company
from tests.kit.product import Product, running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo and the module's `SETTINGS`, if it has some."""
    directory: Path = tmp_path_factory.mktemp("product")
    async with running(directory, getattr(request.module, "SETTINGS", "")) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def people(product: Product) -> AsyncIterator[Phones]:
    """Bob and Alice, whose telephone is registered."""
    async with phones(product) as found:
        await found.register()
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def companies(product: Product, tmp_path_factory: pytest.TempPathFactory) -> Companies:
    """Two tenants that are founded while the product runs."""
    directory: Path = tmp_path_factory.mktemp("companies")
    acme = await found_company(product, directory, "acme", ACME_HZ)
    return Companies(acme, await found_company(product, directory, "bravo", BRAVO_HZ))
