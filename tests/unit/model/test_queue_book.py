"""What becomes of callers and agents, moment by moment: each test is a short day of a queue."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from switchboard.model import queue_agents, queue_callers
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.queue_book import Book
from switchboard.model.queue_order import assign, carry_out, standings
from switchboard.model.queue_rows import Facts, OtherCall, Ticket

pytestmark = pytest.mark.unit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVERYBODY = frozenset(range(201, 210))


def queue(*agents: int, login: Any = "always", **rules: Any) -> Queue:
    seats = tuple(QueueAgent(extension=one, login=login) for one in agents)
    return Queue(name="sales", number="600", agents=seats, strategy=rules.pop("strategy", "linear"), **rules)


@dataclass
class Day:
    """A book with a clock. What rings is written as {agent: caller}."""

    queues: dict[int, Queue]
    registered: frozenset[int] = EVERYBODY
    book: Book = field(default_factory=Book)
    now_s: float = 0.0

    @property
    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.now_s)

    @property
    def facts(self) -> Facts:
        return Facts(self.queues, self.registered, date(2026, 3, 2))

    def at(self, now_s: float) -> "Day":
        """Let the time pass, as a process does that asks whenever it is told to."""
        while (due := assign(self.now, self.book, self.facts).next_at) is not None:
            if (due - NOON).total_seconds() > now_s:
                break
            self.now_s = (due - NOON).total_seconds()
            self.settle()
        self.now_s = now_s
        self.settle()
        return self

    def settle(self) -> None:
        carry_out(self.book, assign(self.now, self.book, self.facts), self.now)

    def join(self, call: str, id: int = 1, *, caller: str = "", priority: int = 0) -> Any:
        ticket = Ticket(call, id, "me", caller, priority, 0, self.now, ready=True)
        joined = queue_callers.join(self.book, ticket, self.facts)
        self.settle()
        return joined

    def fails(self, agent: int, why: str) -> None:
        one = self.book.reservations[agent]
        queue_agents.failed(self.book, one.call, one.id, why, self.now, self.facts)
        self.settle()

    def answers(self, agent: int) -> None:
        queue_agents.connected(self.book, self.book.reservations[agent], self.now, self.facts)
        self.settle()

    def hangs_up(self, call: str) -> None:
        queue_agents.talk_ended(self.book, call, self.now, self.facts)
        queue_callers.leave(self.book, call, self.now, self.facts, may_resume=True)
        self.settle()

    @property
    def rings(self) -> dict[int, str]:
        return {one.extension: one.call for one in self.book.reservations.values() if not one.talking}

    @property
    def ejected(self) -> dict[str, str]:
        return {one.call: one.state for one in self.book.tickets.values() if one.state in ("empty", "gone")}


def test_who_does_not_answer_is_rung_again_after_the_others_and_a_pause() -> None:
    day = Day({1: queue(201, 202)})
    day.join("a")
    day.at(20).fails(201, "no-answer")
    assert day.rings == {202: "a"}
    day.at(40).fails(202, "no-answer")
    assert day.rings == {}
    assert day.at(44.9).rings == {}
    assert day.at(45).rings == {201: "a"}
    assert day.book.agent(201).missed == 1


def test_who_becomes_free_in_the_pause_is_rung_at_once() -> None:
    day = Day({1: queue(201, 202)})
    day.book.other_calls[202, "x"] = OtherCall(202, "x", "me")
    day.join("a")
    day.at(20).fails(201, "no-answer")
    day.at(21)
    del day.book.other_calls[202, "x"]
    assert day.at(21).rings == {202: "a"}


def test_who_refuses_is_held_off_for_ten_seconds_and_the_caller_goes_to_others_at_once() -> None:
    day = Day({1: queue(201, 202)})
    day.join("a")
    day.fails(201, "rejected")
    day.join("b")
    assert day.rings == {202: "a"}
    assert day.at(9.9).rings == {202: "a"}
    assert day.at(10).rings == {202: "a", 201: "b"}


def test_a_caller_whom_the_only_agent_did_not_accept_waits_for_the_hold_off_alone() -> None:
    day = Day({1: queue(201, retry_s=60)})
    day.join("a")
    day.fails(201, "not-accepted")
    assert day.at(9.9).rings == {}
    assert day.at(10).rings == {201: "a"}


def test_an_unreachable_phone_is_left_alone_for_thirty_seconds_and_has_missed_nothing() -> None:
    day = Day({1: queue(201, pause_after_missed=1)})
    day.join("a")
    day.fails(201, "unreachable")
    assert day.at(29.9).rings == {}
    assert day.at(30).rings == {201: "a"}
    assert day.book.agent(201).paused is None


def test_who_misses_too_many_calls_is_paused_and_it_is_told() -> None:
    day = Day({1: queue(201, pause_after_missed=2, retry_s=5)})
    day.join("a")
    day.at(20).fails(201, "no-answer")
    day.at(45).fails(201, "no-answer")
    assert day.at(3600).rings == {}
    assert [(one.extension, one.change, one.reason, one.by) for one in day.book.changes] == [
        (201, "paused", "missed", "system")
    ]
    queue_agents.pause(day.book, 201, None, None, by="phone:201")
    assert day.at(3600).rings == {201: "a"}
    assert day.book.agent(201).missed == 0


def test_the_wrap_up_begins_when_the_talk_ends() -> None:
    day = Day({1: queue(201)})
    day.join("a")
    day.at(4).answers(201)
    day.join("b")
    day.at(60).hangs_up("a")
    assert day.at(69.9).rings == {}
    assert day.at(70).rings == {201: "b"}
    assert day.book.tally(1).handling_s == 56 + 10


def test_who_logs_out_while_talking_has_no_wrap_up() -> None:
    day = Day({1: queue(201, login="by_code", join_when=None)})
    queue_agents.log_in(day.book, 201, 1, by="phone:201")
    day.join("a")
    day.answers(201)
    queue_agents.log_out(day.book, 201, 1, by="phone:201")
    day.at(30).hangs_up("a")
    assert day.book.agent(201).wrap_until is None
    assert day.book.reservations == {}


def test_who_is_paused_or_logs_out_while_a_phone_rings_loses_the_caller_to_others() -> None:
    day = Day({1: queue(201, 202)})
    day.join("a")
    queue_agents.pause(day.book, 201, 1, "lunch", by="api")
    assert day.at(1).rings == {202: "a"}


def test_all_phones_ring_and_who_becomes_free_joins_in() -> None:
    day = Day({1: queue(201, 202, 203, strategy="ring_all")})
    day.book.other_calls[203, "x"] = OtherCall(203, "x", "me")
    day.join("a")
    day.join("b")
    assert day.rings == {201: "a", 202: "a"}
    del day.book.other_calls[203, "x"]
    assert day.at(5).rings == {201: "a", 202: "a", 203: "a"}
    day.answers(202)
    assert day.rings == {201: "b", 203: "b"}
    assert day.book.agent(201).missed == 0


def test_a_higher_tier_rings_when_nobody_of_the_lower_is_free_or_after_its_time() -> None:
    tiers = (QueueAgent(extension=201, tier=1), QueueAgent(extension=202, tier=2))
    day = Day({1: queue().model_copy(update={"agents": tiers})})
    day.join("a")
    day.join("b")
    assert day.rings == {201: "a", 202: "b"}
    day = Day({1: queue(tier_wait_s=30).model_copy(update={"agents": tiers})})
    day.join("a")
    day.join("b")
    assert day.at(29).rings == {201: "a"}
    assert day.at(30).rings == {201: "a", 202: "b"}


def test_the_least_recent_who_never_answers_is_tried_in_between_and_not_for_ever() -> None:
    day, served = Day({1: queue(201, 202, 203, strategy="least_recent")}), []
    for call in "abc":
        day.join(call)
        if 201 in day.rings:
            day.at(day.now_s + 20).fails(201, "no-answer")
        (agent,) = day.rings
        served.append(agent)
        day.answers(agent)
        day.at(day.now_s + 30).hangs_up(call)
        day.at(day.now_s + 15)
    assert served == [202, 203, 202]
    assert day.book.agent(201).missed == 3


def test_a_full_queue_and_an_empty_one_take_nobody() -> None:
    day = Day({1: queue(201, max_callers=2, join_when=("paused", "unreachable"))})
    day.join("a")
    day.join("b")
    assert day.join("c") == "full"
    day.answers(201)
    assert isinstance(day.join("c"), Ticket), "who talks does not wait"
    queue_agents.pause(day.book, 201, None, "lunch", by="api")
    day.hangs_up("b")
    assert day.join("d") == "empty"
    assert day.join("d", 7) == "gone"


def test_who_waits_in_an_empty_queue_leaves_after_ten_seconds_in_a_row() -> None:
    day = Day({1: queue(201, 202, stay_when=("paused", "unreachable"))}, registered=EVERYBODY)
    day.book.other_calls[201, "x"] = OtherCall(201, "x", "me")
    day.book.other_calls[202, "x"] = OtherCall(202, "x", "me")
    for call in "abc":
        day.join(call)
    day.registered = frozenset()
    assert day.at(9).ejected == {}
    day.registered = EVERYBODY
    assert day.at(15).ejected == {}
    day.registered = frozenset()
    day.at(20)
    assert day.at(29.9).ejected == {}
    assert day.at(30).ejected == {"a": "empty", "b": "empty", "c": "empty"}


def test_without_the_rule_callers_wait_for_agents_who_are_gone() -> None:
    day = Day({1: queue(201, login="by_code", join_when=None)})
    day.join("a")
    assert day.at(3600).ejected == {}
    del day.queues[1]
    assert day.at(3601).ejected == {"a": "gone"}


def test_who_calls_again_soon_has_the_old_place() -> None:
    day = Day({1: queue(201, resume_s=60, join_when=None)}, registered=frozenset())
    for call, caller in (("a", "030"), ("b", "040"), ("n", "")):
        day.join(call, caller=caller)
    day.hangs_up("a")
    day.hangs_up("n")
    assert day.at(20).join("a2", caller="030").order_no == 1
    assert day.join("n2", caller="").order_no == 4, "a number that is withheld is nobody's"
    assert standings(day.book, day.facts, 1)["a2"].position == 1
    day.hangs_up("a2")
    assert day.at(80).join("a3", caller="030").order_no == 5
    day.book.forget_left(day.now, day.facts)
    assert sorted(day.book.tickets) == ["a3", "b", "n2"]


def test_an_edit_changes_the_next_offer_and_nobody_is_logged_out() -> None:
    day = Day({1: queue(201, 202, login="by_code", join_when=None)})
    for one in (201, 202):
        queue_agents.log_in(day.book, one, 1, by="api")
    day.join("a")
    day.queues[1] = queue(202, login="by_code")
    assert day.at(1).rings == {201: "a"}
    day.at(20).fails(201, "no-answer")
    assert day.rings == {202: "a"}


def test_who_answers_in_the_instant_in_which_the_offer_is_withdrawn_talks() -> None:
    day = Day({1: queue(201)})
    day.join("a")
    offer = day.book.reservations[201]
    queue_agents.pause(day.book, 201, None, "lunch", by="api")
    day.settle()
    queue_agents.connected(day.book, offer, day.now, day.facts)
    assert day.book.reservations[201].talking
    assert day.book.tickets == {}


def test_what_a_dead_process_left_behind_is_swept() -> None:
    day = Day({1: queue(201)})
    day.join("a")
    day.book.tickets["b"] = Ticket("b", 1, "other", "", 0, 9, day.now, ready=True)
    day.book.sweep({"me"})
    assert day.at(1).rings == {201: "b"}


def test_the_commands_of_a_call_can_be_carried_out_twice() -> None:
    """The answer of the database to a commit may be lost."""
    day = Day({1: queue(201, resume_s=60)})
    day.join("a", caller="030")
    offer = day.book.reservations[201]
    before = day.book.copy()
    day.join("a", caller="030")
    assert day.book == before
    for _ in range(2):
        queue_agents.connected(day.book, offer, day.now, day.facts)
        assert day.book.seat(1, 201).talks == 1
    for _ in range(2):
        day.hangs_up("a")
        assert day.book.tally(1).handled == 1
