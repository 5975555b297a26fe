"""Where callers go by the time of the call, and weeks of hours. Pure."""

from collections.abc import Mapping, Set

from switchboard.api.portsip.references import References
from switchboard.api.portsip.wire_ivr import DAYS, Day, MenuRule, OfficeHours, Times
from switchboard.model.destination import ByTime, Destination, PlainDestination
from switchboard.model.schedule import Schedule, WeekHours


def by_time(place: str, sent: Times, old: Destination | None, same: Set[str], found: References) -> ByTime:
    """Where callers go inside office hours, outside and on holidays; `place` stands before the names of members.

    Where a rule is needed and missing, that of the office hours counts. Rules in `same` stay as they are in `old`,
    because PortSIP may show only the nearest of what they are.
    """
    kept = old if isinstance(old, ByTime) else ByTime(open=old, closed=old)

    def rule(name: str, value: MenuRule | None, was: PlainDestination | None) -> PlainDestination | None:
        if value is None:
            return None
        return was if name in same else found.destination(f"{place}{name}", value)

    within = rule("office_hours_forward_rule", sent.office_hours_forward_rule, kept.open)
    outside = rule("non_office_hours_forward_rule", sent.non_office_hours_forward_rule, kept.closed)
    holiday = rule("holiday_forward_rule", sent.holiday_forward_rule, kept.holiday)
    if same >= {"office_hours", "holidays"}:
        when = kept.when
    else:
        when = Schedule(hours=_hours(sent.office_hours), holidays=found.holidays(f"{place}holidays", sent.holidays))
    return ByTime(
        when=when,
        open=within,
        closed=within if outside is None else outside,
        holiday=within if holiday is None and sent.holidays else holiday,
    )


def _hours(sent: OfficeHours) -> WeekHours | None:
    return None if sent.mode == "GLOBAL" else week({day: getattr(sent, day) for day in DAYS})


def week(days: Mapping[str, Day]) -> WeekHours:
    """The hours of seven days."""
    return WeekHours.model_validate(
        {
            name: {"open": day.enabled, "ranges": [{"start": one.start, "end": one.end} for one in day.ranges]}
            for name, day in days.items()
        }
    )
