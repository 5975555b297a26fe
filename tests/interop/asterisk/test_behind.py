"""Extensions of Asterisk behind the product, through a trunk by address: both directions, and what can go wrong."""

from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio

from switchboard.model.conference import Conference
from switchboard.model.destination import ToConference, ToExtension, ToExternalNumber, ToGroupVoicemail
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember, Ivr, Option, Route
from switchboard.model.prompt import Announcement
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute
from tests.interop.asterisk.conftest import PASSWORD, At, Ours
from tests.interop.asterisk.page import Section
from tests.interop.asterisk.talk import Watch, answers, both_hear, ends, has_heard, keys_pass, reaches
from tests.kit.asterisk import Asterisk
from tests.kit.mailboxes import likeness, listener_of, message_in, sound_of
from tests.kit.phone import hears
from tests.kit.phones import talking
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.sounds import samples, speech
from tests.kit.trunks import Objects, objects_of

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

ANN_HZ, BEN_HZ, OURS_HZ, OTHER_HZ = 440, 700, 1000, 1500
MENU, ROOM, DESK = "6600", "6500", "6320"
WORDS_S = 2.0
CORRELATION = 0.95

WAY = """
[{name}]
type = endpoint
context = from-switchboard
disallow = all
allow = alaw
aors = switchboard
{option}
"""
WAYS = {"71": "dtmf_mode = inband", "72": "dtmf_mode = info", "73": "direct_media = yes"}
"""Other ways to the product than the page's: 716200 is dialled for 6200 by the first."""

MORE_DIALLED = """
[phones](+)
exten => _7XXXXX,1,Dial(PJSIP/${EXTEN:2}@${EXTEN:0:2})

[leaves]
exten => s,1,Wait(0.5)
same => n,SendDTMF(#)
same => n,Wait(1.5)
same => n,Playback(${WORDS})
same => n,SendDTMF(#)
same => n,Wait(0.5)
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asterisk(product: Product, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Asterisk]:
    port = reserved_port()
    section = Section("Extensions behind Asterisk", product.sip_port, port)
    async with objects_of(product) as objects:
        known = await section.create(objects, IVR_ID=await objects.id_of("6200"))
        await _places(objects, int(str(known["TRUNK_ID"])))
    files = dict(section.files(PASSWORD=PASSWORD))
    files["pjsip.conf"] += "".join(WAY.format(name=name, option=option) for name, option in WAYS.items())
    files["pjsip.conf"] = files["pjsip.conf"].replace("[402](phone)", "[402](phone)\ndirect_media = yes")
    files["extensions.conf"] += MORE_DIALLED
    found = await Asterisk.start(tmp_path_factory.mktemp("asterisk"), port, files)
    yield found
    await found.close()


async def _places(objects: Objects, trunk: int) -> None:
    """A menu that rings Ann; a room, a mailbox and Alice, each with a route from Asterisk; one second for 5401."""
    rings = Option(keys="1", route=Route(to=ToExternalNumber(number="401")))
    await objects.create(Ivr(number=MENU, name="Ann", greeting=(Announcement(name="default"),), options=(rings,)))
    room = await objects.create(Conference(name="Room", number=ROOM))
    member = ExtensionMember(extension=await objects.id_of("1001"))
    desk = await objects.create(GroupVoicemail(name="Desk", number=DESK, members=(member,)))
    for number, to in {
        "1000": ToExtension(extension=await objects.id_of("1000")),
        ROOM: ToConference(conference=room),
        DESK: ToGroupVoicemail(group_voicemail=desk),
    }.items():
        await objects.create(InboundRoute(name=number, trunks=(trunk,), pattern=number, to=to))
    brief = DialPattern(pattern="5401", strip=1)
    await objects.create(
        OutboundRoute(name="brief", patterns=(brief,), trunks=(trunk,), all_extensions=True, ring_time_s=1)
    )


# Menus.


async def test_a_caller_at_asterisk_hears_the_menu_and_reaches_alice(
    product: Product, ours: Ours, at_asterisk: At
) -> None:
    watch, ann, alice = Watch(product), await at_asterisk("401", tone_hz=ANN_HZ), await ours("1000")
    await ann.dial("6200")
    await watch.happens("prompt_started")
    await ann.press("1")
    alice_side = await (await alice.rung.get()).answer()
    assert (alice_side.dialog.remote.uri.user, alice_side.dialog.remote.display_name) == ("401", "Ann")
    await both_hear(alice_side, OURS_HZ, ANN_HZ)
    await alice_side.bye()
    await ann.event("CALL_CLOSED")
    call = await watch.ended()
    assert (call["caller"], call["caller_name"], call["dialled"], call["ended_by"]) == ("401", "Ann", "6200", "callee")
    assert call["dtmf_methods"] == ["rfc4733"]
    assert await has_heard(ann, OURS_HZ)


async def test_a_key_of_our_menu_rings_an_extension_of_asterisk(ours: Ours, at_asterisk: At) -> None:
    ann, bob = await at_asterisk("401", tone_hz=ANN_HZ), await ours("1001")
    session = await bob.reaches(MENU)
    await session.rtp.press("1")
    await answers(ann)
    await both_hear(session, OURS_HZ, ANN_HZ)
    await ann.command("hangup")
    await ends(session)
    assert await has_heard(ann, OURS_HZ)


@pytest.mark.parametrize(("way", "method"), [("71", "inband"), ("72", "info")])
async def test_keys_by_other_methods(product: Product, ours: Ours, at_asterisk: At, way: str, method: str) -> None:
    watch, ann, alice = Watch(product), await at_asterisk("401", tone_hz=ANN_HZ), await ours("1000")
    await ann.dial(f"{way}6200")
    await ann.event("CALL_ESTABLISHED")
    await ann.press("1")
    alice_side = await (await alice.rung.get()).answer()
    await both_hear(alice_side, OURS_HZ, ANN_HZ)
    await ann.command("hangup")
    assert (await watch.ended())["dtmf_methods"] == [method]


# Talks.


async def test_audio_that_asterisk_sends_past_itself(asterisk: Asterisk, ours: Ours, at_asterisk: At) -> None:
    """It re-invites both sides as soon as they talk (direct_media), each with the other's address."""
    ben, alice = await at_asterisk("402", tone_hz=BEN_HZ), await ours("1000")
    await ben.dial("731000")
    alice_side = await (await alice.rung.get()).answer()
    await both_hear(alice_side, OURS_HZ, BEN_HZ)
    await alice_side.bye()
    await ben.event("CALL_CLOSED")
    await asterisk.event("BridgeLeave", BridgeTechnology="native_rtp")
    assert await has_heard(ben, OURS_HZ)


async def test_a_talk_stays_wide_from_end_to_end(our_baresip: At, at_asterisk: At) -> None:
    """Tones above 4 kHz get through."""
    ann, bob = (
        await at_asterisk("401", tone_hz=5000, codec="g722"),
        await our_baresip("1001", tone_hz=6000, codec="g722"),
    )
    await bob.dial("401")
    await answers(ann)
    await bob.event("CALL_ESTABLISHED")
    await bob.event("CALL_RTCP")
    await bob.command("hangup")
    await ann.event("CALL_CLOSED")
    assert await has_heard(bob, 5000, 16000)
    assert await has_heard(ann, 6000, 16000)


async def test_a_telephone_at_asterisk_holds(product: Product, ours: Ours, at_asterisk: At) -> None:
    """Asterisk passes it on (moh_passthrough), so the other side hears our music."""
    watch, ann, bob = Watch(product), await at_asterisk("401", tone_hz=ANN_HZ), await ours("1001")
    session = await reaches(bob, "401", ann)
    await both_hear(session, OURS_HZ, ANN_HZ)
    await ann.command("hold")
    await watch.happens("hold")
    session.rtp.heard.clear()
    await session.rtp.hears(50)
    assert float(np.std(session.rtp.samples(last=40))) > 300
    await ann.command("resume")
    await both_hear(session, OURS_HZ, ANN_HZ)
    await session.bye()
    assert await watch.data("hold") == await watch.data("resume") == [{"side": "callee", "asked_by": ""}]


async def test_our_telephone_holds(ours: Ours, at_asterisk: At) -> None:
    ann, bob = await at_asterisk("401", tone_hz=ANN_HZ), await ours("1001")
    session = await reaches(bob, "401", ann)
    await both_hear(session, OURS_HZ, ANN_HZ)
    await session.hold(held=True)
    await session.hold(held=False)
    await both_hear(session, OURS_HZ, ANN_HZ)
    await session.bye()
    await ann.event("CALL_CLOSED")


# Nobody talks.


@pytest.mark.parametrize(("number", "status"), [("402", 404), ("499", 404)], ids=["not registered", "unknown"])
async def test_nobody_is_there(product: Product, asterisk: Asterisk, ours: Ours, number: str, status: int) -> None:
    watch, (_, placed) = Watch(product), (await ours("1001")).calls(number)
    assert await placed == 480
    assert await watch.data("dial_ended") == [{"outcome": "unreachable", "status": status}]
    await asterisk.has_no_channel()


async def test_a_telephone_at_asterisk_declines(product: Product, ours: Ours, at_asterisk: At) -> None:
    watch, ann = Watch(product), await at_asterisk("401")
    _, placed = (await ours("1001")).calls("401")
    await ann.event("CALL_INCOMING")
    await ann.command("hangup")
    assert await placed == 486
    assert await watch.data("dial_ended") == [{"outcome": "busy", "status": 486}]


async def test_nobody_answers_at_asterisk(product: Product, ours: Ours, at_asterisk: At) -> None:
    watch, ann = Watch(product), await at_asterisk("401")
    _, placed = (await ours("1001")).calls("5401")
    await ann.event("CALL_INCOMING")
    assert await placed == 480
    await ann.event("CALL_CLOSED")
    assert await watch.data("dial_ended") == [{"outcome": "no-answer", "status": 0}]


async def test_the_caller_gives_up_while_it_rings_at_asterisk(ours: Ours, at_asterisk: At) -> None:
    ann = await at_asterisk("401")
    calling, placed = (await ours("1001")).calls("401")
    await ann.event("CALL_INCOMING")
    await calling.begun.wait()
    await calling.leave()
    assert await placed == 487
    await ann.event("CALL_CLOSED")


# Transfers across.


async def test_alice_leaves_two_at_asterisk_to_each_other(product: Product, our_baresip: At, at_asterisk: At) -> None:
    """Attended, by a real telephone of ours: Ann called her through the menu, she has called Ben."""
    watch = Watch(product)
    ann, ben = await at_asterisk("401", tone_hz=ANN_HZ), await at_asterisk("402", tone_hz=BEN_HZ)
    alice = await our_baresip("1000", tone_hz=OURS_HZ)
    await ann.dial("6200")
    await ann.event("CALL_ESTABLISHED")
    await ann.press("1")
    first = await alice.event("CALL_INCOMING")
    await alice.command("accept")
    await alice.event("CALL_ESTABLISHED")
    await alice.command("hold")
    await alice.dial("402")
    await answers(ben)
    await alice.event("CALL_ESTABLISHED")
    await alice.hand_over(first["id"])
    await alice.event("CALL_CLOSED")
    await alice.event("CALL_CLOSED")
    await watch.happens("caller_replaced")
    await keys_pass(ann, ben)
    await ben.command("hangup")
    await ann.event("CALL_CLOSED")
    assert [one["caller"] for one in await watch.data("caller_replaced")] == ["401"]
    assert await has_heard(ann, BEN_HZ)
    assert await has_heard(ben, ANN_HZ)


@pytest.mark.parametrize("attended", [True, False], ids=["attended", "blind"])
async def test_ann_leaves_two_of_ours_to_each_other(ours: Ours, at_asterisk: At, attended: bool) -> None:
    """By a real telephone at Asterisk, which connects the two calls through the trunk."""
    ann, bob, alice = await at_asterisk("401", tone_hz=ANN_HZ), await ours("1001"), await ours("1000")
    calling, placed = bob.calls("401")
    first = await ann.event("CALL_INCOMING")
    await ann.command("accept")
    await ann.event("CALL_ESTABLISHED")
    assert await placed == 200
    bob_side = calling.session
    assert bob_side is not None
    await both_hear(bob_side, OURS_HZ, ANN_HZ)
    if attended:
        await ann.command("hold")
        await ann.dial("1000")
    else:
        await ann.command("transfer", f"sip:1000@{ann.domain}")
    alice_side = await (await alice.rung.get()).answer()
    if attended:
        await ann.event("CALL_ESTABLISHED")
        # In the instant in which a call begins, Asterisk may go on passing its audio to who has left it.
        await both_hear(alice_side, OTHER_HZ, ANN_HZ)
        await ann.hand_over(first["id"])
    await ann.event("CALL_CLOSED")
    async with talking((bob_side.rtp, OURS_HZ), (alice_side.rtp, OTHER_HZ)):
        await hears(bob_side, OTHER_HZ)
        await hears(alice_side, OURS_HZ)
    await bob_side.bye()
    await ends(alice_side)


# Other places.


async def test_a_conference_with_a_member_from_asterisk(ours: Ours, at_asterisk: At) -> None:
    ann, bob = await at_asterisk("401", tone_hz=ANN_HZ), await ours("1001")
    session = await bob.reaches(ROOM)
    async with talking((session.rtp, OURS_HZ)):
        await ann.dial(ROOM)
        await ann.event("CALL_ESTABLISHED")
        await hears(session, ANN_HZ)
        await session.rtp.hears(len(session.rtp.audio_packets()) + 100)
    await ann.command("hangup")
    await session.bye()
    assert await has_heard(ann, OURS_HZ)


async def test_asterisk_leaves_a_message(product: Product, asterisk: Asterisk) -> None:
    words = samples(speech(WORDS_S))
    (asterisk.directory / "words.sln").write_bytes(words.tobytes())
    async with objects_of(product) as objects:
        owner = await objects.id_of(DESK)
    async with listener_of(product) as http:
        await asterisk.action(
            "Originate",
            Channel=f"PJSIP/{DESK}@72",
            Context="leaves",
            Exten="s",
            Priority=1,
            CallerID="Ann <401>",
            Variable=f"WORDS={asterisk.directory / 'words'}",
            Async="true",
        )
        message = await message_in(http, owner)
        assert (message["caller"], message["caller_name"]) == ("401", "Ann")
        heard = await sound_of(http, owner, message)
    correlation, level_db = likeness(words.astype(np.float64), heard)
    assert correlation > CORRELATION
    assert abs(level_db) < 1
    await asterisk.has_no_channel()
