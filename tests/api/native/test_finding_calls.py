"""Filters of the record of calls, also as comma-separated values."""

import csv
import io
from datetime import timedelta

import pytest

from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent

from .past_calls import ANN, MENU, NOON, TRUNK, ended, gave_up, put_call, started, talked
from .support import OTHER_TENANT, Native, places, problem

pytestmark = pytest.mark.api
FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture(autouse=True)
async def calls(native: Native) -> None:
    database = native.services.database
    await put_call(database, "talked", talked(NOON), name="Zoë", recording="talked.wav")
    await put_call(database, "gave-up", gave_up(NOON + timedelta(hours=1)), caller="030 999")
    wrong: list[CallEvent] = [
        started(NOON + timedelta(hours=2)),
        ended(NOON + timedelta(hours=2), "switchboard", Cause.NOT_FOUND),
    ]
    await put_call(database, "wrong", wrong, dialled="777", name=FORMULA)
    await put_call(database, "tried", talked(NOON + timedelta(hours=3)), test=True)
    await put_call(database, "theirs", talked(NOON), tenant=OTHER_TENANT)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["tried", "wrong", "gave-up", "talked"]),
        (f"menu={MENU}", ["tried", "gave-up", "talked"]),
        (f"menu={MENU}&extension={ANN}", ["tried", "talked"]),
        (f"trunk={TRUNK}&menu={MENU}&extension={ANN}&test=false", ["talked"]),
        ("met=999", []),
        ("outcome=answered", ["tried", "talked"]),
        ("outcome=abandoned", ["gave-up"]),
        ("outcome=failed&test=false", ["wrong"]),
        ("test=true", ["tried"]),
        ("dialled=777", ["wrong"]),
        ("caller=0777", ["tried", "wrong", "talked"]),
        ("caller=zo%C3%AB", ["talked"]),
        ("caller=%25", []),
        ("since=2026-01-05T13:00:00Z&until=2026-01-05T15:00:00%2B01:00", ["gave-up"]),
        (f"menu={MENU}&since=2026-01-05T13:00:00Z&until=2026-01-05T15:00:00Z", ["gave-up"]),
        ("recorded=true", ["talked"]),
        ("state=open", []),
    ],
)
async def test_calls_are_found(native: Native, query: str, expected: list[str]) -> None:
    found = (await native.viewer.get(f"/calls?limit=50&{query}")).json()
    assert [call["id"] for call in found["items"]] == expected
    assert await one_by_one(native, query) == expected


async def one_by_one(native: Native, query: str) -> list[str]:
    """The ids of calls by pages of one."""
    found: list[str] = []
    following: str | None = ""
    while following is not None:
        cursor = f"&cursor={following}" if following else ""
        page = (await native.viewer.get(f"/calls?limit=1&{query}{cursor}")).json()
        found += [call["id"] for call in page["items"]]
        following = page["next"]
    return found


async def test_what_became_of_a_call_and_how_long_it_took(native: Native) -> None:
    await native.services.digest.catch_up()
    shown = (await native.viewer.get("/calls/talked")).json()
    assert (shown["outcome"], shown["duration_s"], shown["where"]) == ("answered", 68.0, None)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("menu=0", "menu"),
        ("menu=x", "menu"),
        ("outcome=lost", "outcome"),
        ("since=2026-01-05T12:00:00", "since"),
        ("until=9999-12-31T23:59:59Z", "until"),
        ("caller=", "caller"),
        (f"dialled={'1' * 65}", "dialled"),
        ("meun=5", "meun"),
    ],
)
async def test_what_is_no_filter(native: Native, query: str, parameter: str) -> None:
    for path in ("/calls", "/calls.csv"):
        refused = problem(await native.viewer.get(f"{path}?{query}"), 422, "invalid")
        assert [place for place, _ in places(refused)] == [parameter]


async def test_calls_as_comma_separated_values(native: Native) -> None:
    answer = await native.viewer.get("/calls.csv?test=false&outcome=answered")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="calls.csv"'
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert row == {
        "id": "talked",
        "started_at": "2026-01-05T12:00:00+00:00",
        "answered_at": "",
        "ended_at": "2026-01-05T12:01:08+00:00",
        "duration_s": "68.0",
        "caller": "+4930777",
        "caller_name": "Zoë",
        "dialled": "6200",
        "extension": "",
        "trunk": "Carrier",
        "outcome": "answered",
        "cause": "normal",
        "ended_by": "callee",
        "recording": "talked.wav",
    }


async def test_no_name_is_a_formula(native: Native) -> None:
    answer = await native.viewer.get("/calls.csv?dialled=777")
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert row["caller_name"] == f"'{FORMULA}"
    assert len(list(csv.reader(io.StringIO((await native.viewer.get("/calls.csv")).text)))) == 5
    problem(await native.anybody.get("/calls.csv"), 401, "unauthenticated")
