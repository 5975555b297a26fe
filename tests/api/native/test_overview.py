"""How the telephone of a company is at this moment, and today beside what is usual."""

from datetime import timedelta

import pytest

from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.outbox import Message, Outbox

from ..trunk_states import knowing, trunk_status
from .past_calls import ANN, MENU, NOON, gave_up, in_menu, put_call, talked
from .support import Native
from .test_mailboxes import leave
from .test_phones import register

pytestmark = pytest.mark.api


async def test_what_goes_on_and_what_fails(native: Native) -> None:
    database = native.services.database
    await register(native)
    await put_call(database, "now", in_menu(NOON))
    outbox = Outbox(database)
    await outbox.put([Message(DEFAULT_TENANT, "webhook", 1, {})], NOON)
    (taken,) = await outbox.take_due(NOON, 10, 1)
    await outbox.failed(taken, "500", None)
    async with knowing(native.services, {60: trunk_status(60, "down", reason="no answer"), 61: trunk_status(61, "up")}):
        found = (await native.viewer.get("/overview")).json()
    assert found["calls"] == {"running": 1, "talking": 0, "waiting": 0}
    assert found["phones"]["online"] == 1
    assert (found["trunks"]["enabled"], [one["trunk"] for one in found["trunks"]["down"]]) == (2, [60])
    assert (found["failed_deliveries"], found["office"]["until"]) == (1, "2026-01-05T17:00:00Z")
    native.move_clock(25 * 3600)
    later = (await native.viewer.get("/overview")).json()
    assert (later["failed_deliveries"], later["trunks"]) == (0, None)
    theirs = (await native.neighbour.get("/overview")).json()
    assert (theirs["calls"]["running"], theirs["configured"]["extensions"]) == (0, 0)


async def test_a_full_mailbox(native: Native) -> None:
    await leave(native, "a", "b")
    assert (await native.viewer.get("/overview")).json()["full_mailboxes"] == []
    patch = {"voicemail": {"max_messages": 2}}
    headers = {"Content-Type": "application/merge-patch+json"}
    answer = await native.editor.patch(f"/extensions/{ANN}", json=patch, headers=headers)
    assert answer.status_code == 200, answer.text
    (full,) = (await native.viewer.get("/overview")).json()["full_mailboxes"]
    assert full == {"kind": "extension", "owner": ANN, "number": "1000", "name": full["name"]}


async def test_today_beside_what_is_usual(native: Native) -> None:
    """It is Monday noon: of two Mondays before, calls until noon count; of a third nobody knows, and Sunday is none."""
    database = native.services.database
    assert (await native.viewer.get("/statistics/today")).json()["usual"] is None
    morning = NOON - timedelta(hours=2)
    await put_call(database, "today", gave_up(morning))
    for name, weeks in (("a", 1), ("b", 1), ("c", 2)):
        await put_call(database, name, talked(morning - timedelta(weeks=weeks)))
    await put_call(database, "evening", talked(NOON - timedelta(weeks=1, hours=-6)))
    await put_call(database, "sunday", talked(morning - timedelta(days=1)))
    found = (await native.viewer.get("/statistics/today")).json()
    assert (found["calls"], found["lost"], found["usual"]) == (1, 1, {"days": 2, "calls": 1.5, "lost": 0.0})
    assert found["hours"][10] == {"hour": 10, "calls": 1, "usual": 1.5}
    assert found["hours"][18]["usual"] == 0.5
    assert found["keys"] == []
    await put_call(database, "pressed", talked(morning, "2"))
    (key,) = (await native.viewer.get("/statistics/today")).json()["keys"]
    assert (key["ivr"], key["keys"], key["times"]) == (MENU, "2", 1)
