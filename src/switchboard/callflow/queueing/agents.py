"""The agents who ring for a caller in a queue, and those who have answered and are asked whether they take him."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from switchboard.call.cause import Cause
from switchboard.call.events import PromptSkipped, QueueOffered, QueueOfferEnded
from switchboard.call.events import Ringing as RingingEvent
from switchboard.call.queue import Offer, OfferFailure, OfferOutcome
from switchboard.callflow.accepting import presses_key
from switchboard.callflow.dial import tell_picked_up, told
from switchboard.callflow.first import first_of
from switchboard.callflow.ports import Place
from switchboard.callflow.session import Session
from switchboard.engine.port import (
    Answered,
    Audio,
    Dialling,
    Failed,
    Leg,
    PhoneTarget,
    PromptUnavailable,
    Ringing,
    Target,
)
from switchboard.model.queue import Queue

_OUTCOMES: Mapping[Cause, OfferFailure] = {
    Cause.BUSY: "busy",
    Cause.REJECTED: "rejected",
    Cause.NO_ANSWER: "no-answer",
}

NOT_OFFERED = 0
"""The id of an offer that the queue has not made."""


@dataclass(frozen=True, slots=True)
class OnLine:
    """An agent who takes the caller."""

    offer: Offer
    leg: Leg


class Agents:
    """Whom the queue has offered the caller, from the offer until it ends or an agent takes him."""

    def __init__(self, session: Session, queue: Queue, place: Place, dialling: Dialling) -> None:
        self._session = session
        self._queue = queue
        self._place = place
        self._dialling = dialling
        self._offers: dict[Target, Offer] = {}
        self._asked: dict[Target, asyncio.Task[None]] = {}
        self._taken: asyncio.Future[OnLine] = asyncio.get_running_loop().create_future()
        # The events of this dialling come one by one.
        session.call.events.on_ringing = lambda target: None

    @property
    def called(self) -> Collection[Target]:
        """The agents whose offers have not ended, now and later."""
        return self._offers.keys()

    async def ring(self, offer: Offer) -> None:
        """Ring the phones of an agent."""
        target = PhoneTarget(offer.extension, offer.number)
        self._offers[target] = offer
        self._session.emit(QueueOffered(at=self._session.now(), agent=offer.extension, number=offer.number))
        await self._dialling.add((target,), self._queue.ring_time_s)

    def withdraw(self, offer: Offer) -> None:
        """Give an offer up that the queue has ended by itself."""
        target = PhoneTarget(offer.extension, offer.number)
        if self._offers.get(target) == offer:
            self._stop(target, "cancelled")

    def drop(self, target: Target) -> None:
        """Let an agent ring no longer who is not wanted, as if he had declined."""
        if (offer := self._offers.get(target)) is not None:
            self._stop(target, "rejected")
            self._place.failed(offer, "rejected")

    async def accepted(self) -> OnLine:
        """Wait for an agent who answers and takes the caller. The others ring on until then."""
        try:
            return await first_of(self._first_taker(), self._phones())
        finally:
            for asked in self._asked.values():
                asked.cancel()
            await asyncio.gather(*self._asked.values(), return_exceptions=True)

    async def decided(self) -> None:
        """Wait until nobody who has answered is still being asked."""
        while asked := [one for one in self._asked.values() if not one.done()]:
            await asyncio.wait(asked)

    def connect(self, agent: OnLine) -> None:
        """This one has the caller. The others stop ringing, and their phones list no missed call."""
        self._dialling.take(agent.leg)
        self._place.connected(agent.offer)
        for offer in self._offers.values():
            self._tell_end(offer, "answered" if offer == agent.offer else "elsewhere")
        self._offers.clear()

    def give_up(self) -> None:
        """The caller waits no longer: nobody rings on."""
        for target in list(self._offers):
            self._stop(target, "cancelled")

    async def _first_taker(self) -> OnLine:
        return await self._taken

    async def _phones(self) -> OnLine:
        while True:
            match await self._dialling.event():
                case Ringing(target=target):
                    self._session.emit(RingingEvent(at=self._session.now(), target=told(target)))
                case Failed(target=target, why=why) if target in self._offers:
                    self._fail(target, _OUTCOMES.get(why.cause, "unreachable"))
                case Answered(leg=leg) if leg.from_call and isinstance(leg.target, PhoneTarget):
                    return self._picked_up(leg, leg.target)
                case Answered(leg=leg) if leg.target in self._offers:
                    agent = OnLine(self._offers[leg.target], leg)
                    if self._queue.agent_prompt is None and not self._queue.accept_key:
                        return agent
                    self._asked[leg.target] = task = asyncio.create_task(self._ask(agent))
                    task.add_done_callback(self._pass_on_fault)

    def _picked_up(self, leg: Leg, agent: PhoneTarget) -> OnLine:
        """An agent has picked the caller up, who may have been offered to others alone. Nobody is asked."""
        tell_picked_up(self._session, leg)
        return OnLine(self._offers.get(agent) or Offer(NOT_OFFERED, agent.extension, agent.number), leg)

    async def _ask(self, agent: OnLine) -> None:
        """Play the agent what the queue has for agents, and wait for the key if it wants one."""
        failure = await first_of(self._question(agent.leg), _hangs_up(agent.leg))
        if failure is not None:
            self._stop(agent.leg.target, failure)
            self._place.failed(agent.offer, failure)
        elif not self._taken.done():
            self._taken.set_result(agent)

    async def _question(self, leg: Leg) -> OfferFailure | None:
        key = self._queue.accept_key
        if self._queue.agent_prompt is not None:
            await self._play(leg, self._session.find(self._queue.agent_prompt))
        if not key:
            return None
        return None if await presses_key(self._session, leg, "queue-accept", key) else "not-accepted"

    async def _play(self, leg: Leg, audio: Audio | None) -> None:
        """Play to the agent, who may press the key before the end."""
        if audio is None:
            return
        try:
            await leg.play(audio, stop_on_key=self._queue.accept_key != "")
        except PromptUnavailable:
            self._session.emit(PromptSkipped(at=self._session.now(), name=audio.name, reason="unreadable"))

    def _fail(self, target: Target, why: OfferFailure) -> None:
        offer = self._offers.pop(target)
        self._tell_end(offer, why)
        self._place.failed(offer, why)

    def _stop(self, target: Target, why: OfferFailure) -> None:
        """Ring the phones no longer, and hang up whoever has answered there."""
        self._tell_end(self._offers.pop(target), why)
        self._dialling.drop(target, elsewhere=False)
        if (asked := self._asked.pop(target, None)) is not None and asked is not asyncio.current_task():
            asked.cancel()

    def _pass_on_fault(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (fault := task.exception()) is not None and not self._taken.done():
            self._taken.set_exception(fault)

    def _tell_end(self, offer: Offer, outcome: OfferOutcome) -> None:
        self._session.emit(
            QueueOfferEnded(at=self._session.now(), agent=offer.extension, number=offer.number, outcome=outcome)
        )


async def _hangs_up(leg: Leg) -> OfferFailure | None:
    await asyncio.shield(leg.gone)
    return "rejected"
