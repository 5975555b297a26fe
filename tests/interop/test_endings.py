"""Every way in which a call between two phones ends: right on both legs, in the record, and nothing left over."""

import os
import signal
from pathlib import Path

import pytest

from tests.kit import sipp_steps as steps
from tests.kit.phones import (
    Phones,
    audio_of,
    data_of,
    eventually,
    kinds,
    media_is_connected,
    open_rtp_ports,
    phones_of,
    rtp_ends,
    sees,
    talking,
)
from tests.kit.product import Product

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

ELSEWHERE = 'Reason: SIP;cause=200;text="Call completed elsewhere"'


async def test_the_caller_hangs_up_first(phones: Phones) -> None:
    await phones.callee("1001", steps.picks_up(), steps.takes("BYE"))
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.pause(300), steps.by_caller("BYE", 3))
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause, record.dialled) == ("caller", "normal", "1001")
    assert kinds(events)[-4:] == ["answered", "bridged", "bridge_ended", "call_ended"]


async def test_the_callee_hangs_up_first(phones: Phones) -> None:
    await phones.callee("1001", steps.picks_up(), steps.pause(300), steps.by_callee("BYE", 1))
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.takes("BYE"))
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("callee", "normal")
    assert data_of(events, "bridge_ended") == [{"by": "callee"}]


async def test_both_sides_hear_each_other(phones: Phones, product: Product) -> None:
    async with rtp_ends("PCMU", "PCMU") as (near, far):
        called = await phones.callee("1001", steps.picks_up(), steps.takes("BYE"), rtp_port=far.port)
        ends = (steps.pause(2000), steps.by_caller("BYE", 3))
        calling = await phones.caller("1000", "1001", steps.RINGS, steps.answered(), *ends, rtp_port=near.port)
        near.remote, far.remote = await audio_of(calling), await audio_of(called)
        async with talking((near, 440), (far, 1000)):
            await far.hears_tone(440)
            await near.hears_tone(1000)
        assert len(open_rtp_ports(product)) >= 2, "no_leg_left would see nothing"
        await phones.succeed()
    assert (await phones.record()).cause == "normal"


async def test_the_menu_hangs_up(phones: Phones) -> None:
    async with rtp_ends("PCMU") as (end,):
        await phones.caller("1000", "6201", steps.answered(), steps.takes("BYE"), rtp_port=end.port)
        await end.hears(20)
        await end.press("9")
        await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("switchboard", "normal")
    assert data_of(events, "call_ended")[0]["keys"] == "9"


async def test_the_caller_hangs_up_in_a_prompt(phones: Phones) -> None:
    async with rtp_ends("PCMU") as (end,):
        await phones.caller(
            "1000", "6200", steps.answered(), steps.pause(1100), steps.by_caller("BYE", 3), rtp_port=end.port
        )
        await phones.succeed()
    record, events = await phones.ended()
    end_of_call = data_of(events, "call_ended")[0]
    assert (record.ended_by, record.cause) == ("caller", "normal")
    assert (end_of_call["menu"], end_of_call["prompt"]) == ("6200", "welcome.wav")
    assert 700 <= int(str(end_of_call["offset_ms"])) <= 1500


async def test_the_caller_cancels_while_it_rings(phones: Phones) -> None:
    await phones.callee("1001", steps.is_cancelled())
    await phones.caller("1000", "1001", steps.RINGS, steps.pause(200), steps.cancels())
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause, record.answered_at) == ("caller", "cancelled", None)
    assert data_of(events, "dial_ended")[0]["outcome"] == "cancelled"


async def test_the_callee_answers_just_as_the_caller_cancels(phones: Phones) -> None:
    late = steps.respond(200, "OK", method="CANCEL") + steps.respond(200, "OK", steps.sdp())
    await phones.callee(
        "1001", steps.respond(180, "Ringing"), steps.CANCEL_COMES, late, steps.ACKNOWLEDGED, steps.takes("BYE")
    )
    await phones.caller("1000", "1001", steps.RINGS, steps.pause(200), steps.cancels())
    await phones.succeed()
    record = await phones.record()
    assert (record.ended_by, record.cause, record.answered_at) == ("caller", "cancelled", None)


async def test_the_caller_hangs_up_while_the_menu_rings_a_phone(phones: Phones) -> None:
    async with rtp_ends("PCMU") as (end,):
        await phones.callee("1001", steps.is_cancelled())
        ends = (steps.pause(1500), steps.by_caller("BYE", 3))
        await phones.caller("1000", "6200", steps.answered(), *ends, rtp_port=end.port)
        await end.hears(20)
        await end.press("2")
        await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("caller", "normal")
    assert data_of(events, "dial_ended")[0]["outcome"] == "cancelled"


@pytest.mark.parametrize(
    ("status", "reason", "seen", "cause"),
    [
        (486, "Busy Here", 486, "busy"),
        (600, "Busy Everywhere", 486, "busy"),
        (603, "Decline", 603, "rejected"),
        (480, "Temporarily Unavailable", 480, "no-answer"),
        (404, "Not Found", 480, "unreachable"),
        (500, "Server Internal Error", 500, "failed"),
    ],
)
async def test_the_callee_refuses(phones: Phones, status: int, reason: str, seen: int, cause: str) -> None:
    await phones.callee("1001", steps.respond(180, "Ringing"), steps.respond(status, reason), steps.ACKNOWLEDGED)
    await phones.caller("1000", "1001", steps.RINGS, steps.refused(seen))
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause, record.answered_at) == ("switchboard", cause, None)
    assert data_of(events, "dial_ended") == [{"outcome": cause, "status": status}]


async def test_busy_is_announced_to_a_caller_from_the_menu(phones: Phones) -> None:
    async with rtp_ends("PCMU") as (end,):
        await phones.callee("1001", steps.respond(486, "Busy Here"), steps.ACKNOWLEDGED)
        await phones.caller("1000", "6200", steps.answered(), steps.takes("BYE"), rtp_port=end.port)
        await end.hears(20)
        await end.press("2")
        await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("switchboard", "busy")
    assert data_of(events, "prompt_started")[-1] == {"name": "busy"}


async def test_nobody_answers(phones: Phones) -> None:
    await phones.set_ring_time("1002", 2)
    await phones.callee("1002", steps.is_cancelled())
    await phones.caller("1000", "1002", steps.RINGS, steps.refused(480))
    await phones.succeed()
    record = await phones.record()
    assert (record.ended_by, record.cause) == ("switchboard", "no-answer")


async def test_a_phone_that_is_gone_says_nothing_at_all(phones: Phones) -> None:
    await phones.set_ring_time("1002", 2)
    async with rtp_ends("PCMU") as (silent,):
        await phones.registers("1002", "Contact: *\nExpires: 0")
        await phones.registers("1002", f"Contact: <sip:1002@[local_ip]:{silent.port}>\nExpires: 300")
        await phones.caller("1000", "1002", steps.refused(480))
        await phones.succeed()
        await phones.registers("1002", "Contact: *\nExpires: 0")
    assert (await phones.record()).cause in ("no-answer", "unreachable")


async def test_nobody_is_registered(phones: Phones) -> None:
    await phones.registers("1003", "Contact: <sip:1003@[local_ip]:5999>\nExpires: 300")
    await phones.registers("1003", "Contact: *\nExpires: 0")
    await phones.caller("1000", "1003", steps.refused(480))
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("switchboard", "unreachable")
    assert "ringing" not in kinds(events)


async def test_a_number_that_means_nothing(phones: Phones) -> None:
    await phones.caller("1000", "7777", steps.refused(404))
    await phones.succeed()
    assert (await phones.record()).cause == "not-found"


async def test_the_callee_answers_with_a_codec_that_was_not_offered(phones: Phones) -> None:
    odd = steps.sdp(media="18", rtpmap="a=rtpmap:18 G729/8000")
    await phones.callee("1001", steps.respond(200, "OK", odd), steps.ACKNOWLEDGED, steps.takes("BYE"))
    await phones.caller("1000", "1001", steps.refused(500))
    await phones.succeed()
    assert (await phones.record()).cause == "failed"


async def test_two_phones_ring_and_the_slower_one_is_cancelled(phones: Phones) -> None:
    slower = await phones.callee("1001", steps.is_cancelled())
    await phones.callee("1001", steps.picks_up(400), steps.takes("BYE"), alone=False)
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.pause(200), steps.by_caller("BYE", 3))
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("caller", "normal")
    assert kinds(events).count("ringing") == kinds(events).count("bridged") == 1
    assert slower.report().count(ELSEWHERE) == 1


async def test_two_phones_ring_and_both_are_cancelled(phones: Phones) -> None:
    called = await phones.callee("1001", steps.is_cancelled())
    await phones.callee("1001", steps.is_cancelled(), alone=False)
    await phones.caller("1000", "1001", steps.RINGS, steps.pause(300), steps.cancels())
    await phones.succeed()
    assert ELSEWHERE not in called.report()
    assert (await phones.record()).cause == "cancelled"


async def test_one_of_two_phones_rejects_and_the_other_answers(phones: Phones) -> None:
    await phones.callee("1001", steps.respond(486, "Busy Here"), steps.ACKNOWLEDGED)
    await phones.callee("1001", steps.picks_up(400), steps.takes("BYE"), alone=False)
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.pause(200), steps.by_caller("BYE", 3))
    await phones.succeed()
    assert (await phones.record()).cause == "normal"


async def test_a_lost_media_worker_ends_the_call_on_both_legs_and_later_calls_work(
    phones: Phones, product: Product
) -> None:
    await phones.callee("1001", steps.picks_up(), steps.takes("BYE"))
    calling = await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.takes("BYE"))
    await sees(calling, "SIP/2.0 200")
    os.kill(await product.child("media"), signal.SIGKILL)
    await phones.succeed()
    record = await phones.record()
    assert (record.ended_by, record.cause) == ("switchboard", "media-lost")
    await eventually(lambda: media_is_connected(product), within_s=30.0)
    async with rtp_ends("PCMU") as (end,):
        await phones.caller(
            "1000", "6200", steps.answered(), steps.pause(800), steps.by_caller("BYE", 3), rtp_port=end.port
        )
        await end.hears(20)
        await phones.succeed()
    assert (await phones.record()).cause == "normal"


async def test_a_stop_hangs_up_both_legs(tmp_path: Path) -> None:
    own = tmp_path / "product"
    own.mkdir()
    product = Product.prepare(own)
    await product.start()
    async with phones_of(product, tmp_path) as phones:
        await phones.callee("1001", steps.picks_up(), steps.takes("BYE"))
        calling = await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.takes("BYE"))
        await sees(calling, "SIP/2.0 200")
        assert await product.stop() == 0
        await phones.succeed()
        record = await phones.record()
        assert (record.ended_by, record.cause) == ("switchboard", "draining")
