"""Somebody who was called into a conference: asked whether he comes, and then a member like all others."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import GoingTo
from switchboard.callflow.hop import Over, describe
from switchboard.callflow.session import Session
from switchboard.engine.port import RoomId
from switchboard.model.conference import Conference
from switchboard.model.destination import ToConference
from switchboard.model.prompt import Announcement
from switchboard.model.stored import Stored

ComeInvited = Callable[[Session, Stored[Conference]], Coroutine[object, object, Over]]
"""The way of a member from the door, where nobody asks him for a PIN, to the end of his call."""
ACCEPT_S = 15.0
ACCEPT_KEY = "1"


class Invitation:
    """What one who was called decides."""

    def __init__(self, stored: Stored[Conference], come_in: ComeInvited) -> None:
        self._stored = stored
        self._come_in = come_in
        self._decided: asyncio.Future[Literal["joined", "declined"]] = asyncio.get_running_loop().create_future()

    async def outcome(self) -> Literal["joined", "declined"]:
        """Wait for it; whoever hangs up has declined."""
        return await asyncio.shield(self._decided)

    async def flow(self, session: Session) -> Over:
        """From the answer to the end of the call. No answering machine presses a key."""
        session.set_language(self._stored.document.language)
        try:
            accepts = await _accepts(session)
            self._decide("joined" if accepts else "declined")
        finally:
            self._decide("declined")
        if not accepts:
            return Over(Cause.NORMAL)
        if not session.memory.rooms.at(RoomId(session.call.info.tenant, self._stored.id)).members:
            await session.say("conf-ended")
            return Over(Cause.NORMAL)
        about = describe(to := ToConference(conference=self._stored.id), session.configuration)
        session.emit(GoingTo(at=session.now(), kind=to.kind, description=about.text, number=about.number, id=about.id))
        return await self._come_in(session, self._stored)

    def _decide(self, how: Literal["joined", "declined"]) -> None:
        if not self._decided.done():
            self._decided.set_result(how)


async def _accepts(session: Session) -> bool:
    try:
        async with asyncio.timeout(ACCEPT_S):
            words = Announcement(name="conf-invited")
            key = await session.play_until(words, ACCEPT_KEY) or await session.key_of(ACCEPT_KEY, ACCEPT_S)
    except TimeoutError:
        return False
    return key == ACCEPT_KEY
