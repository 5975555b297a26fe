"""Calls that a client asks for, in virtual time: by which way they go, and what is told before anybody answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from switchboard.call.answerer import AfterAnswer
from switchboard.call.events import AnsweredBy, CallEnded, CallEvent
from switchboard.callflow.may_call import Barred
from switchboard.callflow.placing import Plan, Unplaceable, Wish, plan_of
from switchboard.engine.port import CallerId, CallInfo, Target, TrunkTarget
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.do_not_call import DoNotCallList
from switchboard.model.forwarding import Forwarding
from switchboard.model.ivr import MenuCallerId
from switchboard.model.office import Office
from switchboard.model.schedule import DayHours, TimeRange, WeekHours
from switchboard.model.trunk import DialPattern, OutboundRoute, Trunk
from switchboard.processes.placing_bounds import Bounds
from switchboard.simulation import Unplaced, simulate_placed

from .scenarios.world import (
    ANN,
    CITY,
    GREETING,
    LINE,
    MAIN,
    NOTICE,
    NUISANCE,
    OFFICE,
    SPARE,
    START,
    company,
    from_outside,
    menu,
    told,
)

pytestmark = pytest.mark.unit

OUTSIDE = "5551234"


def world(*more: tuple[int, Document]) -> Configuration:
    """Ann may call outside, by the first trunk and then by the second."""
    patterns = (DialPattern(pattern="+X."), DialPattern(pattern="X."))
    route = OutboundRoute(name="city", patterns=patterns, trunks=(LINE, SPARE), extensions=(ANN,), caller_id="700")
    return company((CITY, route), (LINE, Trunk(name="line", host="192.0.2.1", did_numbers=("800",))), *more)


def placed(wish: Wish, scenario: Scenario, configuration: Configuration | None = None) -> list[CallEvent]:
    """What happens from the wish to the end of the call."""
    return simulate_placed(configuration or world(), wish, scenario, START)


def trunks_tried(events: list[CallEvent]) -> list[str]:
    return [one for one in told(events) if one.startswith(("dial_started", "trunk_skipped"))]


def test_whoever_answers_goes_on_to_the_menu() -> None:
    wish = Wish("100", "6500")
    events = placed(wish, from_outside(phones={"100": Line(after_s=2, talks_s=30, script="wait:1 9 hangup")}))
    assert told(events)[:6] == [
        "dial_started 100",
        "ringing 100",
        "dial_ended answered",
        "answered",
        "going_to ivr 6500",
        "menu_entered 6500 1",
    ]
    assert told(events)[-1].startswith("call_ended caller normal")


@pytest.mark.parametrize(
    ("lines", "tried", "end"),
    [
        ({}, ["dial_started 5551234"], "call_ended caller normal"),
        (
            {LINE: Line("fails", status=503)},
            ["dial_started 5551234", "dial_started 5551234"],
            "call_ended caller normal",
        ),
        (
            {LINE: Line("full")},
            ["trunk_skipped line full", "dial_started 5551234"],
            "call_ended caller normal",
        ),
        ({LINE: Line("busy", status=486)}, ["dial_started 5551234"], "call_ended callee busy"),
        (
            {LINE: Line("full"), SPARE: Line("full")},
            ["trunk_skipped line full", "trunk_skipped spare full"],
            "call_ended callee unreachable",
        ),
    ],
)
def test_trunk_after_trunk_is_tried(lines: Mapping[int, Line], tried: list[str], end: str) -> None:
    events = placed(Wish("6500", OUTSIDE, rights_of="100"), replace(from_outside(), trunks=lines))
    assert trunks_tried(events) == tried
    assert told(events)[-1].startswith(end)


def test_a_call_ends_when_its_time_is_over() -> None:
    wish = Wish("100", "6500", longest_s=3)
    events = placed(wish, from_outside(phones={"100": Line(after_s=1, talks_s=600)}))
    assert (events[-1].at - events[0].at).total_seconds() == 4
    assert told(events)[-1].startswith("call_ended switchboard normal")


def test_do_not_disturb_rings_no_phone() -> None:
    configuration = company((ANN, Extension(name="Ann", number="100", forwarding=Forwarding(dnd=True))))
    events = placed(Wish("100", "6500"), from_outside(), configuration)
    assert told(events) == ["call_ended callee unreachable"]


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Wish("6500", "6501"), "nobody-to-call"),
        (Wish("6500", prompts=(NOTICE,)), "nobody-to-call"),
        (Wish("", "6500"), "no-such-caller"),
        (Wish("100", "*"), "no-such-callee"),
        (Wish("100"), "no-such-callee"),
        (Wish("100", prompts=(NOTICE, 999_999)), "no-such-prompt"),
        (Wish("100", "6500", rights_of="6500"), "no-such-extension"),
        (Wish("100", OUTSIDE, caller_id="999"), "caller-id-not-ours"),
    ],
)
def test_what_cannot_be_placed(wish: Wish, why: Unplaceable) -> None:
    with pytest.raises(Unplaced) as unplaced:
        placed(wish, from_outside())
    assert unplaced.value.reason == why


@pytest.mark.parametrize(
    "wish", [Wish("101", OUTSIDE), Wish("6500", OUTSIDE), Wish("6500", "112", rights_of="100"), Wish("101", "+49301")]
)
def test_what_no_route_permits_is_a_call_that_nobody_places(wish: Wish) -> None:
    assert told(placed(wish, from_outside())) == [
        f"not_called no_route {wish.then}",
        "call_ended switchboard forbidden",
    ]


@pytest.mark.parametrize("number", ["+442079460199", "00442079460199", "02079460199"])
@pytest.mark.parametrize("listed", ["+442079460199", "02079460199", "+44207946."])
def test_no_menu_calls_who_is_in_a_do_not_call_list_however_it_is_written(number: str, listed: str) -> None:
    objectors = (NUISANCE + 100, DoNotCallList(name="objectors", numbers=("+1.", listed)))
    known = world(objectors, (OFFICE, Office(country="GB")))
    assert told(placed(Wish("6500", number, rights_of="100"), from_outside(), known)) == [
        f"not_called do_not_call {number}",
        "call_ended switchboard forbidden",
    ]
    assert told(placed(Wish(number, "101", rights_of="100"), from_outside(), known))[0].startswith("not_called")
    assert "dial_started" in told(placed(Wish("100", number), from_outside(), known))[0]
    off = world((NUISANCE + 100, DoNotCallList(name="objectors", enabled=False, numbers=(listed,))))
    assert "dial_started" in told(placed(Wish("6500", number, rights_of="100"), from_outside(), off))[0]


def test_a_list_knows_a_number_behind_the_digit_for_a_line() -> None:
    route = OutboundRoute(
        name="city", patterns=(DialPattern(pattern="0X.", strip=1),), trunks=(LINE,), extensions=(ANN,)
    )
    objectors = (NUISANCE + 100, DoNotCallList(name="objectors", numbers=("+442079460199",)))
    events = placed(Wish("6500", "0442079460199", rights_of="100"), from_outside(), company((CITY, route), objectors))
    assert told(events)[0] == "not_called do_not_call 0442079460199"


DAY = DayHours(open=True, ranges=(TimeRange(start="09:00", end="20:00"),))
DAYTIME_ONLY = WeekHours(monday=DAY, tuesday=DAY, wednesday=DAY, thursday=DAY, friday=DAY)


@pytest.mark.parametrize(
    ("number", "hour", "opens"),
    [
        ("+442079460123", 9, None),
        ("+442079460123", 8, "2026-03-02T09:00:00+00:00"),
        ("+493012345678", 8, None),
        ("+12125550123", 13, "2026-03-02T14:00:00+00:00"),
        ("+12125550123", 14, None),
        ("+18005550123", 14, "2026-03-02T23:00:00+00:00"),
        ("5551234", 0, None),
        ("5551234", 11, "2026-03-03T00:00:00+00:00"),
    ],
    ids=["london", "london-early", "berlin", "new-york-early", "new-york", "from-guam-to-samoa", "ours", "ours-late"],
)
def test_people_are_called_by_the_clock_where_they_are(number: str, hour: int, opens: str | None) -> None:
    known = world((OFFICE, Office(calling_hours=DAYTIME_ONLY, timezone="Asia/Tokyo")))
    wish, at = Wish("6500", number, rights_of="100"), datetime(2026, 3, 2, hour, tzinfo=UTC)
    plan = plan_of(wish, CallInfo("placed", 1, CallerId(""), "", at), known, SimulatedEngine())
    if opens is None:
        assert isinstance(plan, Plan)
    else:
        assert plan == Barred("calling_hours", number, opens_at=datetime.fromisoformat(opens))


MENU_THAT_HANGS_UP = Wish(OUTSIDE, "6500", rights_of="100")


@pytest.mark.parametrize(
    ("rule", "line", "heard"),
    [
        ("detect", Line(talks_s=9), ["answered_by person", "going_to ivr 6500"]),
        ("detect", Line(talks_s=9, script="9 hangup"), ["answered_by person", "going_to ivr 6500"]),
        ("detect", Line(talks_s=9, hello_s=0), ["answered_by unknown", "going_to ivr 6500"]),
        ("detect", Line(talks_s=9, greeting_s=4), ["answered_by machine", "going_to ivr 6500"]),
        ("hang_up", Line(talks_s=9, greeting_s=4), ["answered_by machine", "call_ended switchboard no-answer"]),
        ("hang_up", Line(talks_s=9), ["answered_by person", "going_to ivr 6500"]),
        (
            "leave_message",
            Line(talks_s=9, greeting_s=4),
            ["answered_by machine", "greeting_ended beep", "going_to ivr 6500"],
        ),
        (
            "leave_message",
            Line(talks_s=99, greeting_s=80),
            ["answered_by machine", "greeting_ended limit", "going_to ivr 6500"],
        ),
        ("ignore", Line(talks_s=9, greeting_s=4), ["going_to ivr 6500", "menu_entered 6500 1"]),
    ],
)
def test_a_machine_is_told_from_a_person(rule: AfterAnswer, line: Line, heard: list[str]) -> None:
    wish = replace(MENU_THAT_HANGS_UP, after_answer=rule)
    events = placed(wish, replace(from_outside(), trunks={LINE: line}))
    lines = told(events)
    after = lines.index("answered") + 1
    assert [one.partition(",")[0].strip() for one in lines[after : after + len(heard)]] == heard
    known = [event for event in events if isinstance(event, AnsweredBy)]
    assert [one.who for one in known] == ([] if rule == "ignore" else [heard[0].removeprefix("answered_by ")])
    end = events[-1]
    assert isinstance(end, CallEnded) and end.answered_by == (known[0].who if known else "")


def test_a_person_waits_no_longer_than_it_takes_to_know_him() -> None:
    wish = replace(MENU_THAT_HANGS_UP, after_answer="leave_message")
    events = placed(wish, replace(from_outside(), trunks={LINE: Line(talks_s=9, hello_s=1.2)}))
    at = {event.type: event.at for event in events}
    assert (at["answered_by"] - at["answered"]).total_seconds() == pytest.approx(1.8)
    assert at["going_to"] == at["answered_by"]


def test_prompts_are_played_so_many_times_and_that_is_all() -> None:
    wish = Wish("100", prompts=(GREETING, NOTICE), times=2)
    lines = told(placed(wish, from_outside(phones={"100": Line(after_s=1, talks_s=600)})))
    played = [one for one in lines if one.startswith("prompt_started")]
    assert played == ["prompt_started greeting", "prompt_started notice"] * 2
    assert lines[-1].startswith("call_ended switchboard normal")


@pytest.mark.parametrize(
    ("wanted", "of_menu", "shown"), [("", "", "700"), ("800", "", "800"), ("", "800", "800"), ("", "666", "700")]
)
def test_somebody_outside_is_shown_one_of_our_numbers(wanted: str, of_menu: str, shown: str) -> None:
    wish, skipped = Wish(OUTSIDE, "6500", rights_of="100", caller_id=wanted), []
    ids = tuple(MenuCallerId(trunk=trunk, number=of_menu) for trunk in (LINE, SPARE) if of_menu)
    known = world((MAIN, menu("6500", caller_ids=ids)))
    plan = plan_of(wish, CallInfo("placed", 1, CallerId(""), "", START), known, SimulatedEngine())
    assert isinstance(plan, Plan)
    ways = list(plan.ways(lambda trunk, why: skipped.append(trunk)))
    assert [way.caller_id.number for way in ways] == [shown, shown]
    targets: list[Target] = [TrunkTarget(LINE, OUTSIDE), TrunkTarget(SPARE, OUTSIDE)]
    assert ([way.target for way in ways], skipped) == (targets, [])


def test_a_client_has_so_many_calls_at_once_and_in_a_minute() -> None:
    now_s = 0.0
    bounds = Bounds(2, 3, lambda: now_s)
    one, other = (1, "native:crm"), (2, "native:crm")
    assert [bounds.enter(one) for _ in range(3)] == [True, True, False]
    assert bounds.enter(other)
    bounds.leave(one)
    bounds.leave(one)
    assert [bounds.enter(one), bounds.enter(one)] == [True, False]
    now_s = 60.0
    assert bounds.enter(one)
