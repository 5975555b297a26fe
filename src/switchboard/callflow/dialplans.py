"""An API dial plan: a web server says what the caller hears, and where he goes. The call semantics, section 9."""

from dataclasses import dataclass, replace

from switchboard.call.cause import Cause
from switchboard.call.events import DialplanAnswered, DialplanAsked, PromptSkipped
from switchboard.callflow.hop import DialplanCourse, Hop, Over
from switchboard.callflow.session import Session
from switchboard.model.api_dialplan import (
    MAX_QUESTIONS,
    ApiDialplan,
    DialplanQuestion,
    DialplanStep,
    KeysWanted,
    PlayStep,
    TransferStep,
)
from switchboard.model.stored import Stored

NEXT_KEY_S = 3.0
"""How long each key after the first is awaited; never longer than the first."""

URL_RECORDING = "recording by URL"
"""Its name in events: a URL may hold a secret."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where the caller goes, and what follows if nobody can be reached there."""

    hop: Hop
    otherwise: Hop | None = None


async def follow_plan(session: Session, plan: Stored[ApiDialplan], course: DialplanCourse) -> Onward | Over:
    """Take the steps of a plan from where `course` stands; returns where one leads, or the end."""
    failover = Onward(Hop(plan.document.failover))
    while True:
        while course.steps:
            step = course.steps[0]
            course = replace(course, steps=course.steps[1:], taken=(*course.taken, step), failed=False)
            if isinstance(step, TransferStep):
                return Onward(Hop(step.to), Hop(replace(course, failed=True)))
            course = await _play(session, step, course)
        if course.failed or course.questions == MAX_QUESTIONS:
            return failover
        if not course.asks:
            return Over(Cause.NORMAL)
        steps = await _ask(session, plan, course)
        if not steps:
            return failover
        course = replace(course, steps=steps, questions=course.questions + 1, asks=False)


async def _ask(session: Session, plan: Stored[ApiDialplan], course: DialplanCourse) -> tuple[DialplanStep, ...]:
    """The steps that the web server says; none if its answer cannot be used."""
    info = session.call.info
    question = DialplanQuestion(info.id, info.caller.number, info.dialled, info.received_at, course.keys, course.taken)
    pressed = course.keys[-1] if course.keys else ""
    session.emit(DialplanAsked(at=session.now(), dialplan=plan.id, name=plan.document.name, keys=pressed))
    answer = await session.dialplans.ask(plan, question)
    session.emit(DialplanAnswered(at=session.now(), steps=len(answer.steps), outcome=answer.outcome))
    return answer.steps


async def _play(session: Session, step: PlayStep, course: DialplanCourse) -> DialplanCourse:
    """Play a recording, and collect the keys that it wants; the server is asked again at the end of the steps then."""
    await session.answer()
    began_s = session.time_s()
    await _sound(session, step)
    if step.keys is None:
        session.call.keys.drop(began_s)
        return course
    return replace(course, keys=(*course.keys, await _keys(session, step.keys)), asks=True)


async def _sound(session: Session, step: PlayStep) -> None:
    stops = step.keys is not None
    if step.prompt is not None:
        await session.play(step.prompt, stop_on_key=stops)
        return
    async with session.dialplans.sound(step.url) as audio:
        if audio is None:
            session.emit(PromptSkipped(at=session.now(), name=URL_RECORDING, reason="unreadable"))
        else:
            await session.play_audio(replace(audio, name=URL_RECORDING), stop_on_key=stops)


async def _keys(session: Session, wanted: KeysWanted) -> str:
    """What the caller presses: as many keys as wanted, or up to `#` or silence."""
    pressed, patience_s = "", wanted.timeout_s
    while len(pressed) < wanted.most and (key := await session.key(patience_s)) is not None:
        if key.digit == "#":
            break
        pressed, patience_s = pressed + key.digit, min(wanted.timeout_s, NEXT_KEY_S)
    return pressed
