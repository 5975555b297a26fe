"""What callers did, by period."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from switchboard.call.events import QueueLeft
from switchboard.call.record import EventRow
from switchboard.call.tally import quarter_of
from switchboard.store.calls.log import CallLog
from switchboard.store.db.tables import call_sum

from .past_calls import ANN, MENU, NOON, TRUNK, gave_up, in_menu, put_call, talked
from .support import OTHER_TENANT, Native, created, places, problem

pytestmark = pytest.mark.api
A_DAY = "since=2026-01-05T00:00:00Z&until=2026-01-06T00:00:00Z"


@pytest.fixture
async def calls(native: Native) -> None:
    database = native.services.database
    await put_call(database, "a", talked(NOON))
    await put_call(database, "b", talked(NOON + timedelta(minutes=40), "2", for_s=30))
    await put_call(database, "c", gave_up(NOON + timedelta(hours=3)))
    await put_call(database, "tried", talked(NOON), test=True)
    await put_call(database, "theirs", talked(NOON), tenant=OTHER_TENANT)


async def read(native: Native, path: str) -> dict[str, Any]:
    answer = await native.viewer.get(path)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def put_sums(native: Native, begin: datetime, quarters: int) -> None:
    """A call in every quarter of an hour from `begin` on."""
    first = quarter_of(begin)
    one = {"tenant": 1, "object": 0, "measure": "came", "detail": "outside", "times": 1, "took_ms": 0, "longest_ms": 0}
    one |= {"quarters": 1}
    async with native.services.database.write() as connection:
        await connection.execute(insert(call_sum), [{**one, "slot": first + n} for n in range(quarters)])


@pytest.mark.usefixtures("calls")
async def test_calls_of_a_day(native: Native) -> None:
    found = await read(native, f"/statistics/calls?{A_DAY}&interval=hour")
    assert (found["calls"], found["outside"], found["inside"], found["behind"]) == (3, 3, 0, 0)
    assert found["outcomes"] == {"answered": 2, "abandoned": 1}
    assert (found["talks"], found["talk_s"]) == (2, 90.0)
    assert (found["wait_mean_s"], found["wait_longest_s"]) == (8.0, 8.0)
    assert (found["patience_mean_s"], found["patience_longest_s"]) == (20.0, 20.0)
    assert len(found["moments"]) == 24
    busy = {one["at"]: (one["calls"], one["outcomes"]) for one in found["moments"] if one["calls"]}
    noon, three = (2, {"answered": 2}), (1, {"abandoned": 1})
    assert busy == {"2026-01-05T12:00:00Z": noon, "2026-01-05T15:00:00Z": three}
    assert found["week"] == [
        {"weekday": 1, "hour": 12, "calls": 2, "answered": 2},
        {"weekday": 1, "hour": 15, "calls": 1, "answered": 0},
    ]


@pytest.mark.usefixtures("calls")
async def test_a_menu(native: Native) -> None:
    found = await read(native, f"/ivrs/{MENU}/statistics?{A_DAY}")
    assert found["menu"] == {
        "ivr": MENU,
        "number": "6250",
        "name": "Other",
        "entries": 3,
        "calls": 3,
        "chosen": 2,
        "wrong": 1,
        "silence": 1,
        "gave_up": 1,
        "patience_mean_s": 20.0,
        "stay_mean_s": 9.3,
        "stay_longest_s": 20.0,
    }
    assert found["keys"] == [{"keys": "1", "times": 1}, {"keys": "2", "times": 1}]
    assert found["wrong_keys"] == [{"keys": "7", "times": 1}]
    assert found["dialled"] == []
    assert found["went"] == [{"kind": "extension", "id": ANN, "number": "1000", "name": "Ann Lee", "times": 2}]
    (day,) = found["moments"]
    assert (day["at"], day["entries"], day["gave_up"]) == ("2026-01-05T00:00:00Z", 3, 1)
    all_menus = await read(native, f"/statistics/menus?{A_DAY}")
    assert {**found["menu"], "keys": found["keys"]} in all_menus["menus"]
    problem(await native.neighbour.get(f"/ivrs/{MENU}/statistics"), 404, "not-found")
    problem(await native.viewer.get(f"/ivrs/{ANN}/statistics"), 404, "not-found")


@pytest.mark.usefixtures("calls")
async def test_extensions_and_trunks(native: Native) -> None:
    (ann,) = (await read(native, f"/statistics/extensions?{A_DAY}"))["extensions"]
    assert (ann["extension"], ann["name"], ann["made"], ann["rang"], ann["answered"]) == (ANN, "Ann Lee", 0, 2, 2)
    assert (ann["talks"], ann["talk_s"], ann["longest_talk_s"]) == (2, 90.0, 60.0)
    (trunk,) = (await read(native, f"/statistics/trunks?{A_DAY}"))["trunks"]
    assert (trunk["trunk"], trunk["incoming"], trunk["outgoing"], trunk["talk_s"]) == (TRUNK, 3, 0, 90.0)


async def test_queues(native: Native) -> None:
    queue = await created(native.editor, "/queues", {"name": "Sales", "number": "6400"})
    await put_call(native.services.database, "a", in_menu(NOON))
    left = [("agent", 4000), ("agent", 8000), ("caller", 90_000)]
    rows = [
        EventRow.of("a", 2 + n, QueueLeft(at=NOON, queue=int(str(queue["id"])), reason=why, waited_ms=ms, position=1))
        for n, (why, ms) in enumerate(left)
    ]
    await CallLog(native.services.database, "node").write(rows)
    (shown,) = (await read(native, f"/statistics/queues?{A_DAY}"))["queues"]
    assert (shown["callers"], shown["left"]) == (3, {"agent": 2, "caller": 1})
    assert (shown["wait_mean_s"], shown["wait_longest_s"], shown["patience_longest_s"]) == (6.0, 8.0, 90.0)


@pytest.mark.parametrize(
    ("zone", "day", "hours", "offsets"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23, {"+01:00", "+02:00"}),
        ("Europe/Berlin", date(2026, 10, 25), 25, {"+01:00", "+02:00"}),
        ("Asia/Kathmandu", date(2026, 5, 4), 24, {"+05:45"}),
        ("Australia/Lord_Howe", date(2026, 4, 5), 25, {"+11:00", "+10:30"}),
    ],
)
async def test_days_by_the_clock_of_the_office(
    native: Native, zone: str, day: date, hours: int, offsets: set[str]
) -> None:
    """A call in every quarter of an hour of a day of that zone: each is in that day, and in its own hour."""
    await created(native.editor, "/offices", {"name": "office", "timezone": zone})
    begin = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    quarters = round((end - begin) / timedelta(minutes=15))
    await put_sums(native, begin - timedelta(hours=5), quarters + 40)
    period = f"since={begin:%Y-%m-%dT%H:%M:%SZ}&until={end:%Y-%m-%dT%H:%M:%SZ}"
    (one,) = (await read(native, f"/statistics/calls?{period}"))["moments"]
    assert (one["at"][:19], one["calls"]) == (f"{day}T00:00:00", quarters)
    found = (await read(native, f"/statistics/calls?{period}&interval=hour"))["moments"]
    assert len(found) == hours
    assert {one["at"][-6:] for one in found} == offsets
    assert {one["calls"] for one in found} <= {4, 2}
    assert sum(one["calls"] for one in found) == quarters


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("since=2026-01-06T00:00:00Z&until=2026-01-05T00:00:00Z", "since"),
        ("since=2023-01-06T00:00:00Z&until=2026-01-05T00:00:00Z", "since"),
        ("since=2025-01-06T00:00:00Z&until=2026-01-05T00:00:00Z&interval=hour", "interval"),
        ("interval=minute", "interval"),
        ("since=yesterday", "since"),
    ],
)
async def test_what_is_no_period(native: Native, query: str, parameter: str) -> None:
    refused = problem(await native.viewer.get(f"/statistics/calls?{query}"), 422, "invalid")
    assert [place for place, _ in places(refused)] == [parameter]


@pytest.mark.usefixtures("calls")
async def test_a_menu_that_is_gone_and_the_week_before_now(native: Native) -> None:
    """Without a period it is the last seven days; whoever deletes a menu asks no more for it."""
    native.move_clock(4 * 3600)
    assert (await read(native, "/statistics/calls"))["calls"] == 3
    assert (await native.editor.delete(f"/ivrs/{MENU}", headers={"If-Match": "*"})).status_code == 204
    assert (await read(native, "/statistics/menus"))["menus"] == []


@pytest.mark.usefixtures("calls")
async def test_a_neighbour_sees_the_own_calls_alone(native: Native) -> None:
    for path in ("calls", "menus", "extensions", "trunks", "queues"):
        problem(await native.anybody.get(f"/statistics/{path}"), 401, "unauthenticated")
    theirs = (await native.neighbour.get(f"/statistics/calls?{A_DAY}")).json()
    assert (theirs["calls"], theirs["outcomes"]) == (1, {"answered": 1})
    for kind in ("menus", "extensions", "trunks", "queues"):
        assert (await native.neighbour.get(f"/statistics/{kind}?{A_DAY}")).json()[kind] == []
