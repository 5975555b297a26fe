"""Silence is not death: a caller who sends no audio is asked whether he is there, and hung up on when he is not."""

import asyncio
from pathlib import Path

import pytest

from tests.kit.calls import calling
from tests.kit.product import Product
from tests.kit.ua import Calling, Invited, Telephone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = "rtp_timeout_s = 1.0"
"""The product wonders after a second."""


async def not_called(invited: Invited) -> None:
    raise AssertionError(invited.uri)


async def test_a_caller_who_sends_nothing_and_answers_nothing_is_hung_up_on(product: Product, tmp_path: Path) -> None:
    async with calling(product, tmp_path, "6200", scenario="call_vanishes") as caller:
        await caller.sipp.succeeds()
    call = (await product.ended_calls())[0]
    assert (call["ended_by"], call["cause"]) == ("switchboard", "media-lost")


async def test_a_muted_caller_stays(product: Product) -> None:
    """As one with voice activity detection does who listens to a long announcement."""
    telephone = Telephone(not_called)
    await telephone.start()
    try:
        caller = Calling(telephone, "1001", product.sip_password("1001"))
        assert await caller.place("6200", product.sip_port) == 200
        session = caller.session
        assert session is not None
        async with asyncio.timeout(20):
            assert [await session.asked.get() for _ in range(3)] == ["OPTIONS"] * 3
        await session.bye()
    finally:
        await telephone.close()
    call = (await product.ended_calls())[0]
    assert (call["ended_by"], call["cause"]) == ("caller", "normal")
