"""Leaving a message: what is kept of it, and what no scenario can show. Virtual time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from tests.callflow.scenarios.voicemail import TO_ANN, TO_DESK, taking
from tests.callflow.scenarios.world import ANN, DESK, MAIN, START, company, from_ann, from_outside, menu, option, timed

from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, MessageDiscarded, MessageLeft
from switchboard.call.message import MessageDraft
from switchboard.callflow.memory import Memory
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Services
from switchboard.clock import LoopClock
from switchboard.engine.port import Call, Ending
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Scenario
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.engine.simulated.taking import SimulatedTake
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.mailbox import MessageCounts
from switchboard.model.voicemail import Voicemail
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS

pytestmark = pytest.mark.unit


class Mailboxes(SimulatedMailboxes):
    """Remembers what is on disk: `open` are drafts that were begun and neither put nor discarded."""

    def __init__(self) -> None:
        super().__init__({})
        self.open: list[str] = []
        self.discarded: list[str] = []
        self.away = self.hangs = False

    async def counts(self, owner: int) -> MessageCounts:
        if self.away:
            raise Unavailable
        if self.hangs:
            await asyncio.sleep(60)
        return await super().counts(owner)

    def begin(self, draft: MessageDraft) -> None:
        self.open.append(draft.sound)

    def put(self, draft: MessageDraft) -> None:
        self.open.remove(draft.sound)
        super().put(draft)

    def discard(self, draft: MessageDraft) -> None:
        self.open.remove(draft.sound)
        self.discarded.append(draft.sound)


@dataclass
class Heard:
    """Calls at some mailboxes. `calls` are the engine's, in the order in which they began."""

    configuration: Configuration
    mailboxes: Mailboxes = field(default_factory=Mailboxes)
    events: list[CallEvent] = field(default_factory=list)
    calls: list[SimulatedCall] = field(default_factory=list)

    async def place(self, *scenarios: Scenario, meanwhile: Callable[[SimulatedCall], None] | None = None) -> None:
        """Place calls at once; `meanwhile` is done to each five seconds later."""
        engine, loop = SimulatedEngine(), asyncio.get_running_loop()
        engine.follow({1: self.configuration})

        async def handle(call: Call) -> None:
            assert isinstance(call, SimulatedCall)
            self.calls.append(call)
            if meanwhile is not None:
                loop.call_later(5, meanwhile, call)
            nobody, clock = Scenario(dialled=""), LoopClock(START, loop)
            around = Surroundings(nobody)
            await handle_call(
                call,
                Services(
                    self.configuration,
                    clock,
                    self.events.append,
                    secrets=around,
                    actions=around,
                    dialplans=around.dialplans,
                    pins=SimulatedPins(),
                    memory=Memory(),
                    mailboxes=self.mailboxes,
                    queues=SimulatedQueues(self.configuration, nobody, clock),
                    edits=SimulatedEdits(self.configuration),
                    announcements=NOMINAL_ANNOUNCEMENTS,
                ),
            )

        await engine.start(handle)
        await asyncio.gather(*(engine.place(one, START) for one in scenarios))

    @property
    def left(self) -> list[MessageDraft]:
        assert self.mailboxes.open == []
        return self.mailboxes.left

    @property
    def told(self) -> list[MessageLeft | MessageDiscarded]:
        return [event for event in self.events if isinstance(event, MessageLeft | MessageDiscarded)]


def heard(
    script: str,
    /,
    *,
    meanwhile: Callable[[SimulatedCall], None] | None = None,
    mailboxes: Mailboxes | None = None,
    **options: object,
) -> Heard:
    """What happens to a caller who is at Ann's mailbox from the beginning."""
    calls = Heard(company(taking(**options), inbound=TO_ANN), mailboxes or Mailboxes())
    run_virtual(calls.place(from_outside(script), meanwhile=meanwhile))
    return calls


def test_what_is_delivered() -> None:
    (draft,) = heard("# wait:3 speaks:5 wait:1 #").left
    (call,) = {draft.call}
    assert draft == MessageDraft(
        tenant=1,
        owner=ANN,
        sound=f"{call}-1.wav",
        caller="+4930777",
        caller_name="",
        called="555",
        call=call,
        received_at=START,
        duration_ms=6500,
    )


def test_a_message_does_not_say_whose_phone_withheld_its_number() -> None:
    calls = Heard(company(taking(), inbound=TO_ANN))
    scenario = replace(from_ann("*12100", "# wait:3 speaks:5 wait:1 #"), withheld=True)
    run_virtual(calls.place(scenario))
    (draft,) = calls.left
    assert (draft.caller, draft.caller_name) == ("", "")


@pytest.mark.parametrize(
    ("script", "ended_by", "duration_ms"),
    [
        ("# wait:2 speaks:5 #", "hash", 5000),
        ("# wait:2 speaks:3 wait:9 speaks:3 hangup", "caller", 15000),
        ("# wait:2 speaks:3 wait:11 speaks:3 hangup", "silence", 4000),
        ("# wait:2 speaks:2 hangup", "caller", 2000),
    ],
)
def test_how_long_a_message_is_and_what_ended_it(script: str, ended_by: str, duration_ms: int) -> None:
    calls = heard(script)
    (left,), (draft,) = calls.told, calls.left
    assert isinstance(left, MessageLeft)
    assert (left.ended_by, left.duration_ms, draft.duration_ms) == (ended_by, duration_ms, duration_ms)


def test_keys_that_mean_nothing_are_counted_and_not_told() -> None:
    calls = heard("# wait:2 speaks:4 5 speaks:4 #")
    (left,) = calls.told
    assert isinstance(left, MessageLeft)
    assert (left.duration_ms, left.keys_ignored) == (8000, 1)
    assert [event.digit for event in calls.events if event.type == "key_pressed"] == ["#"]


def test_who_says_nothing_hears_the_tone_twice() -> None:
    calls = heard("#")
    assert timed(calls.events)[5:] == [
        "0 prompt_ended vm-greeting stopped",
        "0 message_recording",
        "17 message_discarded too_short",
        "17 prompt_started vm-too-short",
        "19 prompt_ended vm-too-short to the end",
        "19 message_recording",
        "36 message_discarded too_short",
        "36 prompt_started goodbye",
        "38 prompt_ended goodbye to the end",
        "38 call_ended switchboard normal keys=#",
    ]
    assert calls.left == []


def test_the_limit_is_announced_by_a_beep_and_told_in_words() -> None:
    calls = heard("# wait:2 speaks:60", max_message_s=30)
    assert timed(calls.events)[7:] == [
        "32 message_left limit",
        "32 prompt_started recording-limit",
        "34 prompt_ended recording-limit to the end",
        "34 prompt_started vm-saved",
        "36 prompt_ended vm-saved to the end",
        "36 prompt_started goodbye",
        "38 prompt_ended goodbye to the end",
        "38 call_ended switchboard normal keys=#",
    ]
    names = [audio.name for audio in calls.calls[0].played]
    assert names == ["vm-greeting", "tone-record", "tone-limit", "recording-limit", "vm-saved", "goodbye"]
    assert [draft.duration_ms for draft in calls.left] == [30000]


def test_a_message_that_was_recorded_is_kept_in_a_mailbox_that_is_full_by_then() -> None:
    calls = Heard(company(taking(max_messages=1), inbound=TO_ANN))
    run_virtual(calls.place(*[from_outside("# wait:2 speaks:3 hangup")] * 2))
    assert [draft.owner for draft in calls.left] == [ANN, ANN]


@pytest.mark.parametrize(("cause", "ended_by"), [(Cause.MEDIA_LOST, "media"), (Cause.DRAINING, "system")])
@pytest.mark.parametrize("review", [False, True])
def test_a_message_is_kept_when_we_end_the_call(cause: Cause, ended_by: str, review: bool) -> None:
    calls = heard("# wait:2 speaks:30", meanwhile=lambda call: call.leave(Ending("system", cause)), review=review)
    (left,) = calls.told
    assert isinstance(left, MessageLeft)
    assert (left.ended_by, left.duration_ms) == (ended_by, 3000)
    assert [draft.duration_ms for draft in calls.left] == [3000]


def test_the_recording_of_the_call_leaves_the_message_out() -> None:
    paused: list[bool] = []
    calls = Heard(company((MAIN, menu(options=(option("1", TO_ANN),), record=True))))
    script = "1 wait:1.5 # wait:2 speaks:30"
    run_virtual(calls.place(from_outside(script), meanwhile=lambda call: paused.append(call.is_paused)))
    assert paused == [True]
    assert not calls.calls[0].is_paused
    assert calls.calls[0].is_recording


def test_the_message_is_kept_where_no_call_may_be_recorded() -> None:
    calls = Heard(company((MAIN, menu(options=(option("1", TO_ANN, stop_recording=True),), record=True))))
    run_virtual(calls.place(from_outside("1 wait:1.5 # wait:2 speaks:5 #")))
    assert not calls.calls[0].is_recording
    assert [draft.duration_ms for draft in calls.left] == [5000]


def test_a_mailbox_takes_messages_while_the_database_is_away() -> None:
    mailboxes = Mailboxes()
    mailboxes.away = True
    assert len(heard("# wait:2 speaks:3 hangup", mailboxes=mailboxes, max_messages=1).left) == 1


def test_a_database_that_hangs_lets_nobody_wait_for_long() -> None:
    mailboxes = Mailboxes()
    mailboxes.hangs = True
    calls = heard("wait:5 #", mailboxes=mailboxes)
    assert timed(calls.events)[1:3] == ["0 answered", "2 mailbox_entered 100"]


def test_nothing_is_recorded_where_the_disk_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def begin(take: SimulatedTake) -> None:
        take._finish("system")

    monkeypatch.setattr(SimulatedTake, "_begin", begin)
    calls = heard("# wait:2 speaks:3")
    assert timed(calls.events)[7:] == [
        "2 message_discarded error",
        "2 prompt_started unavailable",
        "4 prompt_ended unavailable to the end",
        "4 call_ended switchboard unreachable keys=#",
    ]
    assert calls.left == []
    assert len(calls.mailboxes.discarded) == 1


def test_recording_again_drops_the_message_before_once_the_tone_is_over() -> None:
    calls = heard("# wait:2 speaks:3 # wait:1 3 wait:3 speaks:4 # wait:1 1", review=True)
    assert [(draft.sound[-5:], draft.duration_ms) for draft in calls.left] == [("2.wav", 4500)]
    assert [sound[-5:] for sound in calls.mailboxes.discarded] == ["1.wav"]


def test_recording_again_in_vain_keeps_the_message_before() -> None:
    calls = heard("# wait:2 speaks:3 # wait:1 3 wait:1 hangup", review=True)
    assert [(draft.sound[-5:], draft.duration_ms) for draft in calls.left] == [("1.wav", 3000)]


def test_a_caller_who_decides_nothing_leaves_the_message() -> None:
    calls = heard("# wait:2 speaks:3 #", review=True)
    assert [event.type for event in calls.events].count("prompt_started") == 1 + 3 + 2
    (left,) = calls.told
    assert isinstance(left, MessageLeft)
    assert left.ended_by == "hash"


def test_a_caller_listens_to_the_message_before_it_is_left() -> None:
    calls = heard("# wait:2 speaks:3 # wait:1 2 wait:4 1", review=True)
    assert timed(calls.events)[7:14] == [
        "5 prompt_started vm-review",
        "6 prompt_ended vm-review stopped",
        "6 key_pressed 2",
        "6 prompt_started message",
        "9 prompt_ended message to the end",
        "9 prompt_started vm-review",
        "10 prompt_ended vm-review stopped",
    ]
    assert [draft.duration_ms for draft in calls.left] == [3000]


def test_announcements_are_in_the_language_of_the_mailbox() -> None:
    ann = Extension(name="Ann", number="100", voicemail=Voicemail(language="de"))
    calls = Heard(company((ANN, ann), (MAIN, menu(language="fr", options=(option("1", TO_ANN),)))))
    run_virtual(calls.place(from_outside("1 wait:1.5 # wait:2 speaks:3 #")))
    played = [audio.content for audio in calls.calls[0].played]
    assert played[1:] == ["de-vm-greeting", "US-tone-record", "de-vm-saved", "de-goodbye"]


def test_the_options_of_a_group_are_its_own() -> None:
    calls = Heard(company(inbound=TO_DESK))
    run_virtual(calls.place(from_outside("# wait:2 speaks:3 hangup")))
    assert [draft.owner for draft in calls.left] == [DESK]
    assert calls.calls[0].played[0].name == "vm-greeting-group"
