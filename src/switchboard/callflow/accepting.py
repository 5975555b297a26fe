"""Asking whoever has answered whether they take the caller, so that no answering machine gets him."""

import asyncio

from switchboard.call.events import ForwardAsked, PromptSkipped
from switchboard.callflow.first import first_of
from switchboard.callflow.session import Session
from switchboard.engine.port import Leg, PromptUnavailable
from switchboard.model.prompt import Announcement, AnnouncementName

FORWARD_KEY = "1"
ACCEPT_S = 10.0
"""How long there is to press the key, after the words that ask for it."""


async def accepts(session: Session, leg: Leg) -> bool:
    """Whether the callee of a forwarded call presses the key in time. The caller hears ringing meanwhile."""
    accepted = await first_of(presses_key(session, leg, "forward-accept", FORWARD_KEY), _hangs_up(leg))
    session.emit(ForwardAsked(at=session.now(), accepted=accepted))
    return accepted


async def presses_key(session: Session, leg: Leg, words: AnnouncementName, key: str) -> bool:
    """Play `words` to the callee; returns whether the key is pressed in time. Other keys mean nothing."""
    audio = session.find(Announcement(name=words))
    if audio is not None:
        try:
            await leg.play(audio, stop_on_key=True)
        except PromptUnavailable:
            session.emit(PromptSkipped(at=session.now(), name=audio.name, reason="unreadable"))
    until_s = session.time_s() + ACCEPT_S
    while pressed := await leg.keys.get(until_s - session.time_s()):
        if pressed.digit == key:
            return True
    return False


async def _hangs_up(leg: Leg) -> bool:
    await asyncio.shield(leg.gone)
    return False
