"""Which rule decides at a moment, and why: for people, and for the events of calls."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, assert_never

from switchboard.model.closure import Closure
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ByTime, PlainDestination
from switchboard.model.holiday import Holiday
from switchboard.model.schedule import Schedule
from switchboard.model.time_condition import TimeCondition


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rule that holds, the wall-clock time (`local`, in `zone`) that decided, and the holiday's id and name.

    `closure` is set if the office is closed for a while and that decided.
    """

    rule: Literal["holiday", "open", "closed"]
    local: datetime
    zone: str
    own_hours: bool
    holiday: int | None = None
    holiday_name: str = ""
    closure: Closure | None = None

    @property
    def words(self) -> str:
        """The same as a sentence."""
        when = f"{self.local:%A %-d %B %Y, %H:%M} in {self.zone}"
        if self.rule == "holiday":
            return f"{when}: the holiday {self.holiday_name}"
        if self.closure is not None:
            return f"{when}: {closed_until(self.closure, self.local)}"
        return f"{when}: {self.rule} by {'its own hours' if self.own_hours else 'the hours of the office'}"


def explain(configuration: Configuration, schedule: Schedule, instant: datetime) -> Explanation:
    """Says what an `instant` (aware) falls into by `schedule`, and why."""
    decision = configuration.decide(schedule, instant)
    holiday = None if decision.holiday is None else configuration.get(Holiday, decision.holiday)
    return Explanation(
        decision.rule,
        decision.local,
        configuration.zone_of(schedule),
        schedule.hours is not None,
        decision.holiday,
        holiday.document.name if holiday else "",
        configuration.closure(instant) if decision.for_a_while else None,
    )


def holds_until(configuration: Configuration, instant: datetime) -> datetime | None:
    """When the office opens or closes next after an `instant` (aware); None if it does not within a week."""
    office = Schedule()
    now = configuration.decide(office, instant)
    closure = configuration.closure(instant)
    begin = instant if closure is None else closure.until
    local = configuration.decide(office, begin).local
    moments = (begin, *(at.astimezone(UTC) for at in configuration.office.hours.edges(local)))
    return next((at for at in moments if configuration.decide(office, at).rule != now.rule), None)


def closed_until(closure: Closure, local: datetime) -> str:
    """How long the office is closed and by whom, for people whose clock shows `local`."""
    until = closure.until.astimezone(local.tzinfo)
    day = "" if until.date() == local.date() else f"{until:%A %-d %B %Y, }"
    by = f" by {closure.by}" if closure.by else ""
    return f"closed until {day}{until:%H:%M}{by}"


def place(rules: ByTime | TimeCondition, why: Explanation) -> PlainDestination | None:
    """The destination that `rules` have for the case in `why`, or None."""
    match why.rule:
        case "holiday":
            return rules.holiday
        case "open":
            return rules.open
        case "closed":
            return rules.closed
        case _:
            assert_never(why.rule)
