"""A scripted world: who calls, what the caller does, and how the lines behave that are dialled."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from switchboard.engine.port import Diversion, PhoneTarget, Target, TrunkCondition
from switchboard.engine.simulated.script import Step, parse_script
from switchboard.errors import Invalid
from switchboard.model.action_url import ActionAnswer
from switchboard.model.api_dialplan import DialplanAnswer
from switchboard.model.configuration import Configuration
from switchboard.model.mailbox import MessageCounts
from switchboard.model.queue import Queue
from switchboard.model.scenario import AgentDoes, LineKind

CONSULTS_AFTER_S = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """How a phone or a trunk takes a call.

    After `after_s` it answers, is busy, rejects, or forwards to other numbers; `no_answer` rings on, `unregistered` and
    `fails` tell at once. A trunk may be `full`, or be `down` and known to be. Who answered talks for `talks_s`; then
    the `leaves` side hangs up, or the callee sends the caller to `transfers_to`. One who `consults` calls that number
    `CONSULTS_AFTER_S` into the talk, and at its end hands the caller over to that call (attended transfer). `status` is
    the protocol code of a failure. `script` is what an answered callee does, as `Scenario.script`, until talking to the
    caller. One who `joins` hands the caller over to whom it talks to in an earlier call in which it was called as well.
    `then` is how the next call is taken; None: in the same way.

    `greeting_s` is how long an answering machine speaks before its beep, None: a person answers, who says something for
    `hello_s`.
    """

    kind: LineKind = "answers"
    after_s: float = 2.0
    talks_s: float = 5.0
    leaves: Literal["caller", "callee"] = "callee"
    transfers_to: str = ""
    consults: str = ""
    joins: bool = False
    script: str = ""
    forwards_to: tuple[str, ...] = ()
    status: int = 0
    greeting_s: float | None = None
    hello_s: float = 1.0
    then: "Line | None" = None

    def at(self, time: int) -> "Line":
        """How the call is taken that is the first, second or later."""
        return self if self.then is None or time <= 1 else self.then.at(time - 1)


_ANSWERS = Line()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a web server says to an action URL, `after_s` after it was asked."""

    answer: ActionAnswer
    after_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits in a queue (its id) before the call, and hangs up `leaves_s` after it began; None: never."""

    queue: int
    leaves_s: float | None = None


@dataclass(frozen=True, slots=True)
class OtherCall:
    """A call of another extension (its id and `number`), which begins `after_s` after that of the scenario.

    `script` begins with it, as `Scenario.script`. `picks_up`: the phone names a call that rings at that number, instead
    of dialling one (INVITE with Replaces).
    """

    after_s: float
    extension: int
    number: str
    dialled: str
    script: str = ""
    picks_up: str = ""


@dataclass(frozen=True, slots=True)
class PlanReply:
    """What the web server of an API dial plan says, `after_s` after it was asked."""

    answer: DialplanAnswer
    after_s: float = 0.0


NO_PLAN = PlanReply(DialplanAnswer(outcome="not asked in a simulation"))
NOT_ASKED = Reply(ActionAnswer("none", outcome="not asked in a simulation"))


@dataclass(frozen=True, slots=True)
class Scenario:
    """One call. It comes from `extension` or through `trunk` (ids); lines are known by the number that is dialled.
    `withheld` and `diversions` are as in `CallInfo`.

    `script` begins with the call. `unreadable` are the content hashes that cannot be played, `silent_streams` the URLs
    of network streams from which nothing comes. `pins` are those of menus, mailboxes and conferences by id,
    `moderator_pins` those of conferences for moderators. `replies` are what web servers say to action URLs by the
    numbers (`key`) of these, and `replies_to_keys` by what the caller pressed ("": the caller's number made us ask);
    others are not asked. `plans` are what the servers of API dial plans (ids) say, the first time they are asked, the
    second time and so on; then they are not asked. `messages` says how many messages extensions and groups (ids) have
    before the call. `waiting` are those who wait in queues by then; `paused_agents` are extensions (ids), and
    `agents_logged_in` those who have logged in by code (queue and extension). `others` are calls that begin meanwhile.
    """

    dialled: str
    caller: str = ""
    caller_name: str = ""
    extension: int | None = None
    trunk: int | None = None
    withheld: bool = False
    diversions: tuple[Diversion, ...] = ()
    script: str = ""
    phones: Mapping[str, Line] = field(default_factory=dict)
    trunks: Mapping[int, Line] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    silent_streams: frozenset[str] = frozenset()
    pins: Mapping[int, str] = field(default_factory=dict)
    moderator_pins: Mapping[int, str] = field(default_factory=dict)
    replies: Mapping[int, Reply] = field(default_factory=dict)
    replies_to_keys: Mapping[str, Reply] = field(default_factory=dict)
    plans: Mapping[int, tuple[PlanReply, ...]] = field(default_factory=dict)
    messages: Mapping[int, MessageCounts] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()
    paused_agents: frozenset[int] = frozenset()
    agents_logged_in: frozenset[tuple[int, int]] = frozenset()
    others: tuple[OtherCall, ...] = ()

    def with_agents(self, configuration: Configuration, agents: Mapping[str, AgentDoes]) -> "Scenario":
        """The same, where agents (by number) are logged in to all queues that they log in to by code, or paused.

        Raises Invalid for a number that is no agent's.
        """
        ids = {number: _agent(configuration, number) for number in agents}
        in_by_code = {
            (queue.id, seat.extension)
            for queue in configuration.all(Queue)
            for seat in queue.document.agents
            if seat.login == "by_code" and any(ids[one] == seat.extension for one in agents)
        }
        return replace(
            self,
            paused_agents=self.paused_agents | {ids[one] for one, does in agents.items() if does == "paused"},
            agents_logged_in=self.agents_logged_in | in_by_code,
        )

    def steps(self) -> tuple[Step, ...]:
        """What the caller does. Raises Invalid."""
        return parse_script(self.script)

    def consulted(self, by: PhoneTarget) -> "Scenario":
        """The call of a callee who consults."""
        dialled = self.line(by).consults
        return replace(
            self,
            dialled=dialled,
            caller=by.number,
            caller_name="",
            extension=by.extension,
            trunk=None,
            script="",
            withheld=False,
            diversions=(),
            others=(),
        )

    def of_other(self, other: OtherCall) -> "Scenario":
        """The call of somebody else."""
        return replace(
            self,
            dialled=other.dialled,
            caller=other.number,
            caller_name="",
            extension=other.extension,
            trunk=None,
            script=other.script,
            withheld=False,
            diversions=(),
            others=(),
        )

    def line(self, target: Target) -> Line:
        """How a target behaves; by default it answers."""
        if isinstance(target, PhoneTarget):
            return self.phones.get(target.number, _ANSWERS)
        return self.trunks.get(target.trunk, _ANSWERS)

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        """How that trunk (its id) is."""
        kind = self.trunks.get(trunk, _ANSWERS).kind
        return kind if kind in ("full", "down") else "free"


def _agent(configuration: Configuration, number: str) -> int:
    """The id of the extension. Raises Invalid."""
    found = configuration.extension_by_number(number)
    seats = (seat for queue in configuration.all(Queue) for seat in queue.document.agents)
    if found is None or all(seat.extension != found.id for seat in seats):
        raise Invalid("agents", f"{number} is no agent of a queue", rule="reference")
    return found.id
