"""Calls that somebody asks for: who is called first, and where he goes once he has answered. The call semantics,
section 24.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from switchboard.call.cause import Cause
from switchboard.call.events import CallEnded, DialEnded, DialStarted, Ringing, TrunkSkipped
from switchboard.callflow.dial import told
from switchboard.callflow.dialled import Ours, for_client
from switchboard.callflow.engagement import Engagement
from switchboard.callflow.hop import Hop, OutsideCall, Over
from switchboard.callflow.journey import Journey
from switchboard.callflow.outward import Skip, as_told, attempts, is_unusable
from switchboard.callflow.session import Emit, Session
from switchboard.callflow.within import within
from switchboard.engine.port import (
    Call,
    CallerId,
    CallHandler,
    CallInfo,
    NotAnswered,
    OnRinging,
    Origination,
    PhoneTarget,
    Target,
    TrunkCondition,
    TrunkTarget,
)
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk

Unplaceable = Literal[
    "no-such-caller",
    "no-such-callee",
    "no-such-extension",
    "not-permitted",
    "nobody-to-call",
    "caller-id-not-ours",
]
"""Why a wish cannot be carried out: the number of `first` leads nowhere, or that of `then`; nobody has the number
whose rights were to be used; no route permits it, or it is an emergency number; neither of the two is somebody
who can be called first; the caller id is none of the tenant's numbers.
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """Call whoever has the number `first`, and let him go on to the number `then` once he has answered.

    Where `first` is a menu, a group or a queue, it is `then` who is called first, and the other is where he goes.
    It goes on for `longest_s` at most; None: as long as he likes.

    Numbers outside are called by the routes that are open to the extension with the number `rights_of`; "": to the
    extension that is called first. `caller_id` is what a trunk is shown, one of our own numbers; "": as the route says.
    """

    first: str
    then: str
    rights_of: str = ""
    caller_id: str = ""
    ring_time_s: float | None = None
    longest_s: float | None = None
    auto_answer: bool = False


class Line(Protocol):
    """What is asked of an engine to know the ways out."""

    def trunk_condition(self, trunk: int) -> TrunkCondition: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """How a wish is carried out: `info` is what is known of the call at once, and `to` is where it goes. `ways` are
    those to whoever is called first, the best first.
    """

    info: CallInfo
    to: Ours | OutsideCall
    ways: Callable[[Skip], Iterator[Origination]]
    longest_s: float | None = None

    async def flow(self, session: Session) -> Over:
        """From the answer to the end of the call."""
        return await within(self.longest_s, Journey(session).run(Hop(self.to))) or Over(Cause.NORMAL)


Originate = Callable[[Origination, CallHandler, OnRinging], Awaitable[CallInfo | NotAnswered]]
"""As `Engine.originate`."""
AnsweredHandler = Callable[[Call, datetime], Coroutine[object, object, None]]
"""Runs a call from its answer on, at this time."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A call from the wish to the answer, told by events. `now` is the time for them (aware), which runs evenly."""

    plan: Plan
    emit: Emit
    now: Callable[[], datetime]
    engagement: Engagement

    async def run(self, originate: Originate, handler: AnsweredHandler) -> bool:
        """Call by one way after another, until somebody answers, with whom `handler` is run; returns whether he did.

        It ends the call itself if nobody does. Raises Unavailable.
        """
        failure = NotAnswered(Cause.UNREACHABLE)
        for origination in self.plan.ways(self._skip):
            outcome = await self._ring(origination, originate, handler)
            if not isinstance(outcome, NotAnswered):
                return True
            failure = outcome
            if not is_unusable(failure):
                break
        self.end("callee", failure.cause)
        return False

    def end(self, by: Literal["callee", "switchboard"], cause: Cause) -> None:
        """The call is over, and nobody has answered."""
        self.emit(CallEnded(at=self.now(), by=by, cause=cause))

    async def _ring(
        self, origination: Origination, originate: Originate, handler: AnsweredHandler
    ) -> CallInfo | NotAnswered:
        goes_out = isinstance(origination.target, TrunkTarget)
        shown = origination.caller_id.number if goes_out else None
        self.emit(DialStarted(at=self.now(), targets=(told(origination.target),), caller_id=shown))

        async def answered(call: Call) -> None:
            now = self.now()
            self.emit(DialEnded(at=now, outcome="answered"))
            await handler(call, now)

        with self.engagement.called((origination.target,)):
            try:
                outcome = await originate(origination, answered, self._rings)
            except (asyncio.CancelledError, Unavailable):
                self.emit(DialEnded(at=self.now(), outcome=Cause.CANCELLED))
                raise
        if isinstance(outcome, NotAnswered):
            self.emit(DialEnded(at=self.now(), outcome=outcome.cause, status=outcome.status))
        return outcome

    def _rings(self, target: Target) -> None:
        self.emit(Ringing(at=self.now(), target=told(target)))

    def _skip(self, trunk: Stored[Trunk], why: Literal["full", "down"]) -> None:
        self.emit(TrunkSkipped(at=self.now(), trunk=trunk.id, name=trunk.document.name, reason=why))


def plan_of(wish: Wish, info: CallInfo, configuration: Configuration, line: Line) -> Plan | Unplaceable:
    """How a wish can be carried out; else why not. `info` has the id, the tenant and the time of the call."""
    rights = _rights(wish, configuration)
    if wish.rights_of and rights is None:
        return "no-such-extension"
    if wish.caller_id and wish.caller_id.lstrip("+") not in _own_numbers(configuration):
        return "caller-id-not-ours"
    first, then = (for_client(configuration, number, rights) for number in (wish.first, wish.then))
    if first is None or then is None:
        return "no-such-caller" if first is None else "no-such-callee"
    if first == "not-permitted" or then == "not-permitted":
        return "not-permitted"
    first, then = (_shown(place, wish.caller_id) for place in (first, then))
    goes_to = wish.then
    if not isinstance(first, ToExtension | OutsideCall):
        first, then, goes_to = then, first, wish.first
    info = replace(info, dialled=goes_to)
    match first:
        case ToExtension(extension=id):
            return _to_phone(wish, info, configuration, id, then)
        case OutsideCall():
            return _outward(wish, info, configuration, line, first, then)
        case _:
            return "nobody-to-call"


def _rights(wish: Wish, configuration: Configuration) -> int | None:
    """The extension by whose routes outside numbers are called."""
    stored = configuration.by_number(wish.rights_of or wish.first)
    return stored.id if stored is not None and isinstance(stored.document, Extension) else None


def _own_numbers(configuration: Configuration) -> set[str]:
    """Those that may be shown outside, without a +."""
    trunks = (trunk.document for trunk in configuration.trunks())
    routes = (route.document.caller_id for route in configuration.outbound_routes())
    of_trunks = (number for trunk in trunks for number in (trunk.caller_id, *trunk.did_numbers))
    return {number.lstrip("+") for number in (*routes, *of_trunks)} - {""}


def _shown(place: Ours | OutsideCall, caller_id: str) -> Ours | OutsideCall:
    """The same place, to which that number of ours is shown."""
    return replace(place, caller_id=caller_id) if isinstance(place, OutsideCall) else place


def _to_phone(
    wish: Wish, info: CallInfo, configuration: Configuration, id: int, then: Ours | OutsideCall
) -> Plan | Unplaceable:
    """The phones of an extension, which are shown whom the call is going to reach."""
    called = configuration.get(Extension, id)
    if called is None:
        return "nobody-to-call"
    extension = called.document
    stored = configuration.by_number(info.dialled)
    origination = Origination(
        info.tenant,
        PhoneTarget(id, extension.number),
        wish.ring_time_s or extension.ring_time_s,
        CallerId(info.dialled, "" if stored is None else stored.document.name),
        dialled=info.dialled,
        name=extension.name,
        auto_answer=wish.auto_answer,
        id=info.id,
    )
    known = replace(info, caller=CallerId(extension.number, extension.name), extension=id)
    ways = () if extension.forwarding.dnd else (origination,)
    return Plan(known, then, lambda skip: iter(ways), wish.longest_s)


def _outward(
    wish: Wish, info: CallInfo, configuration: Configuration, line: Line, call: OutsideCall, then: Ours | OutsideCall
) -> Plan | Unplaceable:
    """Through one trunk after another."""

    def ways(skip: Skip) -> Iterator[Origination]:
        for attempt in attempts(configuration, call, line.trunk_condition, skip):
            shown, billed = as_told(configuration, attempt, info)
            yield Origination(
                info.tenant,
                TrunkTarget(attempt.trunk.id, attempt.number),
                wish.ring_time_s or attempt.route.document.ring_time_s,
                shown,
                dialled=info.dialled,
                billed_to=billed,
                id=info.id,
            )

    first = next(attempts(configuration, call, lambda trunk: "free", _nothing_skipped), None)
    if first is None:
        return "not-permitted"
    return Plan(replace(info, caller=CallerId(call.number), trunk=first.trunk.id), then, ways, wish.longest_s)


def _nothing_skipped(trunk: Stored[Trunk], why: str) -> None:
    raise AssertionError("all are free")
