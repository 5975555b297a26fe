"""The tenant as PortSIP shows it: its hours, zone, region, language and night switch are the office's. Pure."""

from collections.abc import Mapping, Set
from typing import Final

from switchboard.api.common import Json
from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.holidays import Region
from switchboard.api.portsip.mapping import week as shown_week
from switchboard.api.portsip.times import week
from switchboard.api.portsip.wire import checked
from switchboard.api.portsip.wire_ivr import DAYS, Day, Language, Part, Range
from switchboard.model.office import Office
from switchboard.model.schedule import DayHours, WeekHours, Zone
from switchboard.store.tenants import Tenant

POLICY: Final[Mapping[str, Json]] = {
    "min_length": 6,
    "max_length": 10,
    "disable_sequential_characters": True,
    "disable_repeating_characters": True,
}
"""What the PIN of an IVR must be."""

_CLOSED = Day(enabled=False, ranges=[])
_WORKDAY = Day(enabled=True, ranges=[Range.model_validate({"from": "09:00", "to": "17:00"})])


class Week(Part):
    """Seven days, of which null is closed. What is not sent stays as it is, in a day too."""

    monday: Day = _CLOSED
    tuesday: Day = _CLOSED
    wednesday: Day = _CLOSED
    thursday: Day = _CLOSED
    friday: Day = _CLOSED
    saturday: Day = _CLOSED
    sunday: Day = _CLOSED


_WORKING_WEEK = Week.model_validate({day: _CLOSED if day in DAYS[5:] else _WORKDAY for day in DAYS})


class TenantFields(Part):
    """What is not sent stays as it is; null is the default. Nobody changes `name` and `domain` here."""

    name: str | None = None
    domain: str | None = None
    office_hours: Week = _WORKING_WEEK
    timezone: Zone = "UTC"
    region: Region | None = None
    enable_night_mode: bool = False
    language: Language | None = None


def shown(tenant: Tenant, office: Office) -> dict[str, Json]:
    """The tenant."""
    return {
        "name": tenant.name,
        "domain": tenant.sip_domain or None,
        "office_hours": shown_week(office.hours),
        "timezone": office.timezone,
        "region": office.region or None,
        "enable_night_mode": office.night_mode,
        "language": office.language or None,
    }


def read(tenant: Tenant, body: Mapping[str, object]) -> TenantFields:
    """A body, as far as it wants what can be had. Raises Refusal 400."""
    sent = checked(TenantFields, body)
    for field, own, wanted in (("name", tenant.name, sent.name), ("domain", tenant.sip_domain, sent.domain)):
        if wanted is not None and wanted != own:
            raise invalid({field: "is the operator's to change"})
    return sent


def changed(office: Office, sent: TenantFields) -> Office:
    """The office as it is wanted."""
    wanted: dict[str, tuple[str, object]] = {
        "office_hours": ("hours", _hours(office.hours, sent.office_hours)),
        "timezone": ("timezone", sent.timezone),
        "region": ("region", sent.region or ""),
        "enable_night_mode": ("night_mode", sent.enable_night_mode),
        "language": ("language", sent.language or ""),
    }
    parts = dict(ours for theirs, ours in wanted.items() if theirs in sent.model_fields_set)
    return Office.model_validate({**dict(office), **parts})


def _hours(old: WeekHours, sent: Week) -> WeekHours:
    wanted = week({day: getattr(sent, day) for day in DAYS})
    return old.model_copy(
        update={
            day: _day(getattr(old, day), getattr(wanted, day), getattr(sent, day).model_fields_set)
            for day in sent.model_fields_set
        }
    )


def _day(old: DayHours, wanted: DayHours, sent: Set[str]) -> DayHours:
    return DayHours(
        open=wanted.open if "enabled" in sent else old.open,
        ranges=wanted.ranges if "ranges" in sent else old.ranges,
    )


def refuse_other_policy(body: Mapping[str, object]) -> None:
    """Raises Refusal 400 unless the rules are those that hold."""
    other = {
        field: f"is {str(value).lower()} on this server"
        for field, value in POLICY.items()
        if body.get(field, value) != value or isinstance(body.get(field, value), bool) != isinstance(value, bool)
    }
    if other:
        raise invalid(other)
