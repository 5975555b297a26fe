"""Where a caller can be led, and what both sides hear there: real telephones at one running product.

People are known by their tones. Sounds are compared byte by byte with what the library has stored.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.api_dialplan import ApiDialplan
from switchboard.model.destination import (
    ByTime,
    HangUp,
    PlainDestination,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToApiDialplan,
    ToExtension,
    ToExtensionVoicemail,
    ToNumber,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.directory import Extension
from switchboard.model.emergency import Emergency
from switchboard.model.forwarding import Forwarding, ForwardRule
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.office import OFFICE, Office
from switchboard.model.ring_group import RingGroup
from switchboard.model.schedule import DAYS, DayHours, Schedule, WeekHours
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import Trunk
from tests.e2e.phones import WITHIN_S, ends
from tests.kit.answering import Answering, answering
from tests.kit.calls import hear_one_another
from tests.kit.heard import Sounds, wave
from tests.kit.phone import Phone
from tests.kit.phones import phones_of, rtp_ends
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.trunks import TALKS, Objects, objects_of, received, refuses, trunk_answers
from tests.kit.ua import Calling, Invited, Session

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = """
[outbound]
private_hosts = ["localhost"]
"""
ALICE, BOB, CAROL, DAVE = "1000", "1001", "1002", "1003"
MENU, CREW, NOBODY = "6340", "6341", "6342"
EMERGENCY = "112"
SOUNDS_HZ = {"greeting": 500.0, "farewell": 600.0, "in between": 700.0, "nobody": 800.0}
SOUND_S = 0.3
BEGINNING_S = 0.5
"""So much of an announcement tells it from all others."""
FROM_THE_WEB_HZ = 1300.0
ALL_DAY = WeekHours.model_validate({day: DayHours(open=True) for day in DAYS})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[Answering]:
    """Of the API dial plan."""
    async with answering() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ports(product: Product) -> tuple[int, int]:
    """Two trunks, of which the second is the one for emergencies."""
    first, second = reserved_port(), reserved_port()
    async with objects_of(product) as objects:
        await objects.create(Trunk(name="first", host="127.0.0.1", port=first))
        id = await objects.create(Trunk(name="second", host="127.0.0.1", port=second))
        emergency = Emergency(numbers=(EMERGENCY,), trunks=(id,))
        await objects.repository.edit_named(
            Office,
            OFFICE,
            lambda office: (office or Office()).model_copy(update={"emergency": emergency}),
            author="test",
        )
    return first, second


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sounds(product: Product, server: Answering) -> Sounds:
    """Everything that these tests call is made, too."""
    async with objects_of(product) as objects:
        found = await Sounds.made(product, objects, SOUNDS_HZ, SOUND_S)
        people = {number: await objects.id_of(number) for number in (ALICE, BOB, CAROL, DAVE)}
        await _forwarding(objects, people)
        await _ring_groups(objects, people, PlayAndExit(prompt=found.own["nobody"]))
        await _menu(objects, people[ALICE], found, server)
    return found


async def _forwarding(objects: Objects, people: Mapping[str, int]) -> None:
    """Dave's callers reach Carol when he does not answer; Bob's his voicemail when he is not to be disturbed."""
    dave = Forwarding(no_answer=ForwardRule(to=ToExtension(extension=people[CAROL])))
    bob = Forwarding(on_dnd=ForwardRule(to=ToExtensionVoicemail(extension=people[BOB])))
    await _changed(objects, people[DAVE], forwarding=dave, ring_time_s=1)
    await _changed(objects, people[BOB], forwarding=bob)


async def _changed(objects: Objects, extension: int, **changes: object) -> None:
    await objects.repository.edit(Extension, extension, lambda was: was.model_copy(update=changes), author="test")


async def _ring_groups(objects: Objects, people: Mapping[str, int], failover: PlainDestination) -> None:
    crew = (people[ALICE], people[CAROL])
    await objects.create(RingGroup(name="Crew", number=CREW, members=crew, failover=failover))
    erin = await objects.create(Extension(name="Erin", number="1004"))  # She has no telephone.
    await objects.create(RingGroup(name="Nobody", number=NOBODY, members=(erin,), failover=failover))


async def _menu(objects: Objects, alice: int, found: Sounds, server: Answering) -> None:
    """1 to 4 lead to Alice: by an option's hours, a time condition, a number and a web server. 9: the crew rings."""
    to_alice = ToExtension(extension=alice)
    night = TimeCondition(name="Night", when=Schedule(hours=WeekHours()), closed=to_alice)
    plan = ApiDialplan(name="plan", method="POST", url=server.url("/plan"))
    routes = {
        "1": ByTime(when=Schedule(hours=ALL_DAY), open=to_alice),
        "2": ToTimeCondition(time_condition=await objects.create(night)),
        "3": ToNumber(number=ALICE),
        "4": ToApiDialplan(api_dialplan=await objects.create(plan)),
        "5": PlayAndReturn(prompt=found.own["in between"], times=2),
        "6": Repeat(),
        "7": PlayAndExit(prompt=found.own["farewell"], times=2),
        "8": HangUp(),
        "9": ToRingGroup(ring_group=await objects.id_of(CREW)),
    }
    options = tuple(Option(keys=keys, route=Route(to=to)) for keys, to in routes.items())
    greeting = (found.own["greeting"],)
    await objects.create(Ivr(name="Menu", number=MENU, greeting=greeting, response_timeout_s=60, options=options))


@dataclass(frozen=True, slots=True)
class People:
    """At their telephones, which answer nothing by themselves."""

    alice: Phone
    bob: Phone
    carol: Phone
    dave: Phone


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def people(product: Product, sounds: Sounds) -> AsyncIterator[People]:
    """Registered once: the phones of a test before would still ring."""
    async with AsyncExitStack() as stack:
        phones = [Phone(product, number).registered() for number in (ALICE, BOB, CAROL, DAVE)]
        yield People(*[await stack.enter_async_context(phone) for phone in phones])


async def rings(phone: Phone) -> Invited:
    """The next call that comes."""
    invited = await asyncio.wait_for(phone.rung.get(), WITHIN_S)
    invited.ring()
    return invited


async def answered(calling: Calling, placed: "asyncio.Task[int]") -> Session:
    """The caller's side of it."""
    assert await asyncio.wait_for(placed, WITHIN_S) == 200
    assert calling.session is not None
    return calling.session


async def talk_to_the_end(caller: Session, callee: Session) -> None:
    """Both hear the other, and the caller hangs up."""
    await hear_one_another(caller.rtp, callee.rtp)
    await caller.bye()
    await ends(callee)


async def in_the_menu(people: People, sounds: Sounds) -> Session:
    """Bob has heard the greeting."""
    bob = await people.bob.reaches(MENU)
    await sounds.heard(bob.rtp, "greeting")
    return bob


# Forwarding and feature codes.


async def test_nobody_answers_and_the_next_phone_talks(people: People) -> None:
    calling, placed = people.bob.calls(DAVE)
    assert not await (await rings(people.dave)).unless_cancelled(WITHIN_S)
    carol = await (await rings(people.carol)).answer()
    await talk_to_the_end(await answered(calling, placed), carol)


async def test_who_is_not_to_be_disturbed_has_a_voicemail(people: People, sounds: Sounds) -> None:
    await dials_code(people.bob, "*75", sounds, "dnd-on")
    alice = await people.alice.reaches(BOB)
    await sounds.heard(alice.rtp, "vm-greeting", seconds=BEGINNING_S)
    await alice.bye()
    assert people.bob.rung.empty()
    await dials_code(people.bob, "*075", sounds, "dnd-off")
    await talk_to_the_end(*await people.alice.talks_to(people.bob))


async def test_who_forwards_by_a_code_hears_so_and_is_followed(people: People, sounds: Sounds) -> None:
    bob = await people.bob.reaches(f"*31{CAROL}")
    await sounds.heard(bob.rtp, "forward-on")
    await ends(bob)
    calling, placed = people.alice.calls(BOB)
    carol = await (await rings(people.carol)).answer()
    await talk_to_the_end(await answered(calling, placed), carol)
    assert people.bob.rung.empty()
    await dials_code(people.bob, "*031", sounds, "forward-off")


async def dials_code(phone: Phone, code: str, sounds: Sounds, told: str) -> None:
    """Dial a feature code, hear what is so now, and hang up."""
    session = await phone.reaches(code)
    await sounds.heard(session.rtp, told, seconds=BEGINNING_S)
    await session.bye()


# Ring groups.


async def test_who_answers_first_in_a_ring_group_talks(people: People, sounds: Sounds) -> None:
    bob = await in_the_menu(people, sounds)
    await bob.rtp.press("9")
    alice, carol = await rings(people.alice), await rings(people.carol)
    first = await carol.answer()
    assert not await alice.unless_cancelled(WITHIN_S)
    await talk_to_the_end(bob, first)


async def test_the_failover_of_a_ring_group_is_heard_when_one_is_busy_and_one_declines(
    people: People, sounds: Sounds
) -> None:
    calling, placed = people.bob.calls(CREW)
    (await rings(people.alice)).tx.respond(486)
    (await rings(people.carol)).tx.respond(603)
    bob = await answered(calling, placed)
    await sounds.heard(bob.rtp, "nobody")
    await ends(bob)


async def test_the_failover_of_a_ring_group_without_a_phone_is_heard(people: People, sounds: Sounds) -> None:
    bob = await people.bob.reaches(NOBODY)
    await sounds.heard(bob.rtp, "nobody")
    await ends(bob)


# Out of a menu.


@pytest.mark.parametrize("key", ["1", "2", "3"], ids=["by_time", "time_condition", "number"])
async def test_a_key_leads_to_somebody(people: People, sounds: Sounds, key: str) -> None:
    bob = await in_the_menu(people, sounds)
    await bob.rtp.press(key)
    await talk_to_the_end(bob, await (await rings(people.alice)).answer())


async def test_words_lead_back_to_the_menu_which_is_repeated_and_left_by_words(people: People, sounds: Sounds) -> None:
    bob = await in_the_menu(people, sounds)
    await bob.rtp.press("5")
    so_far = ["greeting", "in between", "in between", "greeting"]
    await sounds.heard(bob.rtp, *so_far)
    await bob.rtp.press("6")
    so_far.append("greeting")
    await sounds.heard(bob.rtp, *so_far)
    await bob.rtp.press("7")
    await sounds.heard(bob.rtp, *so_far, "farewell", "farewell")
    await ends(bob)


async def test_a_key_hangs_up(people: People, sounds: Sounds) -> None:
    bob = await in_the_menu(people, sounds)
    await bob.rtp.press("8")
    await ends(bob)


async def test_a_web_server_plays_its_recording_and_then_leads_to_somebody(
    people: People, sounds: Sounds, server: Answering
) -> None:
    async with answering() as recordings:
        recordings.says = wave(FROM_THE_WEB_HZ, 0.5)
        steps = [
            {"recording": {"type": "url", "data": recordings.url("/words.wav")}},
            {"transfer": {"type": "agent_extension", "data": ALICE}},
        ]
        server.says = json.dumps(steps).encode()
        bob = await in_the_menu(people, sounds)
        await bob.rtp.press("4")
        await bob.rtp.hears_tone(FROM_THE_WEB_HZ)
        await talk_to_the_end(bob, await (await rings(people.alice)).answer())


# The emergency services.


async def test_the_emergency_services_and_the_caller_hear_one_another(
    product: Product, people: People, ports: tuple[int, int], tmp_path: Path
) -> None:
    first, second = ports
    async with phones_of(product, tmp_path) as outside, rtp_ends("PCMU") as (services,):
        refusing = await trunk_answers(outside, second, *refuses(503, "Service Unavailable"))
        taking = await trunk_answers(outside, first, *TALKS, rtp_port=services.port)
        bob = await people.bob.reaches(EMERGENCY)
        await hear_one_another(bob.rtp, services)
        await bob.bye()
        await outside.succeed()
    for trunk in (refusing, taking):
        (invite,) = received(trunk, "INVITE")
        assert invite.startswith(f"INVITE sip:{EMERGENCY}@")
