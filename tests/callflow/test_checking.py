"""Checking messages: what several calls, other callers and the database do to it. Virtual time."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.callflow.scenarios.checking import PIN, PINS, from_ann, in_the_menu
from tests.callflow.scenarios.voicemail import taking
from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    DESK,
    MAIN,
    NOTICE,
    START,
    company,
    from_outside,
    menu,
    option,
    prompt,
    to_main,
    told,
)

from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.scenario import Scenario
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.destination import Disa
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.mailbox import MessageCounts
from switchboard.model.prompt import CustomPrompt
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.model.voicemail import VOICEMAIL_PIN, Greetings, Voicemail
from switchboard.simulation import Simulated, run_scenario

pytestmark = pytest.mark.unit

NO_ENVELOPE = taking(envelope="none")
COMPANY = company(NO_ENVELOPE)
LINES = company(
    (MAIN, menu(feature_codes=("check_messages",), response_timeout_s=5)),
    (4, InboundRoute(name="main", pattern="6500", to=to_main())),
    *((1000 + number, Trunk(name=f"line {number}", host=f"192.0.2.{100 + number}")) for number in range(6)),
)
"""A company whose main menu can be reached by six more trunks."""


async def place(
    scenario: Scenario,
    configuration: Configuration = COMPANY,
    *,
    mailboxes: SimulatedMailboxes | None = None,
    edits: SimulatedEdits | None = None,
    pins: SimulatedPins | None = None,
) -> Simulated:
    at = START + timedelta(seconds=asyncio.get_running_loop().time())
    return await run_scenario(configuration, scenario, at, mailboxes=mailboxes, edits=edits, pins=pins)


def events_of(scenario: Scenario, configuration: Configuration = COMPANY) -> list[str]:
    return told(run_virtual(place(scenario, configuration)).events)


def of_ann(new: int = 0, heard: int = 0) -> SimulatedMailboxes:
    return SimulatedMailboxes({ANN: MessageCounts(new, heard)})


def checked(
    script: str, mailboxes: SimulatedMailboxes, meanwhile: Callable[[], None] | None = None, at_s: float = 4.0
) -> list[str]:
    """What Ann's phone meets in her mailbox, to which somebody does something at `at_s`."""

    async def work() -> Simulated:
        if meanwhile is not None:
            asyncio.get_running_loop().call_later(at_s, meanwhile)
        return await place(from_ann(script), mailboxes=mailboxes)

    return told(run_virtual(work()).events)


def counts(mailboxes: SimulatedMailboxes, owner: int = ANN) -> MessageCounts:
    return run_virtual(mailboxes.counts(owner))


def test_who_presses_nothing_leaves() -> None:
    events = events_of(from_ann(""))
    assert events.count("prompt_started vm-main") == 3
    assert events[-4:] == [
        "mailbox_closed 0 0",
        "prompt_started goodbye",
        "prompt_ended goodbye to the end",
        "call_ended switchboard normal",
    ]


def test_a_message_that_has_gone_meanwhile() -> None:
    mailboxes = of_ann(new=3)

    def delete() -> None:
        first = mailboxes.messages_of(ANN)[0]
        deleting.append(asyncio.ensure_future(mailboxes.delete(first)))

    deleting: list[asyncio.Future[bool]] = []
    events = checked("wait:3 6 wait:2 4 wait:3 hangup", mailboxes, delete)
    gone = events.index("prompt_started vm-message-gone")
    assert events[gone + 1 : gone + 3] == [
        "prompt_ended vm-message-gone to the end",
        f"prompt_started message {ANN * 1000 + 2}",
    ]


def test_messages_that_come_meanwhile_are_played_after_the_others() -> None:
    mailboxes = of_ann(new=1)
    events = checked("wait:6 6 wait:1 hangup", mailboxes, lambda: mailboxes.add(ANN, "new"))
    assert f"prompt_started message {ANN * 1000 + 2}" in events


def test_a_message_is_kept_as_new_after_it_was_heard() -> None:
    mailboxes = of_ann(new=1)
    events = checked("wait:8 9 wait:3 5 wait:4 6 hangup", mailboxes)
    assert [one for one in events if one.startswith("message_")] == ["message_heard 100001", "message_kept 100001"]
    assert counts(mailboxes) == MessageCounts(new=1)


def test_a_pause_ends_by_itself() -> None:
    events = checked("wait:3 2 wait:61 hangup", of_ann(new=1))
    assert [one for one in events if "message" in one][:4] == [
        "prompt_started message 100001",
        "prompt_ended message 100001 stopped",
        "prompt_started message 100001",
        "prompt_ended message 100001 stopped",
    ]


def test_a_copy_is_new_and_keeps_its_caller() -> None:
    mailboxes = of_ann(new=1)
    checked("wait:3 0 wait:1 101# wait:3 hangup", mailboxes)
    (copy,) = run_virtual(mailboxes.messages(BOB, "new", after=0))
    assert (copy.copied_from, copy.caller, copy.owner) == (ANN * 1000 + 1, "+4930777", BOB)
    assert counts(mailboxes) == MessageCounts(new=1)


def test_a_copy_for_a_full_mailbox() -> None:
    mailboxes = SimulatedMailboxes({ANN: MessageCounts(new=1), BOB: MessageCounts(new=100)})
    assert "prompt_started vm-full" in checked("wait:3 0 wait:1 101# wait:3 hangup", mailboxes)
    assert counts(mailboxes, BOB) == MessageCounts(new=100)


@pytest.mark.parametrize(
    ("envelope", "time"), [("12h", ["hour12-12", "half-am"]), ("24h", ["hour-0", "minute-0"]), ("none", None)]
)
def test_caller_and_time_are_said_before_a_message(envelope: str, time: list[str] | None) -> None:
    call = run_virtual(place(replace(from_ann("wait:30 hangup", new=1)), company(taking(envelope=envelope)))).call
    names = [audio.name for audio in call.played]
    digits = [f"digit-{digit}" for digit in ("plus", "4", "9", "pause", "3", "0", "7", "pause", "7", "7")]
    said = [] if time is None else ["vm-from", *digits, "date-month-1", "date-day-1", *time]
    assert names[: len(said) + 2] == ["vm-new-1", *said, f"message {ANN * 1000 + 1}"]


def test_a_stranger_of_the_group_needs_its_pin() -> None:
    alone = company((DESK, GroupVoicemail(name="desk", number="690")))
    asked = from_ann(f"wait:1 {PIN}# wait:1 hangup", "*2690", pins={DESK: PIN})
    assert "mailbox_opened 690 pin" in events_of(asked, alone)
    assert "mailbox_refused 690 no_pin" in events_of(from_ann("", "*2690"), alone)
    assert "mailbox_opened 690 pin" in events_of(asked)  # a member, too, if the group has a PIN


def test_a_caller_by_disa_checks_messages_with_the_pin() -> None:
    configuration = company((MAIN, menu(options=(option("1", Disa()),), disa_pin_required=False)))
    scenario = replace(from_outside(f"wait:1 1 wait:1 *2101# wait:1 {PIN}# wait:1 hangup"), pins={BOB: PIN})
    events = events_of(scenario, configuration)
    assert "matched *2101 disa" in events
    assert "mailbox_opened 101 pin" in events


def test_wrong_pins_close_a_mailbox_but_not_to_its_own_phone() -> None:
    wrong = "wait:1 *2101 wait:1 111111# wait:3 222222# wait:3 333333# wait:3 hangup"
    right = f"wait:1 *2101 wait:1 {PIN}# wait:1 hangup"
    own = Scenario(dialled="*2", caller="101", extension=BOB, script=f"wait:1 {PIN}# wait:1 hangup", pins=PINS)

    def guesser(number: int, script: str) -> Scenario:
        # Each through a trunk of its own: a source would answer late before the mailbox refuses.
        return replace(in_the_menu(script, pins=PINS), caller=f"+4420{number}", trunk=1000 + number, dialled="6500")

    async def work() -> list[list[str]]:
        pins, guessers = SimulatedPins(), [guesser(number, wrong) for number in range(4)]
        calls = (*guessers, guesser(4, right), own, guesser(5, right))
        return [told((await place(call, LINES, pins=pins)).events) for call in calls]

    events = run_virtual(work())
    assert "mailbox_refused 101 too_many_failures" in events[3]
    assert "mailbox_refused 101 too_many_failures" in events[4]
    assert "mailbox_opened 101 pin" in events[5]
    assert "mailbox_opened 101 pin" in events[6]


def test_the_language_is_that_of_the_mailbox() -> None:
    ann = Extension(name="Ann", number="100", voicemail=Voicemail(language="de"))
    call = run_virtual(place(from_ann("wait:1 hangup"), company((ANN, ann)))).call
    assert [audio.content for audio in call.played] == ["de-vm-none"]


RECORD = "wait:0.5 0 wait:0.5 2 wait:0.5 1 wait:5 speaks:3 wait:0.5 #"


def changed(script: str, configuration: Configuration = COMPANY) -> tuple[SimulatedEdits, list[str]]:
    edits = SimulatedEdits(configuration)
    call = run_virtual(place(from_ann(script), configuration, edits=edits))
    return edits, told(call.events)


def test_a_recorded_greeting_stands_beside_those_of_the_office() -> None:
    edits, events = changed(f"{RECORD} wait:1 hangup", company(taking(greetings=Greetings(general=prompt(NOTICE)))))
    (kept,) = edits.prompts.values()
    ann = edits.edited[ANN]
    assert isinstance(ann, Extension)
    assert ann.voicemail.greetings == Greetings(general=prompt(NOTICE), busy=CustomPrompt(prompt=kept.id))
    assert (kept.document.name, kept.document.duration_ms) == (f"mailbox-{ANN}-busy.wav", 4000)
    assert "greeting_recorded busy" in events
    assert edits.authors == ["phone:100", "phone:100"]


def test_a_greeting_is_heard_and_removed() -> None:
    edits, events = changed(f"{RECORD} wait:3 2 wait:4 3 wait:3 2 wait:1 hangup")
    ann = edits.edited[ANN]
    assert isinstance(ann, Extension)
    assert ann.voicemail.greetings == Greetings()
    said = [
        event
        for event in events
        if event.startswith(("greeting_", "prompt_started mailbox", "prompt_started vm-greeting-none"))
    ]
    assert said == [
        "greeting_recorded busy",
        f"prompt_started mailbox-{ANN}-busy.wav",
        "greeting_removed busy",
        "prompt_started vm-greeting-none",
    ]


def test_a_recorded_name_is_heard_by_those_who_dial_by_name() -> None:
    edits, _ = changed("wait:0.5 0 wait:0.5 5 wait:4.5 speaks:2 # wait:1 hangup")
    ann = edits.edited[ANN]
    assert isinstance(ann, Extension)
    assert ann.spoken_name == CustomPrompt(prompt=edits.prompts[f"name-{ANN}.wav"].id)
    assert edits.authors == ["phone:100", "phone:100"]


@pytest.mark.parametrize("end", ["wait:3 speaks:3 hangup", "wait:30 hangup"])
def test_nothing_is_kept_of_who_hangs_up_or_says_nothing(end: str) -> None:
    edits, events = changed(f"wait:0.5 0 wait:0.5 1 wait:0.5 1 wait:2 {end}")
    assert edits.edited == {}
    assert len(edits.forgotten) == 1
    assert "greeting_recorded general" not in events


def test_a_new_pin_is_entered_twice_and_hard_to_guess() -> None:
    def set_by(entered: str) -> tuple[dict[tuple[int, str], str], list[str]]:
        edits, events = changed(f"wait:0.5 0 wait:0.5 4 wait:1 {entered} wait:3 hangup")
        return edits.secrets, [one for one in events if one.startswith(("prompt_started vm-pin", "pin_changed"))]

    assert set_by(f"{PIN}# wait:1 {PIN}#")[0] == {(ANN, VOICEMAIL_PIN): PIN}
    for entered, said in (
        (f"{PIN}# wait:1 482614#", "vm-pin-mismatch"),
        ("111111#", "vm-pin-weak"),
        ("1234#", "vm-pin-weak"),
    ):
        secrets, words = set_by(entered)
        assert secrets == {}
        assert f"prompt_started {said}" in words


class Away(SimulatedMailboxes):
    """The database has gone."""

    async def counts(self, owner: int) -> MessageCounts:
        raise Unavailable


def test_a_mailbox_is_unreachable_while_the_database_is_away() -> None:
    events = checked("", Away({}))
    assert events[-3:] == [
        "prompt_started unavailable",
        "prompt_ended unavailable to the end",
        "call_ended switchboard unreachable",
    ]
