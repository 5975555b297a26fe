"""Recording a greeting, a name or a prompt by telephone."""

from contextlib import ExitStack
from dataclasses import replace
from zoneinfo import ZoneInfo

from switchboard.callflow.session import Session
from switchboard.callflow.session_sounds import audio_of
from switchboard.callflow.small_menu import choose
from switchboard.engine.port import Recorded, RecordLimits
from switchboard.model.prompt import Announcement, AnnouncementName, Prompt

LONGEST_S, SILENCE_S = 120.0, 5.0
LONGEST_PROMPT_S, PROMPT_SILENCE_S, LEAST_SPEECH_MS = 600.0, 10.0, 1000


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


async def record_prompt(session: Session, what: str) -> Prompt | None:
    """Record a prompt, which the caller may hear and record again until he keeps it; it is not stored yet.

    Its name is `what` and the time on the office's clock. None: he throws it away, or says nothing. Raises Unavailable.
    """
    while True:
        recorded = await record(
            session, "pe-record", longest_s=LONGEST_PROMPT_S, silence_s=PROMPT_SILENCE_S, least_ms=LEAST_SPEECH_MS
        )
        if recorded is None:
            return None
        now = session.time_of_day().astimezone(ZoneInfo(session.configuration.office.timezone))
        prompt = await session.edits.prompt(f"{what} {now:%Y-%m-%d %H.%M.%S}.wav", recorded)
        while (choice := await choose(session, "pe-review", "123*")) == "2":
            await play_recorded(session, prompt)
        if choice != "3":
            return prompt if choice == "1" else None


async def play_recorded(session: Session, prompt: Prompt) -> None:
    """Let the caller hear what he has recorded."""
    await session.play_audio(replace(audio_of(prompt), name="recording"), stop_on_key=True)
