"""Keys from phones that describe themselves in odd ways: SIPp signals, the test presses."""

import pytest

from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones, data_of, rtp_ends

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

RENUMBERED = steps.sdp(media="0 96", rtpmap="a=rtpmap:0 PCMU/8000\na=rtpmap:96 telephone-event/8000")


@pytest.mark.parametrize("number", [101, 96])
async def test_an_answer_that_renumbers_events(phones: Phones, number: int) -> None:
    """Our offer is in the 200. The phone should send what we offered, 101; some send what they answered."""
    async with rtp_ends("PCMU") as (end,):
        ends = (steps.pause(1500), steps.by_caller("BYE", 3))
        await phones.caller("1000", "6200", steps.answered(body=RENUMBERED), *ends, sdp="", rtp_port=end.port)
        await end.hears(10)
        await end.press("9", payload_type=number)
        await phones.succeed()
    _, events = await phones.ended()
    assert [data["digit"] for data in data_of(events, "key_pressed")] == ["9"]
