"""Where calls can go from each object."""

from datetime import UTC, datetime

import pytest

from switchboard.model.call_map import Exit, Place, call_map
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ByTime, HangUp, PlayAndExit, ToExtension, ToIvr, ToNumber
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, NightMode, Option, Retry, Route
from switchboard.model.prompt import CustomPrompt
from switchboard.model.schedule import Schedule
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition

pytestmark = pytest.mark.unit

MONDAY_NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SUNDAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANN = Stored(1, 1, Extension(name="Ann", number="1001"))


def exits(at: datetime, *documents: Ivr | TimeCondition) -> list[list[Exit]]:
    stored = [Stored(2 + place, 1, document) for place, document in enumerate(documents)]
    places: tuple[Place, ...] = call_map(Configuration.of([ANN, *stored]), at)
    return [list(place.exits) for place in sorted(places, key=lambda place: place.stored.id)]


def test_each_way_out_of_a_menu_says_where_it_stands_and_leads() -> None:
    menu = Ivr(
        name="Main",
        number="6200",
        options=(Option(keys="1", route=Route(to=ToExtension(extension=1))),),
        no_input=Retry(route=Route(to=PlayAndExit(prompt=CustomPrompt(prompt=1)))),
        no_match=Retry(route=Route(to=ToNumber(number="1001"))),
    )
    (found,) = exits(MONDAY_NOON, menu)
    told = [(one.part, one.steps, one.keys, one.target.object and one.target.object.id, one.open) for one in found]
    assert told == [
        ("options", ("options", 0, "route", "to"), "1", 1, None),
        ("no_input", ("no_input", "route", "to"), "", None, None),
        ("no_match", ("no_match", "route", "to"), "", 1, None),
    ]


def test_ways_by_time_are_open_or_not() -> None:
    condition = TimeCondition(name="Hours", open=ToIvr(ivr=3), closed=HangUp())
    by_time = ByTime(when=Schedule(), open=ToExtension(extension=1), holiday=HangUp())
    menu = Ivr(name="Main", number="6200", options=(Option(keys="1", route=Route(to=by_time)),))
    for at, rule in (MONDAY_NOON, "open"), (SUNDAY, "closed"):
        of_condition, of_menu = exits(at, condition, menu)
        assert [(one.part, one.open) for one in of_condition] == [
            ("open", rule == "open"),
            ("closed", rule == "closed"),
        ]
        assert [(one.part, one.open) for one in of_menu][:2] == [
            ("options.holiday", False),
            ("options.open", rule == "open"),
        ]


@pytest.mark.parametrize("enabled", [False, True])
def test_the_way_at_night_is_open_while_it_is_night(enabled: bool) -> None:
    menu = Ivr(name="Main", number="6200", night=NightMode(enabled=enabled, route=Route(to=ToExtension(extension=1))))
    assert [(one.part, one.open) for one in exits(SUNDAY, menu)[0] if one.part == "night"] == [("night", enabled)]


def test_a_menu_that_nobody_leaves_is_a_place_and_a_person_without_rules_is_none() -> None:
    assert len(exits(SUNDAY, Ivr(name="Main", number="6200"))) == 1
