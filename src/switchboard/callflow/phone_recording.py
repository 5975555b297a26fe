"""Recording a greeting, a name or a prompt by telephone."""

from contextlib import ExitStack

from switchboard.callflow.session import Session
from switchboard.engine.port import Recorded, RecordLimits
from switchboard.model.prompt import Announcement, AnnouncementName

LONGEST_S, SILENCE_S = 120.0, 5.0


async def record(
    session: Session,
    words: AnnouncementName,
    *,
    longest_s: float = LONGEST_S,
    silence_s: float = SILENCE_S,
    least_ms: int = 1,
) -> Recorded | None:
    """Say what to do, play the tone and record the caller until `#`, silence or the limit; None if he said too little.

    The recording of the call leaves him out meanwhile. If he hangs up, nothing is kept.
    """
    await session.play(Announcement(name=words), stop_on_key=True)
    limits = RecordLimits(longest_s, silence_s, warning=session.tone("tone-limit"))
    with ExitStack() as unless_kept:
        async with session.recording.paused(), session.call.start_take(limits, session.tone("tone-record")) as take:
            unless_kept.callback(session.edits.forget, take.file)
            recorded = await take.finished()
        if recorded.speech_ms < least_ms:
            return None
        unless_kept.pop_all()
        return recorded
