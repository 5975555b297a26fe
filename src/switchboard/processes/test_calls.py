"""Test calls: the flow of real ones, for somebody who only tries how calls go. They change nothing, and without real
phones they meet nobody.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Final

import structlog

from switchboard import errors
from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, DialStarted
from switchboard.call.record import EventRow
from switchboard.callflow.memory import Memory
from switchboard.callflow.room_homes import AtHome
from switchboard.callflow.session import Flow, Services, nobody_answers
from switchboard.clock import LoopClock
from switchboard.command_socket import Conversation, Tell
from switchboard.engine.control_lines import Refused
from switchboard.engine.port import (
    Call,
    CallerId,
    CallInfo,
    DirectCaller,
    DirectConnection,
    DirectLine,
    NotAnswered,
    Origination,
    PhoneTarget,
    Target,
)
from switchboard.engine.simulated.queues import SimulatedQueues
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.engine.test_call_control import Begun, Happened, PhonesDo, PlaceTestCall
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.emergency_numbers import may_be_emergency
from switchboard.model.scenario import LineKind
from switchboard.model.trunk import Trunk
from switchboard.processes.playable import PlayableMessages
from switchboard.processes.unkept import RealTimePins, UnkeptEdits, UnkeptMailboxes
from switchboard.security_log import tell

log = structlog.get_logger()

CAUSE_OF: Final[dict[PhonesDo, Cause]] = {
    "no_answer": Cause.NO_ANSWER,
    "busy": Cause.BUSY,
    "rejects": Cause.REJECTED,
    "unregistered": Cause.UNREACHABLE,
}
ENDING_S: Final = 3.0
"""How long a user who calls anew waits for the end of the former call."""
MOST_WAITING: Final = 1000
"""Events that may wait for who has placed the call; if more do, it ends."""

ConfigurationOf = Callable[[int, int | None], Awaitable[Configuration]]
"""The configuration of a tenant, or that of one of its drafts (an id). Raises NotFound, Unavailable."""
Adapt = Callable[[Services], AbstractAsyncContextManager[Services]]
"""The services of a test call, made from those that a real one would have."""
Run = Callable[[Call, Configuration, Adapt], Coroutine[object, object, None]]
"""Runs a call by a configuration, with its record."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Whom a test call really calls, by a configuration; an emergency number never, even if a draft says that it is
    none: `live` is what is in force.
    """

    terms: PlaceTestCall
    configuration: Configuration
    live: Configuration

    def stand_in(self, target: Target) -> Cause | None:
        """How it is as if the target behaved; None if it is really called."""
        if isinstance(target, PhoneTarget):
            is_called = self.terms.ring_phones
        elif target.emergency or self._is_emergency(target.number):
            return Cause.UNREACHABLE
        else:
            is_called = self.terms.call_outside
        return None if is_called else CAUSE_OF[self.terms.phones]

    def audit(self, event: CallEvent, call: str) -> None:
        """Note in the security log who is called outside."""
        if not isinstance(event, DialStarted) or not self.terms.call_outside:
            return
        for target in event.targets:
            if target.kind == "trunk" and not self._is_emergency(target.number):
                terms = self.terms
                details: dict[str, str | int] = {"user": terms.user, "tenant": terms.tenant, "caller": terms.caller}
                tell("test-call-outside", terms.address, **details, number=target.number, trunk=target.id, call=call)

    def _is_emergency(self, number: str) -> bool:
        return any(may_be_emergency(one, number) for one in (self.configuration, self.live))


@dataclass(slots=True)
class _Running:
    """A user's call, from the command on; `over` is done when there can be another one."""

    over: asyncio.Future[None]
    connection: DirectConnection | None = None

    def end(self) -> None:
        if not self.over.done():
            self.over.set_result(None)


class PlacedTestCalls:
    """Those of this process: at most `most` at once, and one a user, whose next one ends it."""

    def __init__(
        self, line: DirectLine, most: int, configuration_of: ConfigurationOf, run: Run, playable: PlayableMessages
    ) -> None:
        self._line = line
        self._most = most
        self._configuration_of = configuration_of
        self._run = run
        self._playable = playable
        self._running: dict[tuple[int, str], _Running] = {}

    async def place(self, terms: PlaceTestCall) -> Refused | Conversation:
        """Begin a call, whose events the conversation tells; it hangs up when it is cancelled."""
        who = terms.tenant, terms.user
        if who in self._running and not await self._ended(self._running[who]):
            return Refused(reason="test-call-running")
        if len(self._running) >= self._most:
            return Refused(reason="too-many-test-calls")
        own = self._running[who] = _Running(asyncio.get_running_loop().create_future())
        own.over.add_done_callback(lambda _: self._running.pop(who))
        try:
            live = await self._configuration_of(terms.tenant, None)
            drafted = await self._configuration_of(terms.tenant, terms.draft)
            told: asyncio.Queue[Happened] = asyncio.Queue(MOST_WAITING)
            own.connection = await self._connect(Permission(terms, drafted, live), told)
        except errors.NotFound:
            return Refused(reason="no-such-draft")
        except errors.Unavailable:
            return Refused(reason="no-more-calls")
        finally:
            if own.connection is None:
                own.end()
        own.connection.over.add_done_callback(lambda _: own.end())
        return _Telling(own.connection, told)

    async def _ended(self, former: _Running) -> bool:
        """End a user's call, because the user calls anew; whether it is over."""
        if former.connection is not None:
            former.connection.leave()
        await asyncio.wait({former.over}, timeout=ENDING_S)
        return former.over.done()

    async def _connect(self, permission: Permission, told: "asyncio.Queue[Happened]") -> DirectConnection:
        terms, configuration = permission.terms, permission.configuration
        trunk = None if terms.trunk is None else configuration.get(Trunk, terms.trunk)
        caller = DirectCaller(
            tenant=terms.tenant,
            caller=CallerId("" if terms.withheld and terms.trunk is not None else terms.caller, terms.caller_name),
            dialled=terms.dialled,
            port=terms.port,
            stand_in=permission.stand_in,
            extension=terms.extension,
            trunk=terms.trunk,
            source=terms.address,
            withheld=terms.withheld,
            early_media=trunk is None or trunk.document.early_announcements,
            alone=not terms.ring_phones,
        )

        async def handle(call: Call) -> None:
            adaptation = _Adaptation(permission, call.info, told, self._playable)
            await self._run(call, configuration, adaptation.services)

        return await self._line.connect(caller, handle)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Tells who has placed the call what happens, until the call is over. If he goes away, the caller hangs up."""

    connection: DirectConnection
    told: "asyncio.Queue[Happened]"

    async def __call__(self, say: Tell) -> None:
        connection = self.connection
        try:
            await say(Begun(call=connection.call, host=connection.host, port=connection.port))
            telling = asyncio.create_task(self._tell(say))
            try:
                await asyncio.wait({telling, connection.over}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                telling.cancel()
                await asyncio.gather(telling, return_exceptions=True)
            while not self.told.empty():
                await say(self.told.get_nowait())
        finally:
            connection.leave()

    async def _tell(self, say: Tell) -> None:
        while not self.told.full():
            await say(await self.told.get())
        log.warning("a test call is not followed", call=self.connection.call)


@dataclass(frozen=True, slots=True)
class _Adaptation:
    """What a test call has instead of what others have."""

    permission: Permission
    info: CallInfo
    told: "asyncio.Queue[Happened]"
    playable: PlayableMessages

    @asynccontextmanager
    async def services(self, real: Services) -> AsyncIterator[Services]:
        """Nothing that it changes is kept. The PINs are the real ones, and wrong ones count."""
        terms, configuration = self.permission.terms, self.permission.configuration
        clock = real.clock if terms.at is None else LoopClock(terms.at, asyncio.get_running_loop())
        own = replace(
            real,
            clock=clock,
            emit=self._emitting(real),
            pins=RealTimePins(real.pins, real.clock),
            mailboxes=UnkeptMailboxes(self.playable),
            edits=UnkeptEdits(configuration, self.playable),
        )
        if terms.ring_phones and terms.draft is None:
            yield replace(own, originate=self._originating(real))
            return
        # The agents of real queues are those that are in force, so a draft has queues of its own.
        queues = SimulatedQueues(configuration, self._scenario(), clock)
        try:
            if terms.ring_phones:
                yield replace(own, queues=queues, originate=self._originating(real))
            else:
                yield replace(own, memory=Memory(), homes=AtHome(), queues=queues, originate=nobody_answers)
        finally:
            await queues.close()

    def _emitting(self, real: Services) -> Callable[[CallEvent], None]:
        seq = 0

        def emit(event: CallEvent) -> None:
            nonlocal seq
            real.emit(event)
            self.permission.audit(event, self.info.id)
            row = EventRow.of(self.info.id, seq, event)
            seq += 1
            if not self.told.full():
                self.told.put_nowait(Happened(seq=row.seq, at=row.at, event=row.type, data=dict(row.data)))

        return emit

    def _originating(self, real: Services) -> Callable[[Origination, Flow], Awaitable[CallInfo | NotAnswered]]:
        async def originate(origination: Origination, flow: Flow) -> CallInfo | NotAnswered:
            cause = self.permission.stand_in(origination.target)
            return await real.originate(origination, flow) if cause is None else NotAnswered(cause)

        return originate

    def _scenario(self) -> Scenario:
        """For queues, which ask whose phones are there."""
        terms = self.permission.terms
        kind: LineKind = "answers" if terms.ring_phones else terms.phones
        phones = {one.document.number: Line(kind) for one in self.permission.configuration.all(Extension)}
        return Scenario(terms.dialled, phones=phones)
