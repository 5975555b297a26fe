"""Callers who send no audio for minutes: who answers when asked stays, who does not is hung up on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from switchboard.config import MediaSettings
from switchboard.model.destination import HangUp
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.sip.aio.server_transaction import ServerTransaction
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import objects_of
from tests.kit.ua import Calling, Invited, Session, Telephone

pytestmark = [pytest.mark.soak]

SILENCE_S = 200.0
GONE_S = 32.0
"""After so long a question counts as unanswered (RFC 3261, Timer F)."""
WITHIN_S = 30.0
MENU = "6300"


async def not_called(invited: Invited) -> None:
    raise AssertionError(invited.uri)


class Vanishing(Telephone):
    """Notes what it is asked in a call, and answers nothing."""

    def __init__(self) -> None:
        super().__init__(not_called)
        self.asked: list[str] = []

    def on_request(self, tx: ServerTransaction) -> None:
        self.asked.append(tx.request.method)


@asynccontextmanager
async def in_a_menu(product: Product, telephone: Telephone) -> AsyncIterator[Session]:
    """Bob's call is in a menu that waits for a key, longer than he is silent."""
    async with objects_of(product) as objects:
        hang_up = Option(keys="1", route=Route(to=HangUp()))
        await objects.create(Ivr(number=MENU, name="Patient", response_timeout_s=600.0, options=(hang_up,)))
    await telephone.start()
    try:
        calling = Calling(telephone, "1001", product.sip_password("1001"))
        assert await calling.place(MENU, product.sip_port) == 200
        assert calling.session is not None
        yield calling.session
    finally:
        await telephone.close()


async def ending(product: Product, within_s: float) -> tuple[object, object]:
    """Who ended the last call, and why, once it has ended."""

    async def is_over() -> bool:
        calls = await product.calls()  # none yet: a call is written a moment after it began
        return bool(calls) and calls[0]["state"] == "ended"

    await until(is_over, within_s)
    last = (await product.calls())[0]
    return last["ended_by"], last["cause"]


async def test_who_answers_stays_and_is_heard(product: Product) -> None:
    async with in_a_menu(product, Telephone(not_called)) as session:
        await asyncio.sleep(SILENCE_S)
        asked = [session.asked.get_nowait() for _ in range(session.asked.qsize())]
        assert asked == ["OPTIONS"] * int(SILENCE_S / MediaSettings().rtp_timeout_s)
        await session.rtp.press("1")
        await asyncio.wait_for(session.ended.wait(), WITHIN_S)
    assert await ending(product, WITHIN_S) == ("switchboard", "normal")


async def test_who_answers_nothing_is_ended_after_one_question(product: Product) -> None:
    telephone = Vanishing()
    async with in_a_menu(product, telephone):
        within_s = MediaSettings().rtp_timeout_s + GONE_S + WITHIN_S
        assert await ending(product, within_s) == ("switchboard", "media-lost")
        assert telephone.asked == ["OPTIONS", "BYE"]
