"""Recording a greeting, a name or a prompt by telephone."""

from switchboard.callflow.session import Session
from switchboard.engine.port import Recorded, RecordLimits
from switchboard.model.prompt import Announcement, AnnouncementName

LONGEST_S, SILENCE_S = 120.0, 5.0


async def record(session: Session, words: AnnouncementName) -> Recorded | None:
    """Say what to do, play the tone and record the caller until `#`, silence or the limit; None if he said nothing.

    The recording of the call leaves him out meanwhile. If he hangs up, nothing is kept.
    """
    await session.play(Announcement(name=words), stop_on_key=True)
    limits = RecordLimits(LONGEST_S, SILENCE_S, warning=session.tone("tone-limit"))
    await session.call.pause_recording(True)
    recorded: Recorded | None = None
    async with session.call.start_take(limits, session.tone("tone-record")) as take:
        try:
            recorded = await take.finished()
        finally:
            if recorded is None or recorded.speech_ms == 0:
                session.edits.forget(take.file)
    await session.call.pause_recording(False)
    return recorded if recorded.speech_ms > 0 else None
