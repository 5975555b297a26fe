"""The name that a caller says before he comes into a conference which tells who comes and goes by name."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from switchboard.callflow.phone_recording import record
from switchboard.callflow.session import Session
from switchboard.engine.port import Audio
from switchboard.errors import Unavailable
from switchboard.model.conference import Conference

LONGEST_S, SILENCE_S = 3.0, 1.0


@asynccontextmanager
async def spoken_name(session: Session, conference: Conference) -> AsyncIterator[Audio | None]:
    """The name, to be heard while the block runs and a moment longer; None where nobody is asked for it, or the caller
    says nothing.
    """
    async with AsyncExitStack() as stack:
        yield await _sound_of(session, stack) if conference.entry == "name" else None


async def _sound_of(session: Session, stack: AsyncExitStack) -> Audio | None:
    recorded = await record(session, "conf-record-name", longest_s=LONGEST_S, silence_s=SILENCE_S)
    session.call.keys.drop()
    if recorded is None:
        return None
    try:
        return await stack.enter_async_context(session.edits.audible(recorded))
    except Unavailable:
        return None
