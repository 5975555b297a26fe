"""Several callers and their agents in queues, each second of it: the call semantics, section 18. Virtual time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from tests.callflow.scenarios.queues import SEATS, TO_SUPPORT, support
from tests.callflow.scenarios.world import (
    ANN,
    BOB,
    CID,
    GREETING,
    LINE,
    SECOND,
    START,
    SUPPORT,
    company,
    from_outside,
    prompt,
    timed,
)

from switchboard.clock import LoopClock
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Line, Scenario, Waiting
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension, ToQueue
from switchboard.model.music import Music
from switchboard.model.prompt import Announcement
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.trunk import InboundRoute, Trunk
from switchboard.simulation import run_scenario

pytestmark = pytest.mark.unit

SALES = 68
NEVER, NOBODY = Line("no_answer"), Scenario(dialled="")
STEPS = ("queue_joined", "queue_offered", "queue_offer_ended", "queue_left", "bridged", "bridge_ended")


def sales(**changes: object) -> tuple[int, Document]:
    return SALES, Queue.model_validate({"name": "sales", "number": "641", "strategy": "linear", **changes})


@dataclass(frozen=True)
class Caller:
    """Who calls, when, and what he does and meets. `id` tells the calls of one caller apart."""

    name: str
    at_s: float = 0
    script: str = ""
    phones: Mapping[str, Line] = field(default_factory=dict)
    dialled: str = "555"
    id: str = ""


@dataclass
class Hotline:
    """Callers of one configuration. `told` is what happened to each in the queue, by the id or name, and `all` all that
    happened; `heard` are the names of what each heard of us."""

    configuration: Configuration
    phones: Mapping[str, Line] = field(default_factory=dict)
    world: Scenario = NOBODY
    told: dict[str, list[str]] = field(default_factory=dict)
    all: dict[str, list[str]] = field(default_factory=dict)
    heard: dict[str, set[str]] = field(default_factory=dict)
    queues: SimulatedQueues = field(init=False)

    def takes(self, *callers: Caller) -> None:
        run_virtual(self.take(*callers))

    async def take(self, *callers: Caller) -> None:
        """Nothing of the calls is left in the queues afterwards."""
        clock = LoopClock(START, asyncio.get_running_loop())
        self.queues = SimulatedQueues(self.configuration, replace(self.world, phones=self.phones), clock)
        await asyncio.gather(*map(self._call, callers))
        book = self.queues.book
        assert not book.reservations and not book.other_calls
        assert all(ticket.state == "left" for ticket in book.tickets.values())

    async def _call(self, caller: Caller) -> None:
        await asyncio.sleep(caller.at_s)
        id, phones = caller.id or caller.name, {**self.phones, **caller.phones}
        scenario = replace(from_outside(caller.script, dialled=caller.dialled, phones=phones), caller=caller.name)
        run = await run_scenario(self.configuration, scenario, START, queues=self.queues, id=id)
        self.all[id] = timed(run.events)
        self.told[id] = [line for line in self.all[id] if line.split()[1] in STEPS]
        self.heard[id] = {part.audio.name for part in run.call.heard}


def calls(*replaced: tuple[int, Document]) -> Configuration:
    return company(*replaced, inbound=TO_SUPPORT)


def test_an_agent_who_answers_stops_the_announcement() -> None:
    queue = support(join_prompt=prompt(GREETING), join_prompt_in_full=False)
    run = run_virtual(run_scenario(calls(queue), from_outside(phones={"100": Line(after_s=1)}), START))
    assert "1 prompt_ended greeting stopped" in timed(run.events)
    assert "1 bridged 100" in timed(run.events)


@pytest.mark.parametrize(("ring_busy", "rung"), [(False, "101"), (True, "100")])
def test_an_agent_in_a_call_is_rung_only_where_the_queue_says_so(ring_busy: bool, rung: str) -> None:
    direct = InboundRoute(name="direct", pattern="556", to=ToExtension(extension=ANN))
    hotline = Hotline(company(support(ring_busy=ring_busy), (4, direct), inbound=TO_SUPPORT))
    lines = {"100": Line(after_s=0, talks_s=30), "101": NEVER}
    hotline.takes(Caller("direct", phones=lines, dialled="556"), Caller("a", 5, "wait:3 hangup", phones=lines))
    assert hotline.told["a"][1] == f"0 queue_offered {rung}"


def two_queues(support_has: dict[str, object], sales_has: dict[str, object]) -> Configuration:
    """555 leads to support, 556 to sales."""
    return company(support(**support_has), sales(**sales_has), inbound_to(SALES, "556"), inbound=TO_SUPPORT)


@pytest.mark.parametrize(("weight", "order"), [(0, ["first", "a", "b"]), (1, ["first", "b", "a"])])
def test_an_agent_of_two_queues_gets_who_has_waited_longest_in_the_heavier(weight: int, order: list[str]) -> None:
    shared = {"agents": SEATS[:1], "wrap_up_s": 0}
    hotline = Hotline(two_queues(shared, {**shared, "weight": weight}), {"100": Line(after_s=1, talks_s=20)})
    hotline.takes(Caller("first"), Caller("a", 1), Caller("b", 2, dialled="556"))
    assert sorted(order, key=lambda name: bridged_at(hotline.told[name])) == order
    assert all(bridged_at(told) < 60 for told in hotline.told.values())


def test_nobody_waits_for_a_caller_who_cannot_be_served() -> None:
    queues = two_queues({"agents": SEATS[:1]}, {"agents": SEATS[1:]})
    hotline = Hotline(queues, {"100": NEVER, "101": Line(after_s=1, talks_s=1)})
    hotline.takes(Caller("a", script="wait:15 hangup"), Caller("b", 1, dialled="556"))
    assert "1 bridged 101" in hotline.told["b"]


def test_who_does_not_answer_is_tried_again_after_the_others() -> None:
    hotline = Hotline(calls(support()), {"100": NEVER, "101": NEVER})
    hotline.takes(Caller("a", script="wait:50 hangup"))
    offered = [line for line in hotline.told["a"] if "queue_offered" in line]
    assert offered == ["0 queue_offered 100", "20 queue_offered 101", "45 queue_offered 100"]


def test_the_only_agent_is_tried_again_after_a_pause() -> None:
    hotline = Hotline(calls(support(agents=SEATS[:1])), {"100": NEVER})
    hotline.takes(Caller("a", script="wait:30 hangup"))
    offered = [line for line in hotline.told["a"] if "queue_offered" in line]
    assert offered == ["0 queue_offered 100", "25 queue_offered 100"]


def test_who_misses_too_often_is_paused() -> None:
    queue = support(agents=SEATS[:1], pause_after_missed=2)
    hotline = Hotline(calls(queue), {"100": NEVER})
    hotline.takes(Caller("a", script="wait:90 hangup"))
    assert len([line for line in hotline.told["a"] if "queue_offered" in line]) == 2
    assert hotline.queues.book.agent(ANN).paused == "missed"


def test_who_declines_is_left_alone_for_ten_seconds() -> None:
    hotline = Hotline(calls(support(agents=SEATS[:1], retry_s=0)), {"100": Line("rejects", after_s=0)})
    hotline.takes(Caller("a", script="wait:15 hangup"))
    assert [line for line in hotline.told["a"] if "offered" in line] == ["0 queue_offered 100", "10 queue_offered 100"]


def test_an_agent_who_presses_no_key_loses_the_caller_to_the_next() -> None:
    hotline = Hotline(
        calls(support(accept_key="1")), {"100": Line(after_s=1), "101": Line(after_s=1, talks_s=2, script="1")}
    )
    hotline.takes(Caller("a"))
    assert hotline.told["a"][2:6] == [
        "13 queue_offer_ended 100 not-accepted",
        "13 queue_offered 101",
        "14 queue_offer_ended 101 answered",
        "14 queue_left agent",
    ]
    assert hotline.heard["a"] == {"music"}


def test_of_two_who_answer_at_once_one_has_the_caller() -> None:
    line = Line(after_s=1, talks_s=2)
    hotline = Hotline(calls(support(strategy="ring_all")), {"100": line, "101": line})
    hotline.takes(Caller("a"))
    ended = [line for line in hotline.told["a"] if "offer_ended" in line]
    assert ended == ["1 queue_offer_ended 100 answered", "1 queue_offer_ended 101 elsewhere"]
    assert hotline.queues.book.agent(BOB).missed == 0


def test_when_a_caller_leaves_the_next_is_offered_at_once() -> None:
    hotline = Hotline(calls(support(agents=SEATS[:1])), {"100": NEVER})
    hotline.takes(Caller("a", script="wait:5 hangup"), Caller("b", 1, "wait:10 hangup"))
    assert hotline.told["a"][-2:] == ["5 queue_offer_ended 100 cancelled", "5 queue_left caller"]
    assert "4 queue_offered 100" in hotline.told["b"]


def test_an_agent_whose_caller_leaves_in_the_prompt_is_free_at_once() -> None:
    queue = support(agents=SEATS[:1], agent_prompt=prompt(GREETING))
    hotline = Hotline(calls(queue), {"100": Line(after_s=1, talks_s=1)})
    hotline.takes(Caller("a", script="wait:3 hangup"), Caller("b", 1))
    assert "2 queue_offered 100" in hotline.told["b"]


def test_the_wrap_up_begins_when_the_agent_leaves_the_talk() -> None:
    hotline = Hotline(calls(support(agents=SEATS[:1])), {"100": Line(after_s=0, talks_s=60)})
    hotline.takes(Caller("a"), Caller("b", 1, "wait:75 hangup"))
    assert "69 queue_offered 100" in hotline.told["b"]


def test_an_agent_who_transfers_the_caller_wraps_up_meanwhile() -> None:
    sends = Line(after_s=0, talks_s=30, transfers_to="2000")
    phones = {"100": sends, "2000": Line(after_s=0, talks_s=600)}
    hotline = Hotline(calls(support(agents=SEATS[:1])), phones)
    hotline.takes(Caller("a"), Caller("b", 1, "wait:50 hangup", phones={"100": NEVER}))
    assert "39 queue_offered 100" in hotline.told["b"]


@pytest.mark.parametrize(("stay_when", "left"), [(None, "60 queue_left caller"), (("paused",), "20 queue_left empty")])
def test_when_the_last_agent_logs_out_callers_wait_or_leave(stay_when: tuple[str, ...] | None, left: str) -> None:
    queue = support(agents=(QueueAgent(extension=ANN, login="by_code"),), stay_when=stay_when)
    world = Scenario(dialled="", agents_logged_in=frozenset({(SUPPORT, ANN)}))
    hotline = Hotline(calls(queue), {"100": NEVER}, world)

    async def log_out() -> None:
        await asyncio.sleep(10)
        assert await hotline.queues.toggle_login(ANN, SUPPORT) == "logged-out"

    async def main() -> None:
        await asyncio.gather(hotline.take(Caller("a", script="wait:60 hangup")), log_out())

    run_virtual(main())
    assert hotline.told["a"][-2:] == ["10 queue_offer_ended 100 cancelled", left]


def test_an_agent_who_answers_in_the_last_instant_has_the_caller() -> None:
    hotline = Hotline(calls(support(max_wait_s=10, agents=SEATS[:1])), {"100": Line(after_s=9.9, talks_s=1)})
    hotline.takes(Caller("a"))
    assert "9.9 bridged 100" in hotline.told["a"]


def test_the_position_is_told_when_it_has_improved_for_a_while() -> None:
    queue = support(agents=(), join_when=None, say_position=True)
    world = replace(from_outside("wait:40 hangup"), waiting=(Waiting(SUPPORT, 12), Waiting(SUPPORT, 14)))
    run = run_virtual(run_scenario(calls(queue), world, START))
    said = [line for line in timed(run.events) if "queue_position" in line or "prompt_started" in line]
    assert said == [
        "5 queue_position 3",
        "5 prompt_started queue-position-3",
        "20 queue_position 1",
        "20 prompt_started queue-position-1",
    ]


def test_a_worse_position_is_not_told() -> None:
    queue = support(agents=(), join_when=None, say_position=True, say_every_s=15)
    hotline = Hotline(company(queue, inbound_to(SUPPORT, "556", priority=5), inbound=TO_SUPPORT))
    hotline.takes(Caller("a", script="wait:48 hangup"), Caller("first", 10, "wait:20 hangup", dialled="556"))
    assert [line for line in hotline.all["a"] if "queue_position" in line] == [
        "5 queue_position 1",
        "35 queue_position 1",
    ]


def test_prompts_come_in_turn_between_music() -> None:
    prompts = (Announcement(name="queue-busy"), prompt(GREETING))
    queue = support(agents=(), join_when=None, prompts=prompts, prompts_every_s=15, music=80)
    music = (80, Music(name="waltz", prompts=(SECOND,)))
    run = run_virtual(run_scenario(calls(queue, music), from_outside("wait:40 hangup"), START))
    started = [line for line in timed(run.events) if "prompt_started" in line]
    assert started == ["15 prompt_started queue-busy", "30 prompt_started greeting"]
    assert {part.audio.name for part in run.call.heard} == {"second", "queue-busy", "greeting"}


@pytest.mark.parametrize(("early", "answered_at_s"), [(True, 3), (False, 0)])
def test_a_caller_may_hear_music_before_an_agent_answers(early: bool, answered_at_s: int) -> None:
    line = (LINE, Trunk(name="line", host="192.0.2.1", early_announcements=early))
    caller = from_outside(phones={"100": Line(after_s=3, talks_s=1)})
    run = run_virtual(run_scenario(calls(support(answer="with_agent"), line), caller, START))
    assert f"{answered_at_s} answered" in timed(run.events)
    assert [(part.audio.name, part.from_s, part.to_s) for part in run.call.heard] == [("music", 0, 3)]


def test_who_never_answers_does_not_hold_up_the_others() -> None:
    seats = (*SEATS, QueueAgent(extension=CID))
    answers = Line(after_s=1, talks_s=100)
    queue = support(agents=seats, strategy="least_recent")
    hotline = Hotline(calls(queue), {"100": NEVER, "101": answers, "2000": answers})
    hotline.takes(Caller("a"), Caller("b"), Caller("c", script="wait:60 hangup"))
    assert bridged_at(hotline.told["b"]) == 1
    assert bridged_at(hotline.told["c"]) == 1
    assert [line for line in hotline.told["a"] if line.endswith("queue_offered 100")] == [
        f"{at_s} queue_offered 100" for at_s in (0, 25, 50)
    ]
    assert bridged_at(hotline.told["a"]) == 71


@pytest.mark.parametrize(("back_at_s", "position"), [(20, 1), (71, 2)])
def test_who_comes_back_soon_has_the_former_place(back_at_s: float, position: int) -> None:
    hotline = Hotline(calls(support(agents=(), join_when=None, resume_s=60)))
    hotline.takes(
        Caller("+491", 0, "wait:10 hangup", id="a"),
        Caller("+492", 1, "wait:100 hangup", id="b"),
        Caller("+491", back_at_s, "wait:5 hangup", id="again"),
    )
    assert hotline.told["again"][0] == f"0 queue_joined 640 {position}"


def test_who_waits_goes_by_the_queue_as_it_is_now() -> None:
    hotline = Hotline(calls(support()), {"100": NEVER, "101": NEVER})

    async def remove_bob() -> None:
        await asyncio.sleep(25)
        hotline.queues.follow(calls(support(agents=SEATS[:1])))

    async def main() -> None:
        await asyncio.gather(hotline.take(Caller("a", script="wait:50 hangup")), remove_bob())

    run_virtual(main())
    assert [line for line in hotline.told["a"] if "offer" in line] == [
        "0 queue_offered 100",
        "20 queue_offer_ended 100 no-answer",
        "20 queue_offered 101",
        "40 queue_offer_ended 101 no-answer",
        "45 queue_offered 100",
        "50 queue_offer_ended 100 cancelled",
    ]


def test_callers_of_a_queue_that_is_deleted_go_to_its_failover() -> None:
    hotline = Hotline(calls(support(failover=ToExtension(extension=CID))), {"100": NEVER, "2000": Line(talks_s=1)})

    async def delete() -> None:
        await asyncio.sleep(5)
        hotline.queues.follow(hotline.configuration.changed((), (SUPPORT,)))

    async def main() -> None:
        await asyncio.gather(hotline.take(Caller("a")), delete())

    run_virtual(main())
    assert hotline.told["a"][-4:-2] == ["5 queue_offer_ended 100 cancelled", "5 queue_left gone"]
    assert "7 bridged 2000" in hotline.told["a"]


def test_a_queue_that_is_missing_fails() -> None:
    run = run_virtual(run_scenario(company(inbound=ToQueue(queue=999)), from_outside(), START))
    assert timed(run.events)[-1] == "0 call_ended switchboard unreachable"


def bridged_at(lines: list[str]) -> float:
    """When somebody talked to the caller, after the call began; never: infinity."""
    return next((float(line.split()[0]) for line in lines if " bridged " in line), float("inf"))


def inbound_to(queue: int, pattern: str, priority: int = 0) -> tuple[int, Document]:
    return 4, InboundRoute(name=pattern, pattern=pattern, to=ToQueue(queue=queue, priority=priority))
