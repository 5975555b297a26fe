"""A running product for the tests that call with Asterisk, one for each file: each joins the two in its own way."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.kit.asterisk import Asterisk
from tests.kit.baresip import Baresip
from tests.kit.phone import Phone
from tests.kit.product import Product, running

PASSWORD = "xg3UwZq9"
"""Of every telephone at Asterisk."""

At = Callable[..., Awaitable[Baresip]]
Ours = Callable[[str], Awaitable[Phone]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    async with running(tmp_path_factory.mktemp("product"), tells_phones=True) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def ours(product: Product) -> AsyncIterator[Ours]:
    """Registers a telephone of one of the product's extensions."""
    async with AsyncExitStack() as stack:

        async def register(number: str) -> Phone:
            return await stack.enter_async_context(Phone(product, number).registered())

        yield register


@pytest_asyncio.fixture(loop_scope="module")
async def our_baresip(product: Product, tmp_path: Path) -> AsyncIterator[At]:
    """Starts a real telephone of one of the product's extensions."""
    async with AsyncExitStack() as stack:

        async def start(number: str, **options: Any) -> Baresip:
            password = product.sip_password(number)
            phone = await Baresip.start(tmp_path, number, password, product.sip_port, **options)
            stack.push_async_callback(phone.close)
            return phone

        yield start


@pytest_asyncio.fixture(loop_scope="module")
async def at_asterisk(asterisk: Asterisk, tmp_path: Path) -> AsyncIterator[At]:
    """Starts a real telephone of one of Asterisk's extensions; afterwards nothing is left of any call."""
    async with AsyncExitStack() as stack:

        async def start(number: str, **options: Any) -> Baresip:
            phone = await Baresip.start(tmp_path, number, PASSWORD, asterisk.sip_port, **options)
            stack.push_async_callback(phone.close)
            return phone

        yield start
    await asterisk.has_no_channel()
