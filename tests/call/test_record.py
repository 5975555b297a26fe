"""Events as they are kept, and parsed again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from switchboard.call.events import CallAnswered, DialledTarget, Ringing
from switchboard.call.record import EventRow

pytestmark = pytest.mark.unit
AT = datetime(2026, 1, 2, tzinfo=UTC)
RINGING = Ringing(at=AT, target=DialledTarget(kind="extension", id=85, number="1000"))


def test_an_event_is_kept_as_json_beside_its_type_and_instant() -> None:
    row = EventRow.of("a", 3, RINGING)
    target = {"kind": "extension", "id": 85, "number": "1000"}
    assert row == EventRow("a", 3, AT, "ringing", {"target": target})
    assert row.event is RINGING


def test_a_row_that_was_read_is_parsed_once() -> None:
    row = replace(EventRow.of("a", 3, RINGING))
    assert row.event == RINGING
    assert row.event is row.event


@pytest.mark.parametrize(("kind", "data"), [("of-tomorrow", {}), ("ringing", {}), ("answered", {"new": 1})])
def test_an_event_of_another_version_can_be_shown_but_not_interpreted(kind: str, data: dict[str, object]) -> None:
    row = replace(EventRow.of("a", 0, CallAnswered(at=AT)), type=kind, data=data)
    assert (row.type, row.data) == (kind, data)
    with pytest.raises(ValueError, match="validation error"):
        assert row.event
