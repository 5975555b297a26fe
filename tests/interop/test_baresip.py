"""baresip as a phone: registers, calls the menu, presses keys, talks, holds, transfers, hangs up."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit import sipp_steps as steps
from tests.kit.baresip import RATE_HZ, Baresip
from tests.kit.phones import Phones, audio_of, data_of, kinds, rtp_ends, talking
from tests.kit.product import Product
from tests.kit.rtp import RtpEnd, has_tone

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

Start = Callable[..., Awaitable[Baresip]]


@pytest_asyncio.fixture(loop_scope="package")
async def baresip(product: Product, phones: Phones, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts a registered baresip of an extension; all are stopped before the legs are counted."""
    async with AsyncExitStack() as stack:

        async def start(number: str, tone_hz: int = 440, codec: str = "g711") -> Baresip:
            await phones.registers(number, "Contact: *\nExpires: 0")
            password = product.sip_password(number)
            phone = await Baresip.start(tmp_path, number, password, product.sip_port, tone_hz=tone_hz, codec=codec)
            stack.push_async_callback(phone.close)
            return phone

        yield start


async def _talk(caller: Baresip, callee: Baresip) -> None:
    """`caller` calls `callee`, who answers."""
    await caller.dial(callee.number)
    await callee.event("CALL_INCOMING")
    await caller.event("CALL_RINGING")
    await callee.command("accept")
    await callee.event("CALL_ESTABLISHED")
    await caller.event("CALL_ESTABLISHED")


async def _hold_and_resume(phone: Baresip) -> None:
    """Each ends with the answer to the re-INVITE."""
    for command in ("hold", "resume"):
        await phone.command(command)
        await phone.event("CALL_REMOTE_SDP")


async def test_menu_key_talk_and_hang_up(phones: Phones, baresip: Start) -> None:
    caller = await baresip("1001")
    async with rtp_ends("PCMU") as (far,):
        called = await phones.callee("1000", steps.picks_up(), steps.takes("BYE"), rtp_port=far.port)
        await caller.dial("6200")
        await caller.event("CALL_ESTABLISHED")
        await caller.press("1")
        far.remote = await audio_of(called)
        async with talking((far, 1000)):
            await far.hears_tone(440)
            await _heard(far, 40)
        await caller.command("hangup")
        await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause, record.dtmf_methods) == ("caller", "normal", ("rfc4733",))
    assert kinds(events)[-3:] == ["bridged", "bridge_ended", "call_ended"]
    await caller.close()
    assert has_tone(caller.heard()[-RATE_HZ // 4 :], RATE_HZ, 1000)


async def test_the_caller_holds_and_resumes(phones: Phones, baresip: Start) -> None:
    caller = await baresip("1001")
    async with rtp_ends("PCMU") as (far,):
        called = await phones.callee("1000", steps.picks_up(), steps.takes("BYE"), rtp_port=far.port)
        await caller.dial("1000")
        await caller.event("CALL_ESTABLISHED")
        far.remote = await audio_of(called)
        async with talking((far, 1000)):
            await far.hears_tone(440)
            await _heard(far, 40)
            await _hold_and_resume(caller)
            await _heard(far, 20)
            await far.hears_tone(440)
        await caller.command("hangup")
        await phones.succeed()
    record, _ = await phones.ended()
    shown = await phones.product.cli("calls", "show", record.id)
    assert re.search(r"hold +by caller\n.*resume +by caller", shown), shown
    await caller.close()
    assert has_tone(caller.heard(), RATE_HZ, 1000)


async def test_the_callee_holds_and_resumes(phones: Phones, baresip: Start) -> None:
    callee = await baresip("1000")
    async with rtp_ends("PCMU") as (near,):
        calling = await phones.caller(
            "1001", "1000", steps.RINGS, steps.answered(), steps.takes("BYE"), rtp_port=near.port
        )
        await callee.event("CALL_INCOMING")
        await callee.command("accept")
        await callee.event("CALL_ESTABLISHED")
        near.remote = await audio_of(calling)
        async with talking((near, 1000)):
            await near.hears_tone(440)
            await _heard(near, 40)
            await _hold_and_resume(callee)
            await _heard(near, 20)
            await near.hears_tone(440)
        await callee.command("hangup")
        await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("callee", "normal")
    assert data_of(events, "hold") == data_of(events, "resume") == [{"side": "callee", "asked_by": ""}]
    await callee.close()
    assert has_tone(callee.heard(), RATE_HZ, 1000)


async def _heard(end: RtpEnd, packets: int) -> None:
    """Wait for so many more packets."""
    await end.hears(len(end.audio_packets()) + packets)


async def test_two_phones_talk_and_the_callee_hangs_up(phones: Phones, baresip: Start) -> None:
    caller, callee = await baresip("1000", 440), await baresip("1001", 1000)
    await _talk(caller, callee)
    await caller.event("CALL_RTCP")
    await callee.command("hangup")
    await caller.event("CALL_CLOSED")
    await callee.event("CALL_CLOSED")
    record = await phones.record()
    assert (record.ended_by, record.cause) == ("callee", "normal")
    await caller.close()
    await callee.close()
    assert has_tone(caller.heard(), RATE_HZ, 1000)
    assert has_tone(callee.heard(), RATE_HZ, 440)


async def test_a_phone_that_speaks_g722_talks_to_one_that_speaks_pcmu(phones: Phones, baresip: Start) -> None:
    caller = await baresip("1001", 440, "g722")
    async with rtp_ends("PCMU") as (far,):
        called = await phones.callee("1000", steps.picks_up(), steps.takes("BYE"), rtp_port=far.port)
        await caller.dial("1000")
        await caller.event("CALL_ESTABLISHED")
        far.remote = await audio_of(called)
        async with talking((far, 1000)):
            await far.hears_tone(440)
            await _heard(far, 40)
        await caller.command("hangup")
        await phones.succeed()
    assert (await phones.record()).cause == "normal"
    await caller.close()
    assert has_tone(caller.heard(), 16000, 1000)


async def test_the_callee_rejects(phones: Phones, baresip: Start) -> None:
    caller, callee = await baresip("1000"), await baresip("1001", 1000)
    await caller.dial("1001")
    await callee.event("CALL_INCOMING")
    await caller.event("CALL_RINGING")
    await callee.command("hangup")
    closed = await caller.event("CALL_CLOSED")
    assert closed["param"].startswith("486")
    record = await phones.record()
    assert (record.ended_by, record.cause) == ("switchboard", "busy")


async def test_the_caller_cancels(phones: Phones, baresip: Start) -> None:
    caller, callee = await baresip("1000"), await baresip("1001", 1000)
    await caller.dial("1001")
    await callee.event("CALL_INCOMING")
    await caller.event("CALL_RINGING")
    await caller.command("hangup")
    await callee.event("CALL_CLOSED")
    record = await phones.record()
    assert (record.ended_by, record.cause, record.answered_at) == ("caller", "cancelled", None)


@pytest.mark.parametrize("transferor", ["caller", "callee"])
async def test_a_blind_transfer(phones: Phones, baresip: Start, transferor: str) -> None:
    caller, callee = await baresip("1000", 440), await baresip("1001", 1000)
    third = await baresip("1002", 1500)
    await _talk(caller, callee)
    sender, stays = (caller, callee) if transferor == "caller" else (callee, caller)
    await sender.command("transfer", f"sip:1002@{sender.domain}")
    await third.event("CALL_INCOMING")
    await sender.event("CALL_CLOSED")
    await third.command("accept")
    await third.event("CALL_ESTABLISHED")
    await third.event("CALL_RTPESTAB")
    await third.event("CALL_RTCP")
    await third.command("hangup")
    await stays.event("CALL_CLOSED")
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("callee", "normal")
    assert [event["to"] for event in data_of(events, "transferred")] == ["1002"]
    await stays.close()
    await third.close()
    tone_hz = 1000 if stays is callee else 440
    assert has_tone(stays.heard()[-RATE_HZ:], RATE_HZ, 1500)
    assert has_tone(third.heard(), RATE_HZ, tone_hz)


async def test_a_wrong_password_is_refused(phones: Phones, tmp_path: Path) -> None:
    phone = await Baresip.start(tmp_path, "1000", "wrong", phones.product.sip_port, register=False)
    try:
        await phone.dial("6200")
        assert (await phone.event("CALL_CLOSED"))["param"].startswith("403")
    finally:
        await phone.close()
