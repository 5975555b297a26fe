"""The rules of SIP that decide whether a call comes to be: credentials, session timers, offers, dialogs, contacts."""

import pytest

from tests.kit import sipp_steps as steps
from tests.kit.phones import Phones, data_of, kinds, rtp_ends

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

TIMER = "Supported: timer\nSession-Expires: {}"


async def test_a_session_interval_that_is_too_brief(phones: Phones) -> None:
    calling = await phones.caller("1000", "6200", steps.refused(422), headers=TIMER.format(30))
    await phones.succeed()
    assert "Min-SE: 90" in calling.report()


@pytest.mark.parametrize(
    ("refresher", "settled"), [("uac", "90;refresher=uac"), ("uas", "90;refresher=uas")], ids=["uac", "uas"]
)
async def test_a_session_timer_is_settled(phones: Phones, refresher: str, settled: str) -> None:
    asked = TIMER.format(f"90;refresher={refresher}")
    calling = await phones.caller("1000", "6200", steps.answered(), steps.by_caller("BYE", 3), headers=asked)
    await phones.succeed()
    assert f"Session-Expires: {settled}" in calling.report()
    assert ("Require: timer" in calling.report()) == (refresher == "uac")
    assert (await phones.record()).cause == "normal"


async def test_the_caller_refreshes_by_update_and_by_reinvite(phones: Phones) -> None:
    asked = TIMER.format("90;refresher=uac")
    reinvite = steps.by_caller("INVITE", 4, headers=asked, body=steps.sdp()) + steps.by_caller(
        steps.ACK, 4, answer=None
    )
    calling = await phones.caller(
        "1000",
        "6200",
        steps.answered(),
        steps.by_caller("UPDATE", 3, headers=asked),
        reinvite,
        steps.by_caller("UPDATE", 5, headers=TIMER.format(30), answer=422),
        steps.by_caller("BYE", 6),
        headers=asked,
    )
    await phones.succeed()
    assert calling.report().count("Session-Expires: 90;refresher=uac\n") >= 3
    _, events = await phones.ended()
    assert "hold" not in kinds(events)


async def test_a_refresh_does_not_stop_the_prompt(phones: Phones) -> None:
    async with rtp_ends("PCMU") as (end,):
        refresh = (steps.pause(300), steps.reoffers_by_caller("sendrecv", 3), steps.pause(1200))
        await phones.caller("1000", "6200", steps.answered(), *refresh, steps.by_caller("BYE", 4), rtp_port=end.port)
        await end.hears(40)
        await phones.succeed()
    _, events = await phones.ended()
    assert kinds(events).count("prompt_started") == 1
    assert int(str(data_of(events, "call_ended")[0]["offset_ms"])) > 900


async def test_a_late_offer(phones: Phones) -> None:
    async with rtp_ends("PCMU") as (end,):
        ends = (steps.pause(1000), steps.by_caller("BYE", 3))
        await phones.caller("1000", "6200", steps.answered(body=steps.sdp()), *ends, sdp="", rtp_port=end.port)
        await end.hears(20)
        await phones.succeed()
    assert (await phones.record()).cause == "normal"


async def test_a_late_offer_to_a_phone(phones: Phones) -> None:
    await phones.callee("1001", steps.picks_up(), steps.takes("BYE"))
    ends = (steps.pause(200), steps.by_caller("BYE", 3))
    await phones.caller("1000", "1001", steps.RINGS, steps.answered(body=steps.sdp()), *ends, sdp="")
    await phones.succeed()
    assert (await phones.record()).cause == "normal"


async def test_options(phones: Phones) -> None:
    asking = await phones.stranger("OPTIONS", "6200", 200)
    assert "Allow: INVITE, ACK, CANCEL, BYE" in asking.report()


@pytest.mark.parametrize("method", ["BYE", "INFO", "UPDATE", "REFER"])
async def test_a_dialog_that_is_not_known(phones: Phones, method: str) -> None:
    await phones.stranger(method, "6200", 481, to_tag=";tag=nobody")


async def test_a_method_that_is_not_known(phones: Phones) -> None:
    await phones.stranger("PUBLISH", "6200", 405)


async def test_a_wrong_password(phones: Phones) -> None:
    await phones.registers("1000", "Contact: <sip:1000@[local_ip]:5999>", status=403, password="wrong")


async def test_a_name_that_is_not_known(phones: Phones) -> None:
    await phones.registers("4711", "Contact: <sip:4711@[local_ip]:5999>", status=403, password="wrong")


async def test_a_stranger_calls(phones: Phones) -> None:
    calling = await phones.stranger("INVITE", "6200", 401, steps.stranger_refused())
    assert 'WWW-Authenticate: Digest realm="switchboard"' in calling.report()


async def test_an_extension_that_is_not_known_here(phones: Phones) -> None:
    calling = await phones.stranger(
        "INVITE", "6200", 420, steps.stranger_refused(), headers="Require: foo\nProxy-Require: bar"
    )
    assert "Unsupported: foo" in calling.report()


async def test_only_codecs_that_are_not_known(phones: Phones) -> None:
    odd = steps.sdp(media="18 96", rtpmap="a=rtpmap:18 G729/8000\na=rtpmap:96 iLBC/8000")
    await phones.caller("1000", "6200", steps.refused(488), sdp=odd)
    await phones.succeed()


async def test_a_reoffer_of_unknown_codecs_is_refused_and_the_call_goes_on(phones: Phones) -> None:
    odd = steps.sdp(version=2, media="18", rtpmap="a=rtpmap:18 G729/8000")
    refusal = steps.by_caller("INVITE", 3, body=odd, answer=488) + steps.acknowledges_refusal(3)
    ends = (refusal, steps.pause(300), steps.by_caller("BYE", 4))
    await phones.caller("1000", "6200", steps.answered(), *ends)
    await phones.succeed()
    assert (await phones.record()).cause == "normal"


async def test_a_contact_of_star_takes_every_phone_away(phones: Phones) -> None:
    await phones.registers("1003", "Contact: <sip:1003@[local_ip]:5998>, <sip:1003@[local_ip]:5999>\nExpires: 300")
    await phones.registers("1003", "Contact: *\nExpires: 0")
    await phones.caller("1000", "1003", steps.refused(480))
    await phones.succeed()
    assert (await phones.record()).cause == "unreachable"


async def test_a_contact_of_star_that_does_not_expire_is_refused(phones: Phones) -> None:
    await phones.registers("1003", "Contact: *\nExpires: 60", status=400)
