"""Reliable provisional responses (RFC 3262) and early media, with SIPp and with telephones that are heard."""

import asyncio

import pytest

from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones, rtp_ends
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd
from tests.kit.ua import Calling, Invited, Telephone

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

RELIABLY = "Require: 100rel\nRSeq: 4001"
WITHIN_S = 10.0
TONE_HZ = 700.0


async def test_a_caller_who_requires_it_acknowledges_ringing(phones: Phones) -> None:
    callee = await phones.callee("1001", steps.picks_up(1500), steps.takes("BYE"))
    talk = steps.answered() + steps.by_caller("BYE", 4)
    await phones.caller("1000", "1001", steps.rings_reliably(180, 3), talk, headers="Require: 100rel")
    await phones.succeed()
    assert callee is not None


async def test_a_callee_who_answers_before_the_200_is_acknowledged_and_heard(phones: Phones) -> None:
    early = steps.respond(183, "Session Progress", steps.sdp(), headers=RELIABLY) + steps.takes("PRACK")
    answers = steps.pause(200) + steps.respond(200, "OK") + steps.ACKNOWLEDGED
    async with rtp_ends("PCMU", "PCMU") as (near, far):
        await phones.callee("1001", early, answers, steps.takes("BYE"), rtp_port=far.port)
        hangs_up = steps.answered() + steps.pause(1500) + steps.by_caller("BYE", 3)
        caller = f'{steps.MAY_RING}<recv response="183" optional="true"/>{hangs_up}'
        await phones.caller("1000", "1001", caller, rtp_port=near.port)
        await phones.succeed()
        assert far.audio_packets() and near.audio_packets()


async def test_a_caller_hears_early_media_and_is_not_heard_until_the_answer(product: Product) -> None:
    refuse = asyncio.Event()
    rtp = await RtpEnd.open()

    async def on_invite(invited: Invited) -> None:
        invited.progress(rtp)
        talking = asyncio.create_task(rtp.talk(TONE_HZ))
        await refuse.wait()
        talking.cancel()
        invited.tx.respond(486)

    telephone = Telephone(on_invite)
    await telephone.start()
    try:
        await telephone.register("1001", product.sip_password("1001"), product.sip_port)
        calling = Calling(telephone, "1000", product.sip_password("1000"))
        placing = asyncio.create_task(calling.place("1001", product.sip_port))
        async with asyncio.timeout(WITHIN_S):
            await calling.early.wait()
        assert calling.audio is not None
        speaking = asyncio.create_task(calling.audio.talk(440.0))
        await calling.audio.hears_tone(TONE_HZ, WITHIN_S)
        speaking.cancel()
        assert rtp.audio_packets() == []
        refuse.set()
        assert await asyncio.wait_for(placing, WITHIN_S) == 486
    finally:
        await telephone.close()
        rtp.close()
