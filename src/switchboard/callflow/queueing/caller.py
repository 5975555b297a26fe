"""The course of a caller through a queue: the call semantics, section 18.

The caller joins, hears music and announcements, and leaves: with an agent, by a key, because nobody came in time, or
because the queue has no agents any more.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from typing import NoReturn

from switchboard.call.cause import Cause
from switchboard.call.events import QueueJoined, QueueLeft
from switchboard.call.queue import Ejected, LeaveReason, Moved, Offer, Refused, Withdrawn
from switchboard.callflow.dial import go_on, talk_with
from switchboard.callflow.first import first_of
from switchboard.callflow.hop import Hop
from switchboard.callflow.ports import Place
from switchboard.callflow.queueing.agents import Agents, OnLine
from switchboard.callflow.queueing.announcing import Announcing
from switchboard.callflow.ringing import RingingCall
from switchboard.callflow.session import Session
from switchboard.engine.port import BridgeEnd, DialRequest
from switchboard.errors import Unavailable
from switchboard.model.destination import PlainDestination
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue
from switchboard.model.stored import Stored


@dataclass(frozen=True, slots=True)
class NotServed:
    """No agent has talked to the caller, who goes to `failover`. Where that hangs up, it is a failure for `cause`."""

    cause: Cause
    failover: PlainDestination


@dataclass(frozen=True, slots=True)
class Left:
    """The caller waits no longer, by a `key` that leads to `hop` where that is the reason."""

    reason: LeaveReason
    key: str = ""
    hop: Hop | None = None


async def wait_in_queue(
    session: Session, stored: Stored[Queue], priority: int, alert_info: str
) -> BridgeEnd | Hop | NotServed:
    """Let the caller wait for an agent; returns when their talk is over, or what follows without one.

    `alert_info` is that of the menu, for a queue without its own.
    """
    queue, info = stored.document, session.call.info
    async with AsyncExitStack() as stack:
        try:
            place = await stack.enter_async_context(
                session.queues.join(stored.id, info.id, info.caller.number, priority=priority)
            )
        except Unavailable:
            return NotServed(Cause.UNREACHABLE, queue.failover)
        if isinstance(place, Refused):
            # Before the answer: whoever cannot wait need not pay for the call.
            session.emit(QueueLeft(at=session.now(), queue=stored.id, reason=place.why, waited_ms=0, position=0))
            return _not_served(queue, place.why)
        return await _Wait(session, stored, place, queue.alert_info or alert_info).run()


def _not_served(queue: Queue, why: LeaveReason) -> NotServed:
    match why:
        case "full":
            return NotServed(Cause.BUSY, queue.on_full or queue.failover)
        case "empty":
            return NotServed(Cause.UNREACHABLE, queue.on_empty or queue.failover)
        case "timeout":
            return NotServed(Cause.NO_ANSWER, queue.failover)
        case _:
            return NotServed(Cause.UNREACHABLE, queue.failover)


class _Wait:
    """One caller in one queue, from joining to leaving."""

    def __init__(self, session: Session, stored: Stored[Queue], place: Place, alert_info: str) -> None:
        self._session = session
        self._queue = stored.document
        self._id = stored.id
        self._place = place
        self._alert_info = alert_info
        self._began_s = session.time_s()
        self._announcing = Announcing(session, stored, place.standing)

    async def run(self) -> BridgeEnd | Hop | NotServed:
        session = self._session
        session.recall = None  # whoever was transferred here has arrived
        session.set_language(self._queue.language)
        session.music.of_queue = self._queue.music
        self._tell_joined()
        with self._leaving_with_the_call():
            await self._answer()
            end = await self._wait()
        session.leave_menu()
        if isinstance(end, OnLine):
            return await self._talk(end)
        self._leave(end.reason, end.key)
        return _not_served(self._queue, end.reason) if end.hop is None else end.hop

    async def _answer(self) -> None:
        """Answer, unless the caller can hear music without an answer and the queue wants that."""
        if self._queue.answer == "at_once" or not await self._session.is_audible():
            await self._session.answer()
        if self._queue.record and self._session.call.answered:
            await self._session.recording.tell(self._queue.record_notice)

    async def _wait(self) -> OnLine | Left:
        """Music goes on between announcements and while phones ring, until one of these things ends the waiting."""
        call, diversions = self._session.call, self._session.diversions
        nobody_yet = DialRequest((), self._queue.ring_time_s, call.info.shown, self._alert_info, diversions)
        call.keys.drop()
        call.background(self._session.music.waiting())
        try:
            async with call.start_dial(nobody_yet) as dialling:
                agents = Agents(self._session, self._queue, self._place, dialling)
                ringing = RingingCall(call, dialling, agents.called, agents.drop, queue=self._id)
                try:
                    with self._session.memory.ringing.ring(ringing):
                        end = await first_of(
                            agents.accepted(),
                            self._key(),
                            self._news(agents),
                            self._patience(agents),
                            self._entertain(),
                        )
                    if isinstance(end, OnLine):
                        agents.connect(end)
                    return end
                finally:
                    agents.give_up()
        finally:
            call.background(None)

    async def _entertain(self) -> NoReturn:
        """Announce what is to be heard. Agents ring only after the join prompt, where it is to be heard in full."""
        prompt = self._queue.join_prompt
        if prompt is not None and self._queue.join_prompt_in_full:
            await self._session.play(prompt, stop_on_key=False)
        self._place.ready()
        if prompt is not None and not self._queue.join_prompt_in_full:
            await self._session.play(prompt, stop_on_key=False)
        await self._announcing.run()

    async def _news(self, agents: Agents) -> OnLine | Left:
        """Ring whom the queue offers the caller, until the caller may not wait here any longer."""
        while True:
            match await self._place.news():
                case Offer() as offer:
                    await agents.ring(offer)
                case Withdrawn(offer=offer):
                    agents.withdraw(offer)
                case Moved(standing=standing):
                    self._announcing.moved(standing)
                case Ejected(reason=reason):
                    return Left(reason)

    async def _key(self) -> OnLine | Left:
        routes = {one.key: one.route for one in self._queue.keys}
        key = await self._session.meant_key(routes)
        return Left("key", key, Hop.by(routes[key]))

    async def _patience(self, agents: Agents) -> OnLine | Left:
        """Wait until the time is over; an agent who has answered by then decides first."""
        if self._queue.max_wait_s == 0:
            await asyncio.Future()
        await asyncio.sleep(self._began_s + self._queue.max_wait_s - self._session.time_s())
        await agents.decided()
        return Left("timeout")

    async def _talk(self, agent: OnLine) -> BridgeEnd:
        """Let the two talk. Whoever goes on with the caller afterwards, the agent has left the talk."""
        extension = self._session.configuration.get(Extension, agent.offer.extension)
        member = extension.document if extension is not None and extension.document.record else None
        notice = self._queue.record_notice if self._queue.record or member is None else member.record_notice
        record = self._queue.record or member is not None
        self._tell_left("agent")
        try:
            end = await talk_with(self._session, agent.leg, record=record, notice=notice)
        finally:
            self._place.talk_ended()
        return await go_on(self._session, end)

    @contextmanager
    def _leaving_with_the_call(self) -> Iterator[None]:
        """The call may end at any instant: the caller hangs up, or is ended, or sent elsewhere."""
        try:
            yield
        except asyncio.CancelledError:
            self._leave(self._why_cut_short())
            raise

    def _why_cut_short(self) -> LeaveReason:
        if self._session.moving.is_under_way:
            return "transfer"
        ending = self._session.call.ending
        return "caller" if ending is None or ending.by == "caller" else "system"

    def _leave(self, reason: LeaveReason, key: str = "") -> None:
        self._place.leave(reason)
        self._tell_left(reason, key)

    def _tell_joined(self) -> None:
        standing = self._place.standing
        self._session.emit(
            QueueJoined(
                at=self._session.now(),
                queue=self._id,
                number=self._queue.number,
                name=self._queue.name,
                position=standing.position,
                waiting=standing.waiting,
                resumed=self._place.resumed,
            )
        )

    def _tell_left(self, reason: LeaveReason, key: str = "") -> None:
        self._session.emit(
            QueueLeft(
                at=self._session.now(),
                queue=self._id,
                reason=reason,
                waited_ms=round((self._session.time_s() - self._began_s) * 1000),
                position=self._announcing.standing.position,
                key=key,
            )
        )
