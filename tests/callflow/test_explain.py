"""When the office opens or closes next."""

from datetime import UTC, datetime

import pytest

from switchboard.callflow.explain import holds_until
from switchboard.model.closure import Closure
from switchboard.model.office import Office
from switchboard.model.schedule import WORKING_WEEK, DayHours, WeekHours

from .scenarios.world import OFFICE, company

pytestmark = pytest.mark.unit

MONDAY_10 = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""In Berlin, where it is an hour later."""


def until(now: datetime, hours: WeekHours = WORKING_WEEK, closure: Closure | None = None) -> str | None:
    """In UTC."""
    office = Office(timezone="Europe/Berlin", hours=hours, closure=closure)
    found = holds_until(company((OFFICE, office)), now)
    return None if found is None else f"{found.astimezone(UTC):%a %H:%M}"


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [(2, 9, "Mon 16:00"), (2, 16, "Tue 08:00"), (2, 7, "Mon 08:00"), (6, 16, "Mon 08:00"), (29, 10, "Mon 07:00")],
)
def test_the_next_change(day: int, hour: int, expected: str) -> None:
    """On 29 March clocks are set forward."""
    assert until(MONDAY_10.replace(day=day, hour=hour)) == expected


def test_a_closure_ends_by_itself_or_in_the_evening() -> None:
    def closed(hour: int) -> Closure:
        return Closure(until=MONDAY_10.replace(hour=hour))

    assert until(MONDAY_10, closure=closed(11)) == "Mon 11:00"
    assert until(MONDAY_10, closure=closed(17)) == "Tue 08:00"


def test_what_never_changes() -> None:
    always = WeekHours.model_validate(dict.fromkeys(WeekHours.model_fields, DayHours(open=True)))
    assert until(MONDAY_10, always) is None
    assert until(MONDAY_10, WeekHours()) is None
