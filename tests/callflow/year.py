"""A year of three offices: their hours and holidays, and by a reckoning of its own what each minute is.

The reckoning knows neither the model nor the zone database. The changes of daylight saving are facts, written down in
UTC; hours and holidays are written down once more, as tables of minutes.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, TypeVar

from switchboard.call.events import Bridged, CallEvent, TimeDecided
from switchboard.callflow.memory import Memory
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension, ToTimeCondition
from switchboard.model.directory import Extension
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.office import Office
from switchboard.model.schedule import DAYS, DayHours, Schedule, TimeRange, WeekHours
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.simulation import run_scenario

T = TypeVar("T", bound=CallEvent)

YEAR = 2027
START, END = datetime(YEAR, 1, 1, tzinfo=UTC), datetime(YEAR + 1, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
Rule = Literal["holiday", "open", "closed"]
ANSWERS: dict[str, Rule] = {"100": "open", "101": "closed", "102": "holiday"}
"""Who answers tells where the time has sent a caller."""

TRUNK, CHRISTMAS, MONDAY, HALF_DAY, REPEATED = 1, 2, 3, 4, 5
PHONES: dict[Rule, int] = {"open": 10, "closed": 11, "holiday": 12}


@dataclass(frozen=True)
class Place:
    """An office. `offsets` are minutes east of UTC, each from a moment on. `open` is by weekday, from Monday on."""

    zone: str
    dialled: str
    condition: int
    offsets: tuple[tuple[datetime, int], ...]
    open: tuple[tuple[tuple[str, str], ...], ...]

    def local(self, instant: datetime) -> datetime:
        """The wall clock there, naive."""
        since = max(one for one in self.offsets if one[0] <= instant)
        return instant.replace(tzinfo=None) + timedelta(minutes=since[1])

    def rule(self, instant: datetime) -> Rule:
        """What a minute of the year is there."""
        local = self.local(instant)
        if _is_holiday(local):
            return "holiday"
        clock = f"{local:%H:%M}"
        return "open" if any(start <= clock < end for start, end in self.open[local.weekday()]) else "closed"


def _moment(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(YEAR, month, day, hour, minute, tzinfo=UTC)


_NIGHT = (("00:00", "02:30"), ("22:00", "24:00"))
_SHOP = (("08:30", "12:00"), ("13:00", "17:45"))
BERLIN = Place(
    "Europe/Berlin",
    "551",
    21,
    ((START, 60), (_moment(3, 28, 1), 120), (_moment(10, 31, 1), 60)),
    (_SHOP, _SHOP, _SHOP, _SHOP, (("08:30", "15:00"),), (), (("02:15", "02:45"),)),
)
NEW_YORK = Place(
    "America/New_York",
    "552",
    22,
    ((START, -300), (_moment(3, 14, 7), -240), (_moment(11, 7, 6), -300)),
    (_NIGHT, _NIGHT, _NIGHT, _NIGHT, _NIGHT, (), (("00:30", "03:30"),)),
)
LORD_HOWE = Place(
    "Australia/Lord_Howe",
    "553",
    23,
    ((START, 660), (_moment(4, 3, 15), 630), (_moment(10, 2, 15, 30), 660)),
    ((), (("00:00", "24:00"),), (("09:00", "24:00"),), (), _SHOP, (), (("01:45", "02:15"),)),
)
"""Its clocks are put forward and back by half an hour."""

PLACES = (BERLIN, NEW_YORK, LORD_HOWE)


def _is_holiday(local: datetime) -> bool:
    day, clock = local.date(), f"{local:%H:%M}"
    christmas = day >= date(YEAR, 12, 25) or day <= date(YEAR, 1, 2) or (day == date(YEAR, 12, 24) and clock >= "12:00")
    easter_monday = day == date(YEAR, 3, 29)
    half_day = day == date(YEAR, 5, 5) and "09:15" <= clock <= "10:44"
    return christmas or easter_monday or half_day or (day == date(YEAR, 11, 7) and "01:00" <= clock <= "01:29")


def _week(place: Place) -> WeekHours:
    days = {
        name: DayHours(open=bool(ranges), ranges=tuple(TimeRange(start=start, end=end) for start, end in ranges))
        for name, ranges in zip(DAYS, place.open, strict=True)
    }
    return WeekHours(**days)


def _within_a_day(month: int, day: int, *, hours: tuple[int, int, int, int]) -> Holiday:
    start_hour, start_minute, end_hour, end_minute = hours
    return Holiday(
        name=f"{month}-{day}",
        first=Moment(year=YEAR, month=month, day=day, hour=start_hour, minute=start_minute),
        last=Moment(year=YEAR, month=month, day=day, hour=end_hour, minute=end_minute),
    )


def company() -> Configuration:
    """Three numbers of one trunk; the first goes by the hours and the zone of the office, the others by their own."""
    holidays = (CHRISTMAS, MONDAY, HALF_DAY, REPEATED)
    schedules = {
        BERLIN: Schedule(holidays=holidays),
        NEW_YORK: Schedule(hours=_week(NEW_YORK), holidays=holidays, timezone=NEW_YORK.zone),
        LORD_HOWE: Schedule(hours=_week(LORD_HOWE), holidays=holidays, timezone=LORD_HOWE.zone),
    }
    to = {rule: ToExtension(extension=id) for rule, id in PHONES.items()}
    documents = {
        TRUNK: Trunk(name="line", host="192.0.2.1"),
        CHRISTMAS: Holiday(
            name="Christmas",
            every_year=True,
            consecutive=True,
            first=Moment(month=12, day=24, hour=12),
            last=Moment(month=1, day=2, hour=23, minute=59),
        ),
        MONDAY: _within_a_day(3, 29, hours=(0, 0, 23, 59)),
        HALF_DAY: _within_a_day(5, 5, hours=(9, 15, 10, 44)),
        REPEATED: _within_a_day(11, 7, hours=(1, 0, 1, 29)),
        40: Office(hours=_week(BERLIN), timezone=BERLIN.zone),
    }
    phones = {PHONES[rule]: Extension(name=rule, number=number) for number, rule in ANSWERS.items()}
    conditions = {
        place.condition: TimeCondition(
            name=place.dialled, when=when, open=to["open"], closed=to["closed"], holiday=to["holiday"]
        )
        for place, when in schedules.items()
    }
    routes = {
        place.condition + 10: InboundRoute(
            name=place.dialled, pattern=place.dialled, to=ToTimeCondition(time_condition=place.condition)
        )
        for place in PLACES
    }
    return Configuration.of(
        Stored(id, 1, document) for id, document in (documents | phones | conditions | routes).items()
    )


def minutes(step: int = 1) -> Iterator[datetime]:
    """Each minute of the year, or each so many; UTC."""
    at = START
    while at < END:
        yield at
        at += step * MINUTE


def telling(place: Place) -> list[datetime]:
    """The minutes beside each change of the rule, and each minute of the hours around a change of the clocks.

    Rules change on quarters of an hour alone.
    """
    quarters = (at for at in minutes(15) if at > START and place.rule(at) != place.rule(at - MINUTE))
    edges = {at for change in quarters for at in (change - MINUTE, change)}
    changes = [since for since, _ in place.offsets[1:]]
    around = {change + n * MINUTE for change in changes for n in range(-180, 181)}
    return sorted(edges | around)


_ONE_SECOND = Line(after_s=0.0, talks_s=1.0)


async def answered(configuration: Configuration, place: Place, instant: datetime, memory: Memory) -> Rule:
    """Calls that office at `instant`; returns what the one who answers stands for. The event must tell the same.

    The loop is a virtual one that began with START. `instant` must not be past.
    """
    await asyncio.sleep((instant - START).total_seconds() - asyncio.get_running_loop().time())
    scenario = Scenario(
        dialled=place.dialled,
        caller="+4930777",
        trunk=TRUNK,
        phones=dict.fromkeys(ANSWERS, _ONE_SECOND),
    )
    simulated = await run_scenario(configuration, scenario, instant, memory=memory)
    decided = _only(simulated.events, TimeDecided)
    assert decided.zone == place.zone
    assert decided.local == place.local(instant).isoformat(timespec="seconds")
    got = ANSWERS[_only(simulated.events, Bridged).target.number]
    assert got == decided.rule, decided
    return got


def _only(events: list[CallEvent], kind: type[T]) -> T:
    (found,) = (event for event in events if isinstance(event, kind))
    return found
