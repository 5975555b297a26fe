"""The book in the database: every row comes back, and two machines that change it at once agree."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError
from tests.kit.machines import TENANT, Machine, Office, offered, told

from switchboard.call.queue import Refused, Withdrawn
from switchboard.callflow.ports import Place
from switchboard.model import queue_callers
from switchboard.model.queue_book import Book
from switchboard.model.queue_order import Standing
from switchboard.model.queue_rows import Agent, OtherCall, Reservation, Seat, Tally, Ticket
from switchboard.store.db.tables import extension_call, node, object_, queue_offer, queue_ticket
from switchboard.store.people.registrations import Registrations
from switchboard.store.queues import rows

pytestmark = pytest.mark.interop

NOW = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
FULL = Book(
    7,
    {
        "a": Ticket("a", 1, "me", "030", 2, 5, NOW, True, NOW, (201, 202)),
        "b": Ticket("b", 1, "me", "", 0, 6, NOW, state="left", left_at=NOW),
    },
    {201: Reservation(201, 7, "a", 1, "me", NOW, talking=True)},
    {201: Agent(201, "", 2, NOW, NOW, NOW), 202: Agent(202)},
    {(1, 201): Seat(1, 201, True, "lunch", 3, date(2026, 3, 2)), (2, 201): Seat(2, 201)},
    {1: Tally(1, 201, 61.5, 9, NOW), 2: Tally(2)},
    {(201, "x"): OtherCall(201, "x", "me"), (201, "y"): OtherCall(201, "y", "me")},
)


@asynccontextmanager
async def waiting(machine: Machine, queue: int, call: str, *, ready: bool = True) -> AsyncIterator[Place]:
    async with machine.service.of(TENANT).join(queue, call, "", priority=0) as place:
        assert not isinstance(place, Refused)
        if ready:
            place.ready()
        yield place


async def test_every_row_comes_back_as_it_was(office: Office) -> None:
    """Added, changed and deleted."""
    machine = await office.machine("one")
    other = FULL.copy()
    other.tickets = {"a": replace(FULL.tickets["a"], tried=(), retry_at=None)}
    other.reservations[202] = Reservation(202, 8, "c", 2, "you", NOW)
    other.agents[201] = Agent(201, last_ended_at=NOW)
    del other.other_calls[201, "x"]
    before = Book(7)
    for after in (FULL, other, Book(7)):

        def comes_back(connection: Connection, before: Book = before, after: Book = after) -> None:
            assert rows.save(connection, TENANT, before, after)
            assert rows.load(connection, TENANT, 7) == after
            assert not rows.save(connection, TENANT, after, after.copy())

        await machine.database.writing(comes_back)
        before = after


async def test_nobody_can_be_reserved_twice_even_past_the_lock(office: Office) -> None:
    machine = await office.machine("one")
    row = {"extension": 201, "tenant": TENANT, "queue": 1, "incarnation": "x", "since": NOW, "talking": False}
    async with machine.database.write() as connection:
        await connection.execute(insert(queue_offer).values(id=1, call="a", **row))
    with pytest.raises(IntegrityError):
        async with machine.database.write() as connection:
            await connection.execute(insert(queue_offer).values(id=2, call="b", **row))


async def test_a_book_that_nobody_else_has_changed_is_not_read_again(
    office: Office, statements: Callable[[], list[str]]
) -> None:
    machine = await office.machine("one")

    def enter(call: str) -> Callable[..., None]:
        return lambda book, facts, now: book.other_calls.update({(201, call): OtherCall(201, call, "me")})

    await machine.books.change(TENANT, enter("x"), phones=False)
    statements()
    await machine.books.change(TENANT, enter("y"), phones=False)
    done = [one for one in statements() if not one.startswith(("PRAGMA", "COMMIT")) and "pg_" not in one]
    done = [one.split()[0] for one in done if "NOTIFY" not in one and "clock_timestamp" not in one]
    assert done == ["SELECT", "INSERT", "UPDATE"]
    await machine.books.change(TENANT, enter("y"), phones=False)
    assert not [one for one in statements() if one.startswith(("INSERT", "UPDATE", "NOTIFY"))]


async def test_one_agent_of_two_queues_gets_one_caller_whose_machine_was_first(office: Office) -> None:
    """Q4: both join at once, again and again."""
    one, two = await office.machine("one"), await office.machine("two")
    agent = office.queues[1001].agents[:1]
    for id, queue in office.queues.items():
        office.queues[id] = queue.model_copy(update={"agents": agent})

    async def call(machine: Machine, queue: int, name: str, ends: asyncio.Event) -> None:
        async with waiting(machine, queue, name) as place:
            offer = await offered(place)
            async with machine.database.read() as connection:
                assert await connection.scalar(select(func.count()).select_from(queue_offer)) == 1
            order.append(name)
            connected.set()
            place.connected(offer)
            await ends.wait()

    for turn in range(3):
        order: list[str] = []
        connected = asyncio.Event()
        async with asyncio.TaskGroup() as calls:
            first, second = asyncio.Event(), asyncio.Event()
            calls.create_task(call(one, 1001, f"a{turn}", first))
            calls.create_task(call(two, 1002, f"b{turn}", second))
            await connected.wait()
            assert len(order) == 1
            first.set()
            second.set()
        assert len(order) == 2


async def test_order_numbers_are_given_once_whichever_machine_asks(office: Office) -> None:
    machines = [await office.machine("one"), await office.machine("two")]
    for id, queue in office.queues.items():
        office.queues[id] = queue.model_copy(update={"agents": (), "join_when": None})
    joined: dict[str, int] = {}
    all_wait = asyncio.Barrier(30)

    async def call(number: int) -> None:
        async with waiting(machines[number % 2], 1001, f"c{number}"):
            await all_wait.wait()
            async with machines[0].database.read() as connection:
                mine = select(queue_ticket.c.order_no).where(queue_ticket.c.call == f"c{number}")
                joined[f"c{number}"] = await connection.scalar(mine) or 0
            await all_wait.wait()

    async with asyncio.timeout(60), asyncio.TaskGroup() as calls:
        for number in range(30):
            calls.create_task(call(number))
    assert sorted(joined.values()) == list(range(1, 31))


async def test_callers_of_both_machines_stand_in_one_line_and_hear_when_it_moves(office: Office) -> None:
    one, two = await office.machine("one"), await office.machine("two")
    office.queues[1001] = office.queues[1001].model_copy(update={"agents": (), "join_when": None})
    async with waiting(one, 1001, "a"):
        joined, leave = asyncio.Event(), asyncio.Event()

        async def second() -> None:
            async with waiting(two, 1001, "b"):
                joined.set()
                await leave.wait()

        leaving = asyncio.create_task(second())
        await joined.wait()
        async with waiting(one, 1001, "c") as place:
            assert place.standing == Standing(3, 3)
            leave.set()
            await leaving
            async with asyncio.timeout(60):
                while place.standing != Standing(2, 2):
                    await place.news()


async def _tickets(machine: Machine) -> int:
    async with machine.database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(queue_ticket)) or 0


async def test_an_agent_who_is_paused_at_another_machine_is_rung_no_longer(office: Office) -> None:
    one, two = await office.machine("one"), await office.machine("two")
    first, second = office.people
    async with waiting(one, 1001, "a") as place:
        offer = await offered(place)
        assert offer.extension == first
        assert await two.service.of(TENANT).toggle_pause(first, None) == "paused"
        assert await told(place) == Withdrawn(offer)
        assert (await offered(place)).extension == second


async def test_a_phone_that_registers_at_another_machine_rings_at_once(office: Office) -> None:
    one, two = await office.machine("one"), await office.machine("two")
    registrations = Registrations(one.database)
    registered = await registrations.load(TENANT, datetime.now(UTC))
    for agent in office.people:
        await registrations.put(TENANT, agent, [], gone=[phone.contact for phone in registered[agent]])
    office.queues[1001] = office.queues[1001].model_copy(update={"join_when": None})
    one.books.tick_s = two.books.tick_s = None
    async with waiting(one, 1001, "a") as place:
        await registrations.put(TENANT, office.people[1], registered[office.people[0]])
        two.service.phones_changed(TENANT, office.people[1])
        assert (await offered(place)).extension == office.people[1]


async def test_calls_of_a_machine_that_is_dead_are_taken_out_by_one_that_surely_lives(office: Office) -> None:
    """Q24: the agent whom it had rings for the caller of another machine."""
    dead, alive = await office.machine("one"), await office.machine("two")
    for id, queue in office.queues.items():
        office.queues[id] = queue.model_copy(update={"agents": queue.agents[:1]})

    def die(book: Book, facts: object, now: datetime) -> None:
        ticket = Ticket("a", 1001, dead.books.incarnation, "", 0, book.next_number(), now, ready=True)
        book.tickets["a"] = ticket
        book.other_calls[7, "x"] = OtherCall(7, "x", dead.books.incarnation)
        agent = office.people[0]
        book.reservations[agent] = Reservation(agent, book.next_number(), "a", 1001, dead.books.incarnation, now)

    await dead.books.change(TENANT, die, phones=False)
    async with waiting(alive, 1002, "b") as place:
        async with alive.database.write() as connection:
            lapsed = update(node).where(node.c.incarnation == dead.books.incarnation)
            await connection.execute(lapsed.values(alive_until=datetime.now(UTC) - timedelta(seconds=1)))
        for passed_s in (4, 4, 3):
            # It has not proved for long enough yet that it lives itself.
            assert await _tickets(alive) == 2
            alive.clock.passed_s += passed_s
            await alive.books.change(TENANT, lambda book, facts, now: queue_callers.ready(book, "b"), phones=False)
        alive.clock.passed_s += 3
        assert (await offered(place)).extension == office.people[0]
        assert await _tickets(alive) == 1
        async with alive.database.read() as connection:
            assert await connection.scalar(select(func.count()).select_from(extension_call)) == 0


async def test_a_machine_that_starts_again_takes_out_what_its_former_process_left(office: Office) -> None:
    former = await office.machine("one")
    other = await office.machine("two")
    async with waiting(other, 1002, "b"):
        calls = {"a": Ticket("a", 1001, former.books.incarnation, "", 0, 99, NOW, ready=True)}
        await former.books.change(TENANT, lambda book, facts, now: book.tickets.update(calls), phones=False)
        assert await _tickets(other) == 2
        await office.machine("one")
        assert await _tickets(other) == 1


async def test_what_was_known_of_deleted_queues_and_agents_is_forgotten(office: Office) -> None:
    machine = await office.machine("one")
    person, new = office.people[0], 101
    known = {one: Agent(one, missed=1) for one in (person, 99, new)}
    seats = {(queue, one): Seat(queue, one) for queue in (98, person) for one in (person, 99)}
    tallies = {queue: Tally(queue) for queue in (98, person)}

    def learn(book: Book, facts: object, now: datetime) -> None:
        book.agents, book.seats, book.tallies = known, seats, tallies

    await machine.books.change(TENANT, learn, phones=False)
    async with machine.database.write() as connection:
        later = {"tenant": TENANT, "kind": "holiday", "name": "x", "name_folded": "x", "revision": 1, "document": {}}
        await connection.execute(insert(object_).values(id=100, **later))
    await machine.books.tidy()
    left = await machine.books.look(TENANT, lambda book, facts, now: book)
    assert set(left.agents) == {person, new}
    assert set(left.seats) == {(person, person)}
    assert set(left.tallies) == {person}
