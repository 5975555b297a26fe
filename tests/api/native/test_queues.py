"""Queues as they are now, their agents and their statistics, over the API."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from switchboard.call.events import QueueLeft
from switchboard.call.queue import LeaveReason
from switchboard.call.record import EventRow, OpenedRow
from switchboard.model import queue_agents
from switchboard.model.configuration import Configuration
from switchboard.model.queue_book import Book
from switchboard.model.queue_rows import Facts, OtherCall, Ticket
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.outbox import Outbox
from switchboard.store.documents.changes import ConfigurationCache
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.people.registrations import RegistrationRow, Registrations
from switchboard.store.queues.books import and_assign
from switchboard.store.queues.database_books import DatabaseBooks
from tests.kit.sse import streaming

from .support import Native, created, places, problem

pytestmark = pytest.mark.api

ANN, BEN = 85, 86
QUEUE = {
    "name": "Sales",
    "number": "6400",
    "strategy": "linear",
    "agents": [{"extension": ANN}, {"extension": BEN, "tier": 2, "login": "by_code"}],
}


async def a_queue(native: Native, **members: object) -> int:
    return int(str((await created(native.editor, "/queues", {**QUEUE, **members}))["id"]))


async def change(native: Native, work: Callable[[Book, Facts], object]) -> None:
    """As a calls process would."""
    database, cache = native.services.database, ConfigurationCache(native.services.database, 1)

    async def configuration(tenant: int) -> Configuration:
        return await cache.current()

    books = DatabaseBooks(database, native.services.clock, configuration, Heartbeat(native.services.clock, "calls"))
    await books.change(1, and_assign(lambda book, facts, now: work(book, facts)), phones=True)


async def register(native: Native, extension: int) -> None:
    until = native.services.clock.now() + timedelta(hours=1)
    phone = RegistrationRow("sip:a@127.0.0.1", until, "c", 1)
    await Registrations(native.services.database).put(1, extension, [phone])


async def agents(native: Native, queue: int) -> dict[int, dict[str, object]]:
    shown = (await native.viewer.get(f"/queues/{queue}/live")).json()["agents"]
    return {one["extension"]: one for one in shown}


async def test_who_waits_and_what_agents_do(native: Native) -> None:
    queue = await a_queue(native)
    path = f"/queues/{queue}/live"
    assert (await native.viewer.get(path)).json()["callers"] == []
    assert {one: shown["state"] for one, shown in (await agents(native, queue)).items()} == {
        ANN: "unreachable",
        BEN: "logged_out",
    }
    await register(native, ANN)
    now = native.services.clock.now()
    tickets = {
        call: Ticket(call, queue, "calls", caller, 0, order, now, ready=True)
        for order, (call, caller) in enumerate([("a", "030"), ("b", "")], start=1)
    }
    await change(native, lambda book, facts: book.tickets.update(tickets))
    live = (await native.viewer.get(path)).json()
    first = {"call": "a", "caller": "030", "position": 1, "priority": 0, "since": "2026-01-05T12:00:00Z"}
    assert live == {
        "callers": [
            {**first, "wait_min": None, "ringing": [ANN]},
            {**first, "call": "b", "caller": "", "position": 2, "wait_min": None, "ringing": []},
        ],
        "agents": live["agents"],
        "handling_s": None,
    }
    ann = (await agents(native, queue))[ANN]
    assert (ann["state"], ann["call"], ann["logged_in"], ann["paused"]) == ("ringing", "a", True, False)
    problem(await native.viewer.get("/queues/999/live"), 404, "not-found")
    problem(await native.neighbour.get(path), 404, "not-found")


async def test_what_counts_of_several_states(native: Native) -> None:
    queue = await a_queue(native, wrap_up_s=60)
    await register(native, ANN)

    async def state() -> object:
        return (await agents(native, queue))[ANN]["state"]

    def talk(book: Book, facts: Facts) -> None:
        (offer,) = book.rung_for("a")
        queue_agents.connected(book, offer, now, facts)

    now = native.services.clock.now()
    assert await state() == "free"
    waits = Ticket("a", queue, "calls", "", 0, 1, now, ready=True)
    await change(native, lambda book, facts: book.tickets.update(a=waits))
    await change(native, talk)
    shown = (await agents(native, queue))[ANN]
    assert (shown["state"], shown["talks"]) == ("talking", 1)
    await change(native, lambda book, facts: queue_agents.talk_ended(book, "a", now, facts))
    shown = (await agents(native, queue))[ANN]
    assert (shown["state"], shown["until"]) == ("wrap_up", "2026-01-05T12:01:00Z")
    assert (await native.viewer.get(f"/queues/{queue}/live")).json()["handling_s"] == 60
    native.move_clock(60)
    assert await state() == "free"
    call = OtherCall(ANN, "x", "calls")
    await change(native, lambda book, facts: book.other_calls.update({(ANN, "x"): call}))
    assert await state() == "other_call"


async def test_an_agent_logs_in_and_out_and_pauses(native: Native) -> None:
    queue = await a_queue(native)
    path = f"/queues/{queue}/agents"
    shown = (await native.editor.put(f"{path}/{BEN}", json={"logged_in": True})).json()
    assert (shown["logged_in"], shown["state"]) == (True, "unreachable")
    shown = (await native.editor.put(f"{path}/{BEN}", json={"paused": True, "reason": "lunch"})).json()
    assert (shown["state"], shown["reason"], shown["in_all"], shown["logged_in"]) == ("paused", "lunch", False, True)
    shown = (await native.editor.put(f"{path}/{BEN}", json={"paused": True, "in_all": True})).json()
    assert (shown["paused"], shown["in_all"]) == (True, True)
    shown = (await native.editor.put(f"{path}/{BEN}", json={"logged_in": False})).json()
    assert (shown["paused"], shown["state"]) == (False, "logged_out")
    assert (await agents(native, queue))[BEN] == shown
    listed = (await native.viewer.get("/agent-changes", params={"limit": 3})).json()
    rest = (await native.viewer.get("/agent-changes", params={"cursor": listed["next"], "extension": BEN})).json()
    author = "native:editor"
    assert [(one["change"], one["queue"], one["reason"], one["by"]) for one in listed["items"] + rest["items"]] == [
        ("resumed", queue, "", author),
        ("resumed", None, "", author),
        ("logged_out", queue, "", author),
        ("paused", None, "", author),
        ("paused", queue, "lunch", author),
        ("logged_in", queue, "", author),
    ]
    assert (await native.viewer.get("/agent-changes", params={"extension": ANN})).json()["items"] == []
    assert (await native.neighbour.get("/agent-changes")).json()["items"] == []


async def test_who_may_not_be_set(native: Native) -> None:
    queue = await a_queue(native)
    path = f"/queues/{queue}/agents"
    wrong = await native.editor.put(f"{path}/{ANN}", json={"logged_in": False})
    assert places(problem(wrong, 422, "invalid")) == [("#/logged_in", "invalid")]
    problem(await native.editor.put(f"{path}/999", json={}), 404, "not-found")
    problem(await native.editor.put("/queues/999/agents/85", json={}), 404, "not-found")
    problem(await native.editor.put(f"{path}/{ANN}", json={"reason": "a\n"}), 422, "invalid")
    problem(await native.viewer.put(f"{path}/{ANN}", json={}), 403, "forbidden")
    problem(await native.neighbour.put(f"{path}/{ANN}", json={}), 404, "not-found")


async def test_a_phone_that_rings_stops_when_its_agent_is_paused(native: Native) -> None:
    queue = await a_queue(native)
    await register(native, ANN)
    waits = Ticket("a", queue, "calls", "", 0, 1, native.services.clock.now(), ready=True)
    await change(native, lambda book, facts: book.tickets.update(a=waits))
    shown = (await native.editor.put(f"/queues/{queue}/agents/{ANN}", json={"paused": True})).json()
    assert (shown["state"], shown["call"]) == ("paused", None)
    shown = (await native.editor.put(f"/queues/{queue}/agents/{ANN}", json={})).json()
    assert shown["paused"] is False
    assert (await agents(native, queue))[ANN]["call"] == "a"


async def test_how_a_queue_did(native: Native) -> None:
    queue, other = await a_queue(native, sla_s=20), await a_queue(native, name="Other", number="6401", agents=[])
    now = native.services.clock.now()
    left: list[tuple[int, LeaveReason, int, float]] = [
        (queue, "agent", 10_000, 10),
        (queue, "agent", 20_000, 20),
        (queue, "agent", 33_000, 30),
        (queue, "caller", 5_000, 40),
        (queue, "full", 0, 50),
        (queue, "agent", 99_000, 90_000),
        (other, "agent", 77_000, 10),
    ]
    rows: list[OpenedRow | EventRow] = []
    for number, (of, reason, waited_ms, ago_s) in enumerate(left):
        at, call = now - timedelta(seconds=ago_s), f"call-{number}"
        rows.append(OpenedRow(call, 1, at, "030", "", "6400", None, None))
        event = QueueLeft(at=at, queue=of, reason=reason, waited_ms=waited_ms, position=1)
        rows.append(EventRow.of(call, 1, event))
    await CallLog(native.services.database, "node").write(rows)
    found = (await native.viewer.get(f"/queues/{queue}/statistics")).json()
    assert found == {
        "since": "2026-01-04T12:00:00Z",
        "until": "2026-01-05T12:00:00Z",
        "callers": 5,
        "answered": 3,
        "in_time": 2,
        "abandoned": 1,
        "left": {"agent": 3, "caller": 1, "full": 1},
        "mean_wait_ms": 21_000,
        "longest_wait_ms": 33_000,
        "mean_patience_ms": 5_000,
    }
    query = {"since": "2026-01-05T11:59:45Z", "until": "2026-01-05T12:00:00Z"}
    found = (await native.viewer.get(f"/queues/{queue}/statistics", params=query)).json()
    assert (found["callers"], found["mean_wait_ms"], found["mean_patience_ms"]) == (1, 10_000, None)
    wrong = {"since": query["until"], "until": query["since"]}
    problem(await native.viewer.get(f"/queues/{queue}/statistics", params=wrong), 422, "invalid")
    problem(await native.neighbour.get(f"/queues/{queue}/statistics"), 404, "not-found")


async def test_what_agents_do_is_streamed(native: Native) -> None:
    id = await a_queue(native)
    path = "/agent-changes/stream"
    await change(native, lambda book, facts: queue_agents.pause(book, BEN, None, "lunch", by="phone:1001"))
    async with streaming(native.viewer, path=path) as stream:
        await native.editor.put(f"/queues/{id}/agents/{ANN}", json={"paused": True, "reason": "tea"})
        told = await stream.event()
        listed = (await native.viewer.get("/agent-changes")).json()["items"]
        assert (told.type, told.data) == ("agent_state", listed[0])
        assert told.data["reason"] == "tea"
    async with streaming(native.viewer, "0", path) as stream:
        assert [(await stream.event()).data for _ in range(2)] == listed[::-1]
    answer = await native.viewer.get(path, headers={"Last-Event-ID": "999"})
    assert places(problem(answer, 422, "invalid")) == [("Last-Event-ID", "position")]


async def test_a_webhook_is_told_of_agents_in_the_transaction_that_keeps_the_change(native: Native) -> None:
    wanted: dict[str, object] = {"name": "w", "url": "https://example.com/", "events": ["agent_state"]}
    hook = (await created(native.editor, "/webhooks", wanted))["id"]
    await created(native.editor, "/webhooks", {**wanted, "name": "other", "events": ["call_status"]})
    id = await a_queue(native)
    await native.editor.put(f"/queues/{id}/agents/{ANN}", json={"paused": True})
    (message,) = await Outbox(native.services.database).page(1, limit=9)
    kept = (await native.viewer.get("/agent-changes")).json()["items"][0]["id"]
    assert (message.target, message.message) == (hook, {"topic": "agent_state", "position": kept})
