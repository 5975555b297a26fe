"""What clients of an API do to a running call: transfer, hold, mute, and phones that are to ring no longer. The call
semantics, section 25.
"""

import asyncio
from typing import Final

from switchboard.call.events import CalleeDropped, Muted
from switchboard.callflow.dial import told
from switchboard.callflow.dialled import Inside, feature, for_client, slot
from switchboard.callflow.hop import FeatureCall
from switchboard.callflow.moving import SentOn
from switchboard.callflow.parking import takes_transfer
from switchboard.callflow.session import Session
from switchboard.engine.call_control import NotSteered
from switchboard.engine.port import Side, Target
from switchboard.model.directory import Extension

SETTLING_S: Final = 2.0
"""So long a command waits for a message to be closed, or an answer to be acknowledged."""


class Steering:
    """One call, as commands reach it; implements `callflow.running.Steered`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def rights(self, number: str) -> int | NotSteered | None:
        """The extension (its id) with that number, by whose permissions somebody is sent on; None for no number."""
        found = self._session.configuration.by_number(number) if number else None
        if found is None:
            return "no-such-extension" if number else None
        return found.id if isinstance(found.document, Extension) else "no-such-extension"

    def destination(self, number: str, rights: int | None) -> Inside | NotSteered:
        """What the number leads to for whoever is sent there; a parking slot is the call's from now on."""
        configuration = self._session.configuration
        place = feature(configuration, number, "diverted") or slot(configuration, number, "diverted")
        if place is None:
            return for_client(configuration, number, rights) or "no-such-callee"
        if isinstance(place, FeatureCall) and place.dialled.feature in ("park", "park_at"):
            if rights is None:  # there would be nobody to come back to
                return "not-permitted"
            if not takes_transfer(self._session, number, rights):
                return "not-now"
        return place

    async def transfer(self, party: Side, to: SentOn) -> NotSteered | None:
        """Let that party go elsewhere; whoever else is in the call leaves it."""
        call, moving = self._session.call, self._session.moving
        try:
            async with asyncio.timeout(SETTLING_S):
                await call.settle()
        except TimeoutError:
            return "not-now"
        if call.ending is not None:
            return "no-such-call"
        if moving.is_forbidden:
            return "not-permitted"
        if not call.talks:
            return "no-such-party" if party == "callee" else None if moving.send(to) else "not-now"
        if not call.send_on(party, to.number, to.rights_of):
            return "not-now"
        moving.asked_by = to.asked_by
        return None

    def hold(self, side: Side, held: bool, asked_by: str) -> NotSteered | None:
        """Let that side of a talk hold the other, or take it back."""
        session = self._session
        if session.moving.is_forbidden:
            return "not-permitted"
        if not session.call.talks:
            return "nobody-talks"
        with session.asked(asked_by):
            done = session.call.hold(side, held)
        return None if done else "nobody-talks" if held else "held-by-phone"

    def mute(self, side: Side, muted: bool, asked_by: str) -> NotSteered | None:
        """Let nobody hear what that side of a talk says, or again."""
        session = self._session
        if session.moving.is_forbidden:
            return "not-permitted"
        if not session.call.mute(side, muted):
            return "nobody-talks"
        session.emit(Muted(at=session.now(), side=side, muted=muted, asked_by=asked_by))
        return None

    def drop(self, target: Target, asked_by: str) -> NotSteered | None:
        """Let one who rings ring no longer, unless nobody else does."""
        session = self._session
        if session.moving.is_forbidden:
            return "not-permitted"
        ringing = session.memory.ringing.of_call(session.call)
        if ringing is None or not ringing.dialling.rings(target):
            return "no-such-party"
        if ringing.queue is None and sum(map(ringing.dialling.rings, ringing.targets)) < 2:
            return "nobody-else"
        session.emit(CalleeDropped(at=session.now(), target=told(target), asked_by=asked_by))
        ringing.give_up(target)
        return None
