"""Hold and blind transfer by re-INVITE and REFER, from either side of a call between two extensions."""

import pytest

from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones, audio_of, data_of, kinds, rtp_ends, sees, talking

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]


@pytest.mark.parametrize(("direction", "answer"), [("sendonly", "recvonly"), ("inactive", "inactive")])
async def test_the_caller_holds_and_resumes(phones: Phones, direction: str, answer: str) -> None:
    await phones.callee("1001", steps.picks_up(), steps.takes("BYE"))
    calling = await phones.caller(
        "1000",
        "1001",
        steps.RINGS,
        steps.answered(),
        steps.reoffers_by_caller(direction, 3),
        steps.pause(200),
        steps.reoffers_by_caller("sendrecv", 4),
        steps.by_caller("BYE", 5),
    )
    await phones.succeed()
    assert f"a={answer}" in calling.report()
    _, events = await phones.ended()
    assert data_of(events, "hold") == data_of(events, "resume") == [{"side": "caller", "asked_by": ""}]


async def test_audio_goes_both_ways_before_and_after_a_hold(phones: Phones) -> None:
    async with rtp_ends("PCMU", "PCMU") as (near, far):
        called = await phones.callee("1001", steps.picks_up(), steps.takes("BYE"), rtp_port=far.port)
        calling = await phones.caller(
            "1000",
            "1001",
            steps.RINGS,
            steps.answered(),
            steps.pause(800),
            steps.reoffers_by_caller("inactive", 3),
            steps.pause(600),
            steps.reoffers_by_caller("sendrecv", 4),
            steps.pause(800),
            steps.by_caller("BYE", 5),
            rtp_port=near.port,
        )
        near.remote, far.remote = await audio_of(calling), await audio_of(called)
        async with talking((near, 440), (far, 1000)):
            await near.hears_tone(1000)
            await far.hears_tone(440)
            await sees(calling, "CSeq: 3 ACK")
            before = len(near.audio_packets())
            await sees(calling, "CSeq: 4 ACK")
            assert len(near.audio_packets()) - before < 10, "nothing is sent to a phone that asked for nothing"
            near.heard.clear()
            far.heard.clear()
            await near.hears_tone(1000)
            await far.hears_tone(440)
        await phones.succeed()
    assert (await phones.record()).cause == "normal"


async def test_the_callee_holds_and_resumes(phones: Phones) -> None:
    await phones.callee(
        "1001",
        steps.picks_up(),
        steps.reoffers_by_callee("sendonly", 1),
        steps.pause(200),
        steps.reoffers_by_callee("sendrecv", 2),
        steps.by_callee("BYE", 3),
    )
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.takes("BYE"))
    await phones.succeed()
    _, events = await phones.ended()
    assert data_of(events, "hold") == data_of(events, "resume") == [{"side": "callee", "asked_by": ""}]


async def test_a_caller_on_hold_hangs_up(phones: Phones) -> None:
    await phones.callee("1001", steps.picks_up(), steps.reoffers_by_callee("inactive", 1), steps.takes("BYE"))
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.pause(500), steps.by_caller("BYE", 3))
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("caller", "normal")
    assert "resume" not in kinds(events)


async def test_the_callee_sends_the_caller_to_a_third_phone(phones: Phones) -> None:
    async with rtp_ends("PCMU", "PCMU") as (near, third):
        last = await phones.callee("1002", steps.picks_up(), steps.takes("BYE"), rtp_port=third.port)
        await phones.callee("1001", steps.picks_up(), steps.pause(200), steps.refers_by_callee("1002"))
        ends = (steps.pause(2500), steps.by_caller("BYE", 3))
        calling = await phones.caller("1000", "1001", steps.RINGS, steps.answered(), *ends, rtp_port=near.port)
        near.remote, third.remote = await audio_of(calling), await audio_of(last)
        async with talking((near, 440), (third, 1000)):
            await near.hears_tone(1000)
            await third.hears_tone(440)
        await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("caller", "normal")
    assert [event["to"] for event in data_of(events, "transferred")] == ["1002"]
    assert kinds(events).count("bridged") == 2


async def test_the_caller_sends_the_callee_to_a_third_phone(phones: Phones) -> None:
    async with rtp_ends("PCMU", "PCMU") as (far, third):
        hangs_up = (steps.pause(2000), steps.by_callee("BYE", 1))
        last = await phones.callee("1002", steps.picks_up(), *hangs_up, rtp_port=third.port)
        called = await phones.callee("1001", steps.picks_up(), steps.takes("BYE"), rtp_port=far.port)
        transfer = (steps.pause(200), steps.refers_by_caller("1002"))
        await phones.caller("1000", "1001", steps.RINGS, steps.answered(), *transfer)
        far.remote, third.remote = await audio_of(called), await audio_of(last)
        async with talking((far, 440), (third, 1000)):
            await far.hears_tone(1000)
            await third.hears_tone(440)
        await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("callee", "normal")
    assert [event["to"] for event in data_of(events, "transferred")] == ["1002"]
    assert kinds(events).count("bridged") == 2


async def test_the_party_that_was_transferred_hangs_up(phones: Phones) -> None:
    await phones.callee("1002", steps.picks_up(), steps.takes("BYE"))
    await phones.callee("1001", steps.picks_up(), steps.pause(1500), steps.by_callee("BYE", 1))
    transfer = (steps.pause(200), steps.refers_by_caller("1002"))
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), *transfer)
    await phones.succeed()
    record, _ = await phones.ended()
    assert (record.ended_by, record.cause) == ("caller", "normal")


async def test_a_transfer_to_a_busy_phone_is_announced(phones: Phones) -> None:
    await phones.callee("1002", steps.respond(486, "Busy Here"), steps.ACKNOWLEDGED)
    await phones.callee("1001", steps.picks_up(), steps.pause(200), steps.refers_by_callee("1002"))
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.takes("BYE"))
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("switchboard", "busy")
    assert data_of(events, "prompt_started") == [{"name": "busy"}]


async def test_a_transfer_to_a_number_that_means_nothing_is_announced(phones: Phones) -> None:
    await phones.callee("1001", steps.picks_up(), steps.pause(200), steps.refers_by_callee("7777"))
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.takes("BYE"))
    await phones.succeed()
    record, events = await phones.ended()
    assert (record.ended_by, record.cause) == ("switchboard", "not-found")
    assert data_of(events, "prompt_started") == [{"name": "invalid"}]


async def test_a_transfer_back_to_the_menu(phones: Phones) -> None:
    async with rtp_ends("PCMU") as (near,):
        await phones.callee("1001", steps.picks_up(), steps.pause(200), steps.refers_by_callee("6200"))
        ends = (steps.pause(1500), steps.by_caller("BYE", 3))
        await phones.caller("1000", "1001", steps.RINGS, steps.answered(), *ends, rtp_port=near.port)
        await near.hears(20)
        await phones.succeed()
    _, events = await phones.ended()
    assert kinds(events).count("menu_entered") == 1


async def test_a_dialog_that_is_not_here_is_declined_and_the_call_goes_on(phones: Phones) -> None:
    refer_to = "Refer-To: <sip:1002@[remote_ip]?Replaces=a%40b%3Bto-tag%3D1%3Bfrom-tag%3D2>"
    declined = steps.by_callee("REFER", 1, headers=refer_to, answer=202) + steps.takes("NOTIFY")
    await phones.callee("1001", steps.picks_up(), steps.pause(200), declined, steps.takes("BYE"))
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(), steps.pause(600), steps.by_caller("BYE", 3))
    await phones.succeed()
    assert (await phones.record()).cause == "normal"
