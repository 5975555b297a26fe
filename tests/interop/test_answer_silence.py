"""The first word of a prompt: not before the caller can hear it. Times are those of the RTP clock."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.media.codec import silence
from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones, rtp_ends, talking
from tests.kit.product import Product, running
from tests.kit.rtp import RtpEnd

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

SILENCE_MS = 1000
"""A silence that no machine is too slow to notice."""


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    async with running(tmp_path_factory.mktemp("product"), f"answer_silence_ms = {SILENCE_MS}") as found:
        yield found


async def silent_ms(end: RtpEnd) -> float:
    """How long nothing was said after the answer, before which no packet is sent."""
    quiet = silence("PCMU", 160)
    packets = await end.hears(2)
    while all(packet.payload == quiet for packet in packets):
        packets = await end.hears(len(packets) + 1)
    spoken = next(packet for packet in packets if packet.payload != quiet)
    return (spoken.timestamp - packets[0].timestamp & 0xFFFFFFFF) / 8


@pytest.mark.parametrize("offer", [steps.sdp(), ""], ids=["offer", "late offer"])
async def test_a_caller_who_sends_nothing(phones: Phones, offer: str) -> None:
    async with rtp_ends("PCMU") as (end,):
        answered = steps.answered(body="" if offer else steps.sdp())
        ends = (steps.pause(SILENCE_MS + 1500), steps.by_caller("BYE", 3))
        await phones.caller("1000", "6200", answered, *ends, sdp=offer, rtp_port=end.port)
        assert await silent_ms(end) >= SILENCE_MS - 20
        await phones.succeed()


async def test_a_caller_who_sends_at_once(phones: Phones, tmp_path: Path) -> None:
    async with rtp_ends("PCMU") as (end,), talking((end, 440)):
        ends = (steps.pause(1500), steps.by_caller("BYE", 3))
        await phones.caller("1000", "6200", steps.answered(), *ends, rtp_port=end.port)
        assert await silent_ms(end) < SILENCE_MS
        await phones.succeed()
