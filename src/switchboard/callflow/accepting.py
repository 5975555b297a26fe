"""Asking whoever has answered a forwarded call whether they take it, so that no answering machine gets the caller."""

import asyncio

from switchboard.call.events import ForwardAsked, PromptSkipped
from switchboard.callflow.first import first_of
from switchboard.callflow.session import Session
from switchboard.engine.port import Leg, PromptUnavailable
from switchboard.model.prompt import Announcement

ACCEPT_KEY = "1"
ACCEPT_S = 10.0
"""How long there is to press the key, after the words that ask for it."""


async def accepts(session: Session, leg: Leg) -> bool:
    """Whether the callee presses the key in time. The caller hears ringing meanwhile."""
    accepted = await first_of(_presses_key(session, leg), _hangs_up(leg))
    session.emit(ForwardAsked(at=session.now(), accepted=accepted))
    return accepted


async def _presses_key(session: Session, leg: Leg) -> bool:
    words = session.find(Announcement(name="forward-accept"))
    if words is not None:
        try:
            await leg.play(words, stop_on_key=True)
        except PromptUnavailable:
            session.emit(PromptSkipped(at=session.now(), name=words.name, reason="unreadable"))
    until_s = session.time_s() + ACCEPT_S
    while key := await leg.keys.get(until_s - session.time_s()):
        if key.digit == ACCEPT_KEY:
            return True
    return False


async def _hangs_up(leg: Leg) -> bool:
    await asyncio.shield(leg.gone)
    return False
