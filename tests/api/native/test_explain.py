"""Why the time sends callers where it does."""

from urllib.parse import quote

import pytest

from ..support import shared
from .support import Native, places, problem

pytestmark = [pytest.mark.api, shared]

MORNING = {"monday": {"open": True, "ranges": [{"start": "09:00", "end": "12:00"}]}}
TOKYO = {"hours": MORNING, "timezone": "Asia/Tokyo"}
MONDAY = "2026-03-02T09:30:00+09:00"


async def created(native: Native, path: str, **document: object) -> int:
    answer = await native.editor.post(path, json=document)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


async def test_a_time_condition_by_day_and_by_night(shared_native: Native) -> None:
    to = {"kind": "extension", "extension": 85, "mobile": False}
    id = await created(shared_native, "/time-conditions", name="Tokyo", when=TOKYO, open=to)
    told = (await shared_native.viewer.get(f"/time-conditions/{id}/explain?at={quote(MONDAY)}")).json()
    assert told == {
        "rule": "open",
        "local": "2026-03-02T09:30:00+09:00",
        "zone": "Asia/Tokyo",
        "holiday": None,
        "holiday_name": "",
        "own_hours": True,
        "closure": None,
        "to": to,
        "explanation": told["explanation"],
    }
    assert told["explanation"].startswith(
        "Monday 2 March 2026, 09:30 in Asia/Tokyo: open by its own hours; callers go to: extension"
    )
    told = (await shared_native.viewer.get(f"/time-conditions/{id}/explain?at=2026-03-02T09:30:00Z")).json()
    assert (told["rule"], told["to"]) == ("closed", None)
    assert told["explanation"] == (
        "Monday 2 March 2026, 18:30 in Asia/Tokyo: closed by its own hours; callers go to: hang up"
    )


async def test_a_moment_of_its_own_is_now(shared_native: Native) -> None:
    id = await created(shared_native, "/time-conditions", name="Now")
    told = (await shared_native.viewer.get(f"/time-conditions/{id}/explain")).json()
    assert told["local"].startswith(shared_native.services.clock.now().date().isoformat())


async def test_a_holiday_of_a_schedule(shared_native: Native) -> None:
    day = {"month": 3, "day": 2}
    last = {**day, "hour": 23, "minute": 59}
    id = await created(shared_native, "/holidays", name="Spring", every_year=True, first=day, last=last)
    asked = {"schedule": {"holidays": [id]}, "at": "2030-03-02T23:59:59Z"}
    told = (await shared_native.viewer.post("/explain", json=asked)).json()
    assert told == {
        "rule": "holiday",
        "local": "2030-03-02T23:59:59Z",
        "zone": "UTC",
        "holiday": id,
        "holiday_name": "Spring",
        "own_hours": False,
        "closure": None,
        "explanation": "Saturday 2 March 2030, 23:59 in UTC: the holiday Spring",
    }


async def test_the_hours_of_the_office(shared_native: Native) -> None:
    told = (await shared_native.viewer.post("/explain", json={"at": "2026-03-02T09:00:00Z"})).json()
    assert told["explanation"] == "Monday 2 March 2026, 09:00 in UTC: open by the hours of the office"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"schedule": {"holidays": [85]}}, "#/schedule/holidays/0"),
        ({"schedule": {"timezone": "Mars/Olympus"}}, "#/schedule/timezone"),
        ({"at": "2026-03-02T09:00:00"}, "#/at"),
        ({"at": "9999-03-02T09:00:00Z"}, "#/at"),
        ({"when": {}}, "#/when"),
    ],
)
async def test_what_cannot_be_explained(shared_native: Native, body: dict[str, object], place: str) -> None:
    refused = await shared_native.viewer.post("/explain", json=body)
    assert place in [where for where, _ in places(problem(refused, 422, "invalid"))]


async def test_only_time_conditions_of_the_tenant(shared_native: Native) -> None:
    id = await created(shared_native, "/time-conditions", name="Ours")
    problem(await shared_native.neighbour.get(f"/time-conditions/{id}/explain"), 404, "not-found")
    problem(await shared_native.viewer.get("/time-conditions/85/explain"), 404, "not-found")
    problem(await shared_native.viewer.get(f"/time-conditions/{id}/explain?at=noon"), 422, "invalid")
