"""Strangers who send more than can be answered: they are refused, callers are not, and who talks hears no gap."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.sip.identifiers import new_branch
from tests.kit.product import Product
from tests.kit.strangers import Stranger, stranger_at
from tests.kit.ua import Calling, Invited, Telephone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

CALLER, MENU, STRANGER = "1001", "6200", "127.0.0.4"
AT_ONCE, EVERY_S, PACKETS = 100, 0.005, 50
"""Several times as many as can be answered, and few enough that the kernel loses none."""


@pytest_asyncio.fixture(loop_scope="module")
async def product(tmp_path: Path) -> AsyncIterator[Product]:
    """One that refuses calls, which those of other tests do not."""
    product = Product.prepare(tmp_path)
    settings = tmp_path / "switchboard.toml"
    settings.write_text(settings.read_text().replace("patience_ms = 0", "patience_ms = 50"))
    await product.start()
    try:
        yield product
    finally:
        await product.stop()


async def test_a_flood_of_strangers_is_refused_and_callers_are_not(product: Product) -> None:
    telephone = Telephone(_rings)
    await telephone.start()
    async with stranger_at(STRANGER, product.sip_port) as stranger:
        password = product.sip_password(CALLER)
        await telephone.register(CALLER, password, product.sip_port)
        talks = Calling(telephone, CALLER, password)
        assert await talks.place(MENU, product.sip_port) == 200
        flood = asyncio.create_task(_flood(stranger))
        while not (refused := await _refused(product)):
            assert not flood.done(), flood.result()
        comes = Calling(telephone, CALLER, password)
        assert await comes.place(MENU, product.sip_port) == 200
        assert talks.session is not None and comes.session is not None
        for session in (talks.session, comes.session):
            session.rtp.heard.clear()
            heard = await session.rtp.hears(PACKETS)
            assert [packet.sequence - heard[0].sequence & 0xFFFF for packet in heard] == list(range(len(heard)))
        assert await _refused(product) > refused
        flood.cancel()
        await asyncio.gather(flood, return_exceptions=True)
        for session in (talks.session, comes.session):
            await session.bye()
    await telephone.close()


async def _rings(invited: Invited) -> None:
    invited.ring()


async def _flood(stranger: Stranger) -> None:
    """More calls than can be answered, until it is cancelled. The ACKs that refusals want are spared."""
    while True:
        for invite in _invites(stranger):
            stranger.send(invite)
        await asyncio.sleep(EVERY_S)


def _invites(stranger: Stranger) -> Iterator[bytes]:
    for _ in range(AT_ONCE):
        yield stranger.request("INVITE", "mallory", MENU, new_branch(), "").encode()


async def _refused(product: Product) -> int:
    """How many requests were refused because there was too much to do."""
    found = re.search(r"too much to do: (\d+) late", await product.cli("status"))
    return int(found[1]) if found else 0
