"""When people outside may be called by menus: by the clocks where their numbers are."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from switchboard.model.phone_numbers import CACHED
from switchboard.model.schedule import WeekHours

_UNKNOWN: Final = "Etc/Unknown"


@lru_cache(maxsize=CACHED)
def zones_of(number: str) -> tuple[str, ...]:
    """The time zones in which a number (E.164, with a plus) may be; empty where nobody knows."""
    import phonenumbers
    from phonenumbers import timezone

    try:
        found = timezone.time_zones_for_geographical_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return ()
    return tuple(zone for zone in found if zone != _UNKNOWN and zone in _all_zones())


@lru_cache(maxsize=1)
def _all_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def are_open(hours: WeekHours, zones: Sequence[str], instant: datetime) -> bool:
    """Whether an instant (aware) is within the hours in all of the zones."""
    return all(hours.covers(instant.astimezone(ZoneInfo(zone))) for zone in zones)


def next_opening(hours: WeekHours, zones: Sequence[str], instant: datetime) -> datetime | None:
    """The next instant within the hours in all of the zones, which may be this one; None: there is none in a week."""
    if are_open(hours, zones, instant):
        return instant
    later = {edge for zone in zones for edge in _edges(hours, zone, instant) if edge > instant}
    return next((edge for edge in sorted(later) if are_open(hours, zones, edge)), None)


def _edges(hours: WeekHours, zone: str, instant: datetime) -> Iterator[datetime]:
    """The instants at which hours may begin there; both, where the clocks are put back over them."""
    local = instant.astimezone(ZoneInfo(zone))
    for edge in hours.edges(local.replace(fold=0)):
        yield edge.replace(fold=0).astimezone(UTC)
        yield edge.replace(fold=1).astimezone(UTC)
