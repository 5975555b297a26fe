"""Who rings for whom: every assignment beside one that is found by trying everything."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.model.queue import Queue, QueueAgent, QueueStrategy
from switchboard.model.queue_book import Book
from switchboard.model.queue_order import LONGER_MIN, Standing, assign, carry_out, standings
from switchboard.model.queue_rows import Agent, Facts, OtherCall, Reservation, Seat, Tally, Ticket

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)
AGENTS = range(201, 206)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

moments = st.none() | st.integers(-20, 20).map(lambda s: NOW + timedelta(seconds=s))
pauses = st.sampled_from([None, None, None, "lunch"])


@st.composite
def queues(draw: st.DrawFn) -> Queue:
    some = draw(st.lists(st.sampled_from(AGENTS), unique=True, max_size=5))
    seats = [
        QueueAgent(extension=one, tier=draw(st.integers(1, 3)), login=draw(st.sampled_from(["always", "by_code"])))
        for one in some
    ]
    return Queue(
        name="q",
        number="1",
        agents=tuple(seats),
        strategy=draw(st.sampled_from(get_args(QueueStrategy))),
        tier_wait_s=draw(st.sampled_from([0, 7])),
        ring_busy=draw(st.booleans()),
        weight=draw(st.integers(0, 1)),
        stay_when=draw(st.sampled_from([None, (), ("paused", "busy"), ("unreachable", "wrap_up"), ("dnd",)])),
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[Book, Facts]:
    rules = {number: draw(queues()) for number in range(1, draw(st.integers(1, 3)) + 1)}
    book = Book(serial=100)
    for order_no in range(1, draw(st.integers(0, 5)) + 1):
        book.tickets[f"c{order_no}"] = Ticket(
            call=f"c{order_no}",
            queue=draw(st.integers(1, 4)),
            incarnation="me",
            caller="030",
            priority=draw(st.integers(0, 2)),
            order_no=order_no,
            entered_at=NOW - timedelta(seconds=draw(st.integers(0, 30))),
            ready=draw(st.sampled_from([True, True, True, False])),
            retry_at=draw(moments),
            tried=tuple(draw(st.lists(st.sampled_from(AGENTS), unique=True, max_size=3))),
            state=draw(st.sampled_from(["waiting", "waiting", "waiting", "left", "gone"])),
        )
    for one in AGENTS:
        paused, wrap, hold, ended = draw(pauses), draw(moments), draw(moments), draw(moments)
        book.agents[one] = Agent(one, paused, 0, wrap, hold, ended)
        if draw(st.integers(0, 3)) == 0:
            call = draw(st.sampled_from(["c1", "c2", "elsewhere"]))
            book.reservations[one] = Reservation(one, one, call, 1, "me", NOW, talking=call == "elsewhere")
        if draw(st.integers(0, 3)) == 0:
            book.other_calls[one, "x"] = OtherCall(one, "x", "me")
        if draw(st.integers(0, 5)) == 0:
            book.other_calls[one, "c3"] = OtherCall(one, "c3", "me")
        for queue in rules:
            day = draw(st.sampled_from([None, TODAY]))
            book.seats[queue, one] = Seat(queue, one, draw(st.booleans()), draw(pauses), draw(st.integers(0, 3)), day)
    for queue in rules:
        book.tallies[queue] = Tally(queue, draw(st.none() | st.sampled_from(AGENTS)), empty_since=draw(moments))
    registered = frozenset(draw(st.sets(st.sampled_from(AGENTS), min_size=2)))
    dnd = frozenset(draw(st.sets(st.sampled_from(AGENTS), max_size=1)))
    return book, Facts(rules, registered, TODAY, dnd)


def logged_in(book: Book, queue: int, seat: QueueAgent) -> bool:
    return seat.login == "always" or book.seats[queue, seat.extension].logged_in


def other_calls(book: Book, one: int) -> set[str]:
    rings_for = {r.call for r in book.reservations.values() if r.extension == one}
    return {call for extension, call in book.other_calls if extension == one} - rings_for


def may_ring(book: Book, facts: Facts, ticket: Ticket, seat: QueueAgent, taken: set[int]) -> bool:
    one, queue = seat.extension, facts.queues[ticket.queue]
    agent = book.agents[one]
    calls = other_calls(book, one)
    return all(
        (
            one not in taken,
            one not in book.reservations,
            one in facts.registered,
            one not in facts.dnd,
            logged_in(book, ticket.queue, seat),
            agent.paused is None and book.seats[ticket.queue, one].paused is None,
            agent.wrap_until is None or agent.wrap_until <= NOW,
            agent.hold_until is None or agent.hold_until <= NOW,
            len(calls) <= int(queue.ring_busy),
            ticket.call not in calls,
            (NOW - ticket.entered_at).total_seconds() >= (seat.tier - 1) * queue.tier_wait_s,
        )
    )


def nobody_is_there(book: Book, facts: Facts, id: int) -> bool:
    queue = facts.queues[id]
    reasons = queue.stay_when or ()
    for seat in queue.agents:
        one = seat.extension
        absent = {
            "paused": book.agents[one].paused is not None or book.seats[id, one].paused is not None,
            "unreachable": one not in facts.registered,
            "dnd": one in facts.dnd,
            "busy": bool(other_calls(book, one)) or (one in book.reservations and book.reservations[one].talking),
            "wrap_up": (book.agents[one].wrap_until or LONG_AGO) > NOW,
        }
        if logged_in(book, id, seat) and not any(absent[reason] for reason in reasons):
            return False
    return True


def by_trying_everything(book: Book, facts: Facts) -> tuple[list[tuple[str, int]], set[tuple[str, str]], set[str]]:
    """Offers, ejected and restarted callers."""
    waiting = [one for one in book.tickets.values() if one.state == "waiting"]
    rung = {r.call for r in book.reservations.values()}
    ejected = {(one.call, "gone") for one in waiting if one.queue not in facts.queues}
    for one in waiting:
        if one.queue in facts.queues and facts.queues[one.queue].stay_when is not None and one.call not in rung:
            since = book.tallies[one.queue].empty_since or NOW
            if nobody_is_there(book, facts, one.queue) and (NOW - since).total_seconds() >= 10:
                ejected.add((one.call, "empty"))
    left = [one for one in waiting if one.call not in {call for call, _ in ejected} and one.queue in facts.queues]
    offers: list[tuple[str, int]] = []
    restarted: set[str] = set()
    last_rung = {queue: tally.last_rung for queue, tally in book.tallies.items()}
    while left:
        ticket = min(left, key=lambda one: (-facts.queues[one.queue].weight, -one.priority, one.order_no))
        left.remove(ticket)
        queue = facts.queues[ticket.queue]
        ringing = [r for r in book.reservations.values() if r.call == ticket.call]
        if not ticket.ready or (ringing and queue.strategy != "ring_all"):
            continue
        seats = [one for one in queue.agents if may_ring(book, facts, ticket, one, {one for _, one in offers})]
        fresh = [one for one in seats if one.extension not in ticket.tried]
        if seats and not fresh and not ringing and (ticket.retry_at is None or ticket.retry_at <= NOW):
            restarted.add(ticket.call)
            fresh = seats
        if fresh and queue.tier_wait_s == 0:
            tier = min(one.tier for one in fresh)
            if ringing:
                tiers = {one.extension: one.tier for one in queue.agents}
                tier = max(tiers.get(r.extension, 1) for r in ringing)
            fresh = [one for one in fresh if one.tier <= tier]
        if fresh and queue.strategy != "ring_all":
            fresh = [preferred(book, queue, ticket, fresh, last_rung[ticket.queue])]
            last_rung[ticket.queue] = fresh[0].extension
        offers += [(ticket.call, one.extension) for one in fresh]
    return offers, ejected, restarted


def preferred(book: Book, queue: Queue, ticket: Ticket, some: list[QueueAgent], last: int | None) -> QueueAgent:
    some = [one for one in some if one.tier == min(other.tier for other in some)]
    order = [one.extension for one in queue.agents]
    ended = {one.extension: book.agents[one.extension].last_ended_at or LONG_AGO for one in some}
    if queue.strategy == "round_robin":
        turn = order.index(last) + 1 if last in order else 0
        rotated = order[turn:] + order[:turn]
        return min(some, key=lambda one: rotated.index(one.extension))
    if queue.strategy == "least_recent":
        return sorted(some, key=lambda one: ended[one.extension])[0]
    if queue.strategy == "fewest_calls":
        seats = {one.extension: book.seats[ticket.queue, one.extension] for one in some}
        talks = {one: seat.talks if seat.day == TODAY else 0 for one, seat in seats.items()}
        return sorted(some, key=lambda one: (talks[one.extension], ended[one.extension]))[0]
    return Random(ticket.order_no).choice(some) if queue.strategy == "random" else some[0]


@given(situations())
def test_an_assignment_is_what_is_found_by_trying_everything(situation: tuple[Book, Facts]) -> None:
    book, facts = situation
    found = assign(NOW, book, facts)
    assert (found.offers, set(found.ejected), set(found.restarted)) == by_trying_everything(book, facts)
    assert found.next_at is None or found.next_at > NOW
    assert len({one for _, one in found.offers}) == len(found.offers)


@given(situations())
def test_whoever_asks_second_finds_nothing_to_do(situation: tuple[Book, Facts]) -> None:
    book, facts = situation
    carry_out(book, assign(NOW, book, facts), NOW)
    before = book.copy()
    second = assign(NOW, book, facts)
    assert (second.offers, second.ejected, second.restarted) == ([], [], [])
    carry_out(book, second, NOW)
    assert book == before


def test_a_round_is_not_over_while_its_last_agent_rings() -> None:
    """Found by the property below: who had been rung before began to ring beside the last one."""
    agents = (QueueAgent(extension=201, login="always"), QueueAgent(extension=202, login="always"))
    facts = Facts({1: Queue(name="q", number="1", agents=agents, strategy="ring_all")}, frozenset({201, 202}), TODAY)
    book = Book(serial=100)
    ticket = Ticket("c1", 1, "me", "030", 0, 1, NOW - timedelta(seconds=30), ready=True, tried=(202,), retry_at=NOW)
    book.tickets["c1"] = ticket
    carry_out(book, assign(NOW, book, facts), NOW)
    assert list(book.reservations) == [201]
    assert assign(NOW + timedelta(days=1), book, facts).offers == []


@given(situations())
def test_nothing_changes_by_itself_before_it_is_to_be_asked_again(situation: tuple[Book, Facts]) -> None:
    book, facts = situation
    first = assign(NOW, book, facts)
    carry_out(book, first, NOW)
    at = (first.next_at or NOW + timedelta(days=1)) - timedelta(milliseconds=1)
    assert not assign(at, book, facts).offers
    assert not assign(at, book, facts).ejected


def caller(call: str, order_no: int, queue: int = 1, priority: int = 0) -> Ticket:
    return Ticket(call, queue, "me", "", priority, order_no, NOW, ready=True)


def test_a_caller_who_cannot_be_served_holds_up_nobody() -> None:
    one = Queue(name="one", number="1", agents=(QueueAgent(extension=201),))
    book = Book(tickets={"a": caller("a", 1), "b": caller("b", 2, queue=2)})
    both = {1: one, 2: one.model_copy(update={"agents": (QueueAgent(extension=202),)})}
    assert assign(NOW, book, Facts(both, frozenset({202}), TODAY)).offers == [("b", 202)]


def test_an_agent_of_two_queues_gets_the_caller_of_the_heavier_one_else_the_first() -> None:
    one = Queue(name="one", number="1", agents=(QueueAgent(extension=201),))
    book = Book(tickets={"a": caller("a", 1), "b": caller("b", 2, queue=2)})
    facts = Facts({1: one, 2: one}, frozenset({201}), TODAY)
    assert assign(NOW, book, facts).offers == [("a", 201)]
    heavier = replace(facts, queues={1: one, 2: one.model_copy(update={"weight": 1})})
    assert assign(NOW, book, heavier).offers == [("b", 201)]


def test_ten_thousand_callers_for_no_agent_cost_little() -> None:
    seats = tuple(QueueAgent(extension=one) for one in range(201, 701))
    book = Book(tickets={f"c{n}": caller(f"c{n}", n) for n in range(10_000)})
    queue = Queue(name="one", number="1", agents=seats, strategy="least_recent")
    # Each agent is looked at once, whoever waits: they are free, but for one they are not free again.
    found = assign(NOW, book, Facts({1: queue}, frozenset(range(201, 701)), TODAY))
    assert found.offers == [(f"c{n}", 201 + n) for n in range(500)]


@pytest.mark.parametrize(
    ("handling_s", "position", "wait_min"),
    [(60.0, 1, 1), (60.1, 1, 2), (60.0, 3, 3), (250.0, 1, 5), (1800.0, 1, 30), (1800.0, 2, LONGER_MIN)],
)
def test_the_expected_wait_is_rounded_up(handling_s: float, position: int, wait_min: int) -> None:
    book = Book(tickets={f"c{n}": caller(f"c{n}", n) for n in range(1, 4)}, tallies={1: Tally(1, None, handling_s, 5)})
    queue = Queue(name="one", number="1", agents=(QueueAgent(extension=201), QueueAgent(extension=202)))
    book.agents[202] = Agent(202, paused="lunch")
    facts = Facts({1: queue}, frozenset(), TODAY)
    assert standings(book, facts, 1)[f"c{position}"] == Standing(position, 3, wait_min)
    book.tallies[1] = Tally(1, None, handling_s, 4)
    assert standings(book, facts, 1)[f"c{position}"].wait_min is None
