"""Several callers in a conference: the call semantics, section 20. Virtual time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from tests.callflow.scenarios.conferences import board
from tests.callflow.scenarios.world import ANN, BOARD, BOB, CID, LINE, START, company, timed

from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent
from switchboard.callflow.memory import Memory
from switchboard.callflow.room_homes import AtHome, RoomHomes
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Flow, Services
from switchboard.clock import LoopClock
from switchboard.engine.port import Call, CallInfo, Ending, NotAnswered, Origination, TrunkTarget
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.engine.simulated.edits import SimulatedEdits
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.mailboxes import SimulatedMailboxes
from switchboard.engine.simulated.pins import SimulatedPins
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.engine.simulated.surroundings import Surroundings
from switchboard.model.base import Document
from switchboard.model.conference_live import ConferenceAction, LiveConference
from switchboard.model.ivr import ExtensionMember
from switchboard.model.trunk import Trunk
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS, simulate

pytestmark = pytest.mark.unit

EXTENSIONS = {"100": ANN, "101": BOB, "102": CID}
BY_ANN = (ExtensionMember(extension=ANN),)
MUSIC = "music"


@dataclass(frozen=True)
class Caller:
    """Who calls the conference, when, and what he does from then on. 100 is Ann, 101 is Bob; others are outside."""

    number: str
    at_s: float = 0
    script: str = ""
    withheld: bool = False


@dataclass
class Meeting:
    """Callers in the conference of the company, `also` with these objects. `told` is what happened to each, by number,
    in seconds since the first; `calls` are the engine's, `asked` who was called in."""

    options: Mapping[str, object]
    also: tuple[tuple[int, Document], ...] = ()
    asked: list[Origination] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)
    calls: dict[str, SimulatedCall] = field(default_factory=dict)
    phones: Mapping[str, Line] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    homes: RoomHomes = field(default_factory=AtHome)

    async def of(
        self, *callers: Caller, until_s: float, pins: Mapping[int, str], moderator_pins: Mapping[int, str]
    ) -> None:
        """Let them meet; at `until_s` all hang up. Nothing of them is left afterwards."""
        loop = asyncio.get_running_loop()
        configuration = company(board(**self.options), *self.also)
        engine = SimulatedEngine(Scenario("", phones=self.phones))
        clock = LoopClock(START, loop)
        events: dict[str, list[CallEvent]] = {}
        around = Surroundings(Scenario(dialled="", pins=pins, moderator_pins=moderator_pins))
        queues = SimulatedQueues(configuration, Scenario(dialled=""), clock)

        async def originate(origination: Origination, flow: Flow) -> CallInfo | NotAnswered:
            self.asked.append(origination)
            return await engine.originate(origination, lambda call: handle(call, flow))

        async def handle(call: Call, flow: Flow | None = None) -> None:
            assert isinstance(call, SimulatedCall)
            number = call.info.caller.number
            self.calls[number] = call
            services = Services(
                configuration,
                clock,
                events.setdefault(number, []).append,
                secrets=around,
                actions=around,
                dialplans=around.dialplans,
                pins=SimulatedPins(),
                memory=self.memory,
                mailboxes=SimulatedMailboxes({}),
                edits=SimulatedEdits(configuration),
                queues=queues,
                announcements=NOMINAL_ANNOUNCEMENTS,
                originate=originate,
                homes=self.homes,
            )
            loop.call_at(until_s, call.leave)
            await handle_call(call, services, flow)

        await engine.start(handle)
        engine.follow({1: configuration})

        async def call(caller: Caller) -> None:
            await asyncio.sleep(caller.at_s)
            scenario = Scenario(
                "650",
                caller=caller.number,
                extension=EXTENSIONS.get(caller.number),
                script=caller.script,
                withheld=caller.withheld,
            )
            await engine.place(scenario, clock.now(), caller.number)

        await asyncio.gather(*map(call, callers))
        await engine.drain(60)
        await queues.close()
        assert len(self.memory.rooms) == len(engine.rooms) == 0
        self.told = {number: timed(told) for number, told in events.items()}


@dataclass(frozen=True)
class Act:
    """What somebody does who watches: to the member with that number, or "" to all of the conference."""

    at_s: float
    action: ConferenceAction
    number: str = ""


@dataclass
class Heard:
    """What callers hear at some instants, and what was to be seen of the conference before each act, and done by it."""

    meeting: Meeting
    seen: dict[float, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    live: list[LiveConference] = field(default_factory=list)
    done: list[bool] = field(default_factory=list)

    def act(self, act: Act) -> None:
        rooms = self.meeting.memory.rooms
        self.live.append(rooms.look(1, BOARD))
        self.done.append(rooms.change(1, BOARD, act.action, act.number))
        assert not rooms.change(2, BOARD, act.action, act.number)

    def note(self, at_s: float) -> None:
        calls = self.meeting.calls
        self.seen[at_s] = {number: call.hears for number, call in sorted(calls.items()) if not call.is_over}


def met(
    *callers: Caller,
    until_s: float = 60,
    listen: tuple[float, ...] = (),
    acts: tuple[Act, ...] = (),
    pin: str = "",
    moderator_pin: str = "",
    phones: Mapping[str, Line] | None = None,
    also: tuple[tuple[int, Document], ...] = (),
    homes: RoomHomes | None = None,
    **options: object,
) -> Heard:
    """Let callers meet; returns what they heard at the instants of `listen`. `acts` are done over the API."""
    heard = Heard(Meeting(options, also, phones=phones or {}, homes=homes or AtHome()))

    async def run() -> None:
        for at_s in listen:
            asyncio.get_running_loop().call_at(at_s, heard.note, at_s)
        for act in acts:
            asyncio.get_running_loop().call_at(act.at_s, heard.act, act)
        await heard.meeting.of(*callers, until_s=until_s, pins={BOARD: pin}, moderator_pins={BOARD: moderator_pin})

    run_virtual(run())
    return heard


def happened(heard: Heard, number: str, *types: str) -> list[str]:
    """What happened to that one, of these types."""
    return [line for line in heard.meeting.told[number] if line.split()[1] in types]


def test_one_comes_and_then_another() -> None:
    heard = met(Caller("100"), Caller("101", 10), listen=(1, 5, 10.5, 11.5, 14))
    music = heard.seen[5]["100"]
    assert heard.seen[1] == {"100": ("conf-alone",)}
    assert len(music) == 1 and music != ("conf-alone",)
    assert heard.seen[10.5] == {"100": music, "101": ("conf-count-1",)}
    assert heard.seen[11.5] == {"100": ("101", "tone-join"), "101": ("100",)}
    assert heard.seen[14] == {"100": ("101",), "101": ("100",)}


def test_the_one_who_stays_is_told() -> None:
    heard = met(Caller("100"), Caller("101", 10, "wait:5 hangup"), listen=(15.5, 20))
    assert heard.seen == {15.5: {"100": ("conf-alone",)}, 20: {"100": (MUSIC,)}}
    assert happened(heard, "101", "conference_left") == ["5 conference_left caller 1"]


def test_nobody_talks_before_a_moderator_is_there() -> None:
    callers = Caller("101"), Caller("2", 1), Caller("100", 10)
    heard = met(*callers, listen=(1.5, 5, 10.5, 12, 18), wait_for_moderator=True, moderators=BY_ANN)
    assert heard.seen[1.5] == {"101": ("conf-wait",), "2": ("conf-wait",)}
    assert heard.seen[5] == {"101": (MUSIC,), "2": (MUSIC,)}
    assert heard.seen[10.5] == {"100": ("conf-count-2",), "101": (MUSIC,), "2": (MUSIC,)}
    assert [set(heard.seen[12][number]) for number in ("101", "2")] == [
        {"conf-begin", "tone-join", "2", "100"},
        {"conf-begin", "tone-join", "101", "100"},
    ]
    assert heard.seen[18] == {"100": ("101", "2"), "101": ("100", "2"), "2": ("100", "101")}


def test_who_comes_later_does_not_wait_while_the_conference_is_open() -> None:
    callers = Caller("100", 0, "wait:5 hangup"), Caller("101", 1), Caller("2", 10)
    heard = met(*callers, listen=(14,), wait_for_moderator=True, moderators=BY_ANN)
    assert heard.seen[14] == {"101": ("2",), "2": ("101",)}


def test_without_a_moderator_all_may_have_to_wait_again() -> None:
    callers = Caller("101"), Caller("2", 1), Caller("100", 5, "wait:5 hangup")
    heard = met(*callers, listen=(9, 13), without_moderator="wait", moderators=BY_ANN)
    assert heard.seen[9]["101"] == ("2", "100")
    assert heard.seen[13] == {"101": (MUSIC,), "2": (MUSIC,)}
    assert happened(heard, "101", "conference_joined", "conference_waiting") == [
        "0 conference_joined 650 member 1",
        "10 conference_waiting",
    ]


@pytest.mark.parametrize("comes_back", [False, True])
def test_the_conference_ends_unless_a_moderator_comes_back_in_time(comes_back: bool) -> None:
    callers = [Caller("101"), Caller("2", 1), Caller("100", 5, "wait:5 hangup")]
    # Another phone of the moderator; the first call is over.
    back = [Caller("102", 20)] if comes_back else []
    moderators = (ExtensionMember(extension=ANN), ExtensionMember(extension=CID))
    heard = met(*callers, *back, listen=(13,), without_moderator="end", moderators=moderators)
    assert heard.seen[13]["101"] == ("2", "conf-moderator-left")
    left = [happened(heard, number, "conference_left") for number in ("101", "2")]
    assert left == (
        [["60 conference_left caller 0"], ["59 conference_left caller 2"]]
        if comes_back
        else [["40 conference_left ended 1"], ["39 conference_left ended 0"]]
    )


def test_only_moderators_come_in_when_all_seats_are_taken() -> None:
    callers = Caller("101"), Caller("2", 1), Caller("3", 5), Caller("100", 6)
    heard = met(*callers, until_s=15, max_members=2, moderators=BY_ANN)
    assert heard.meeting.told["3"][2:] == [
        "0 conference_refused full",
        "0 prompt_started conf-full",
        "2 prompt_ended conf-full to the end",
        "2 call_ended switchboard busy",
    ]
    assert happened(heard, "100", "conference_joined") == ["1 conference_joined 650 moderator 3"]


def test_whoever_holds_is_not_heard() -> None:
    heard = met(Caller("100"), Caller("101", 1, "wait:9 hold wait:5 resume"), listen=(12, 17))
    assert heard.seen == {12: {"100": (), "101": ("100",)}, 17: {"100": ("101",), "101": ("100",)}}


def test_numbers_of_extensions_are_told_where_the_conference_says_so() -> None:
    heard = met(
        Caller("100"), Caller("101", 5), Caller("2", 20), listen=(6.5, 8.5, 9.5, 10.5, 21.5, 24), entry="number"
    )
    assert [heard.seen[at_s]["100"] for at_s in (6.5, 8.5, 9.5, 10.5)] == [
        ("101", name) for name in ("conf-joined", "digit-1", "digit-0", "digit-1")
    ]
    assert [heard.seen[at_s]["100"] for at_s in (21.5, 24)] == [("101", "2", "conf-joined"), ("101", "2")]


def test_a_number_that_is_withheld_is_told_to_nobody() -> None:
    heard = met(Caller("100"), Caller("101", 5, withheld=True), listen=(6.5, 8.5), entry="number")
    assert [heard.seen[at_s]["100"] for at_s in (6.5, 8.5)] == [("101", "conf-joined"), ("101",)]


def test_who_comes_may_be_muted_at_first() -> None:
    heard = met(Caller("100"), Caller("101", 1), listen=(10,), mute_on_entry=True, moderators=BY_ANN)
    assert heard.seen[10] == {"100": (), "101": ("100",)}


def test_the_call_of_the_first_member_is_recorded_then_that_of_the_next() -> None:
    heard = met(Caller("100", 0, "wait:10 hangup"), Caller("101", 1), Caller("2", 2), record=True, until_s=30)
    started = {number: happened(heard, number, "recording_started") for number in ("100", "101", "2")}
    assert started == {"100": ["0 recording_started"], "101": ["9 recording_started"], "2": []}


def test_who_hangs_up_at_the_pin_was_never_there() -> None:
    heard = met(Caller("100", 0, "1234#"), Caller("2", 5, "wait:1 12 hangup"), listen=(6, 9), pin="1234")
    assert heard.seen == {6: {"100": (MUSIC,), "2": ("conf-pin",)}, 9: {"100": (MUSIC,)}}
    assert happened(heard, "2", "conference_joined", "conference_left") == []


def test_where_moderators_alone_have_a_pin_all_others_enter_nothing() -> None:
    heard = met(Caller("100", 0, "wait:1 #"), Caller("2", 3, "wait:1 97531#"), moderator_pin="97531")
    joined = [happened(heard, number, "conference_joined") for number in ("100", "2")]
    assert joined == [["1 conference_joined 650 member 1"], ["3 conference_joined 650 moderator 2"]]


def test_who_mutes_himself_is_the_only_one_to_hear_of_it() -> None:
    heard = met(Caller("100"), Caller("101", 1, "wait:9 *1"), listen=(9, 11, 20))
    assert heard.seen == {
        9: {"100": ("101",), "101": ("100",)},
        11: {"100": (), "101": ("conf-muted", "100")},
        20: {"100": (), "101": ("100",)},
    }


def test_a_moderator_lets_nobody_else_be_heard() -> None:
    callers = Caller("100", 0, "wait:20 *5 wait:9 *5"), Caller("101", 1, "wait:24 *1"), Caller("2", 2)
    heard = met(*callers, listen=(21, 24, 40), moderators=BY_ANN)
    assert heard.seen[21] == {"100": (), "101": ("100", "conf-muted"), "2": ("100", "conf-muted")}
    assert heard.seen[24] == {"100": (), "101": ("100",), "2": ("100",)}
    assert heard.seen[40] == {"100": ("2",), "101": ("100", "2"), "2": ("100",)}


def test_a_moderator_removes_who_came_last_and_locks_the_door() -> None:
    callers = Caller("100", 0, "wait:20 *3 wait:1 *2"), Caller("101", 1), Caller("2", 2), Caller("3", 40)
    heard = met(*callers, moderators=BY_ANN)
    assert heard.meeting.told["2"][-6:] == [
        "18.2 conference_left removed 2",
        "18.2 prompt_started conf-removed",
        "20.2 prompt_ended conf-removed to the end",
        "20.2 prompt_started goodbye",
        "22.2 prompt_ended goodbye to the end",
        "22.2 call_ended switchboard normal",
    ]
    assert happened(heard, "3", "conference_refused", "call_ended") == [
        "0 conference_refused locked",
        "2 call_ended switchboard busy",
    ]


def test_a_member_is_muted_over_the_api_and_told() -> None:
    acts = Act(10, "mute", "101"), Act(20, "unmute", "101"), Act(21, "mute", "999")
    heard = met(Caller("100"), Caller("101", 1), listen=(11, 15, 25), acts=acts)
    assert heard.done == [True, True, False]
    assert heard.seen == {
        11: {"100": (), "101": ("conf-muted", "100")},
        15: {"100": (), "101": ("100",)},
        25: {"100": ("101",), "101": ("100",)},
    }
    muted = happened(heard, "101", "conference_muted")
    assert muted == ["9 conference_muted api", "19 conference_muted api"]
    ann, bob = heard.live[1].members
    assert (ann.call, ann.role, ann.muted, ann.waits, ann.extension) == ("100", "member", False, False, ANN)
    assert (bob.caller, bob.muted, bob.recorded) == ("101", True, False)


def test_a_member_is_removed_over_the_api_whether_he_has_a_seat_or_waits() -> None:
    acts = Act(10, "remove", "101"), Act(20, "remove", "2")
    callers = Caller("100", 2, "wait:13 hangup"), Caller("101", 1), Caller("2", 3)
    heard = met(*callers, acts=acts, without_moderator="wait", wait_for_moderator=True, moderators=BY_ANN)
    assert happened(heard, "101", "conference_left") == ["9 conference_left removed 2"]
    assert happened(heard, "2", "conference_left", "call_ended") == [
        "17 conference_left removed 0",
        "21 call_ended switchboard normal",
    ]
    assert [one.waits for one in heard.live[1].members] == [True]


def test_a_conference_is_locked_over_the_api_as_long_as_somebody_is_there() -> None:
    acts = Act(5, "lock"), Act(20, "unlock"), Act(51, "lock")
    callers = Caller("100"), Caller("101", 10), Caller("2", 30), Caller("3", 52)
    heard = met(*callers, until_s=50, acts=acts)
    assert heard.done == [True, True, False]
    assert happened(heard, "101", "conference_refused") == ["0 conference_refused locked"]
    assert happened(heard, "2", "conference_joined") == ["1 conference_joined 650 member 2"]
    assert happened(heard, "100", "conference_locked") == ["5 conference_locked", "20 conference_locked"]


@pytest.mark.parametrize(
    ("ending", "reason"),
    [(Ending("system", Cause.MEDIA_LOST), "media"), (Ending("system", Cause.RELEASED), "system"), (None, "caller")],
)
def test_why_a_member_is_no_longer_there(ending: Ending | None, reason: str) -> None:
    heard = Heard(Meeting({}))

    async def run() -> None:
        asyncio.get_running_loop().call_at(10, lambda: heard.meeting.calls["101"].leave(ending))
        await heard.meeting.of(Caller("100"), Caller("101", 1), until_s=30, pins={}, moderator_pins={})

    run_virtual(run())
    assert happened(heard, "101", "conference_left") == [f"9 conference_left {reason} 1"]


TALKS = Line(after_s=2, talks_s=100, script="wait:3 1")
"""Answers after two seconds, and joins three seconds later."""


def test_who_is_invited_joins_by_a_key_and_the_others_hear_nothing_before() -> None:
    callers = Caller("100", 0, "wait:10 #101#"), Caller("2", 1)
    heard = met(*callers, listen=(10.9, 12, 13.5, 16.5, 18), phones={"101": TALKS}, invite=True)
    assert heard.seen == {
        10.9: {"100": ("2",), "2": ("100",)},
        12: {"100": ("2",), "2": ("100",)},
        13.5: {"100": ("2",), "101": ("conf-invited",), "2": ("100",)},
        16.5: {"100": ("2",), "101": ("conf-count-2",), "2": ("100",)},
        18: {"100": ("2", "101", "tone-join"), "101": ("100", "2"), "2": ("100", "101", "tone-join")},
    }
    assert happened(heard, "100", "conference_invited") == ["15.8 conference_invited 101 joined"]
    assert happened(heard, "101", "going_to", "conference_joined") == [
        "3 going_to conference 650",
        "4 conference_joined 650 member 3",
    ]


@pytest.mark.parametrize(
    ("number", "line", "outcome"),
    [
        ("101", Line(kind="busy"), "12.8 conference_invited 101 busy"),
        ("101", Line(kind="no_answer"), "30.8 conference_invited 101 no-answer"),
        ("101", Line(after_s=2, talks_s=4), "16.8 conference_invited 101 declined"),
        ("101", Line(after_s=2, talks_s=100, script="wait:3 2"), "27.8 conference_invited 101 declined"),
        ("6500", TALKS, "11 conference_invited 6500 not-permitted"),
        ("030123", TALKS, "11.4 conference_invited 030123 not-permitted"),
    ],
)
def test_who_is_invited_in_vain(number: str, line: Line, outcome: str) -> None:
    heard = met(Caller("100", 0, f"wait:10 #{number}#"), Caller("2", 1), phones={"101": line}, invite=True)
    assert happened(heard, "100", "conference_invited") == [outcome]
    assert happened(heard, "100", "conference_left") == ["60 conference_left caller 1"]


def test_who_is_invited_from_outside_is_called_as_anybody_outside() -> None:
    line = Trunk(
        name="line", host="192.0.2.1", caller_id="+49301000", send_identity=True, caller_number_form="e164_bare"
    )
    heard = met(Caller("100", 0, "wait:10 #95551234#"), Caller("2", 1), also=((LINE, line),), invite=True)
    (asked,) = heard.meeting.asked
    assert asked.target == TrunkTarget(LINE, "5551234")
    assert (asked.caller_id.number, asked.billed_to) == ("49302000", "49302000")


def test_only_extensions_invite_and_only_where_it_is_allowed() -> None:
    callers = Caller("100", 0, "wait:10 #101#"), Caller("2", 1, "wait:10 #101#")
    assert "101" not in met(*callers, phones={"101": TALKS}).meeting.told
    heard = met(callers[1], phones={"101": TALKS}, invite=True)
    assert set(heard.meeting.told) == {"2"} and happened(heard, "2", "key_pressed") == []


def test_who_invites_and_leaves_gives_it_up() -> None:
    callers = Caller("100", 0, "wait:10 #101# wait:1 hangup"), Caller("2", 1)
    heard = met(*callers, phones={"101": TALKS}, invite=True)
    assert happened(heard, "100", "conference_invited", "conference_left") == [
        "11.8 conference_invited 101 cancelled",
        "11.8 conference_left caller 1",
    ]
    assert "101" not in heard.meeting.told


def test_who_is_invited_to_a_conference_that_is_over_is_told_so() -> None:
    heard = met(Caller("100", 0, "wait:10 #101# wait:4 hangup"), phones={"101": TALKS}, invite=True)
    assert [line for line in heard.meeting.told["101"] if "prompt_started" in line] == [
        "0 prompt_started conf-invited",
        "3 prompt_started conf-ended",
    ]


def test_nobody_is_invited_into_a_full_or_locked_conference() -> None:
    full = met(Caller("100", 0, "wait:10 #101#"), Caller("2", 1), invite=True, max_members=2, phones={"101": TALKS})
    assert happened(full, "100", "conference_invited") == ["10.8 conference_invited 101 full"]
    locked = met(Caller("100", 0, "wait:10 #101#"), acts=(Act(5, "lock"),), invite=True, phones={"101": TALKS})
    assert happened(locked, "100", "conference_invited") == ["10.8 conference_invited 101 locked"]


def test_names_are_said_before_and_heard_by_the_others() -> None:
    callers = Caller("100", 0, "wait:4 speaks:1"), Caller("101", 10, "wait:4 speaks:1 wait:9 hangup")
    heard = met(*callers, Caller("2", 11), listen=(11, 13, 18, 20, 23, 25), entry="name")
    assert heard.seen[11]["101"] == ("conf-record-name",)
    assert heard.seen[13]["100"] != ("101",)
    assert heard.seen[18]["100"] == ("101", "conf-joined")
    assert heard.seen[20] == {"100": ("101", "2", "recorded"), "101": ("100", "2"), "2": ("100", "101", "recorded")}
    assert heard.seen[25] == {"100": ("2", "conf-left"), "2": ("100", "conf-left")}


def test_a_simulation_ends_though_nobody_comes_and_nothing_limits_it() -> None:
    scenario = Scenario(dialled="650", caller="100", extension=ANN)
    events = simulate(company(board(alone_limit_s=0)), scenario, START)
    assert events[-1].type == "call_ended"
