"""Feature codes by which somebody switches night mode, and closes the office for a while: the call semantics, section
21. Each change is a revision, which the next call follows; the caller hears what is so now.
"""

from typing import Final
from zoneinfo import ZoneInfo

from switchboard.call.cause import Cause
from switchboard.call.events import OfficeSwitched
from switchboard.callflow.dialled import ours
from switchboard.callflow.hop import FeatureCall, Over
from switchboard.callflow.phone_recording import record_prompt
from switchboard.callflow.session import Session
from switchboard.callflow.small_menu import choose, enter_number
from switchboard.engine.port import NotAnswered
from switchboard.errors import NotFound, Unavailable
from switchboard.model.closure import Closure, next_time
from switchboard.model.destination import ToIvr
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.language import spoken_language
from switchboard.model.office import Office
from switchboard.model.prompt import AnnouncementName, CustomPrompt, Prompt
from switchboard.model.spoken import spoken_clock
from switchboard.model.stored import Stored

TRIES: Final = 3


async def switch_night(session: Session, to: FeatureCall) -> Over | NotAnswered:
    """Switch the night mode of the office, or of the menu that has the number, on or off."""
    caller = _permitted(session)
    if caller is None:
        return await _says(session, "not-permitted")
    author = _author(caller)
    try:
        if not to.dialled.number:
            office = await session.edits.edit_office(_switched_office, author)
            return await _night(session, on=office.document.night_mode)
        place = ours(session.configuration, to.dialled.number)
        menu = session.configuration.get(Ivr, place.ivr) if isinstance(place, ToIvr) else None
        # Where there is no night route, night mode would change nothing.
        if menu is None or menu.document.night.route is None:
            return await _says(session, "not-possible")
        ivr = await session.edits.edit(Ivr, menu.id, _switched_menu, author)
        return await _night(session, on=ivr.document.night.enabled, ivr=ivr.id)
    except (Unavailable, NotFound):
        return NotAnswered(Cause.UNREACHABLE)


async def close_office(session: Session, to: FeatureCall) -> Over | NotAnswered:
    """Close the office until a time, which may be dialled behind the code, or open it again."""
    caller = _permitted(session)
    if caller is None:
        return await _says(session, "not-permitted")
    try:
        if session.configuration.closure(session.time_of_day()) is not None:
            return await _open(session, caller)
        await session.answer()
        return await _close(session, caller, to.dialled.number)
    except (Unavailable, NotFound):
        if not session.call.answered:
            return NotAnswered(Cause.UNREACHABLE)
        return await _says(session, "not-possible")


async def _open(session: Session, caller: Stored[Extension]) -> Over:
    await session.edits.edit_office(lambda office: office.model_copy(update={"closure": None}), _author(caller))
    session.emit(OfficeSwitched(at=session.now(), what="opened"))
    return await _says(session, "closure-off")


async def _close(session: Session, caller: Stored[Extension], digits: str) -> Over:
    closure = await _asked_until(session, caller, digits)
    choice = "#" if closure is None else await choose(session, "closure-menu", "12")
    prompt = await record_prompt(session, "Closed") if choice == "2" else None
    if closure is None or choice == "#" or (choice == "2" and prompt is None):
        return await _says(session, "goodbye")
    await _write(session, closure, prompt, _author(caller))
    session.emit(OfficeSwitched(at=session.now(), what="closed", until=closure.until))
    await session.say("closure-on")
    await session.say("closure-opens")
    office, language = session.configuration.office, spoken_language(session.language)
    local = closure.until.astimezone(ZoneInfo(office.timezone))
    await session.speak(spoken_clock(local, language, "24h"), stop_on_key=False)
    return await _says(session, "goodbye")


async def _asked_until(session: Session, caller: Stored[Extension], digits: str) -> Closure | None:
    """A closure until the time that the caller enters as four digits; None for who enters none that is one."""
    zone = ZoneInfo(session.configuration.office.timezone)
    for _ in range(TRIES):
        entered = digits or await enter_number(session, "closure-until")
        if not entered:
            return None
        digits = ""
        if until := next_time(entered, session.time_of_day(), zone):
            return Closure(until=until, by=caller.document.number)
        await session.say("invalid")
    return None


async def _write(session: Session, closure: Closure, prompt: Prompt | None, author: str) -> None:
    """The destination of the last closure stays: who closes by telephone cannot name one. Raises Unavailable."""

    def closed(office: Office, prompt_id: int | None = None) -> Office:
        kept = office.closure.to if office.closure else None
        ref = None if prompt_id is None else CustomPrompt(prompt=prompt_id)
        return office.model_copy(update={"closure": closure.model_copy(update={"prompt": ref, "to": kept})})

    if prompt is None:
        await session.edits.edit_office(closed, author)
    else:
        office = await session.edits.edit_office(lambda office: office, author)
        await session.edits.edit_with_prompt(Office, office.id, prompt, closed, author)


def _permitted(session: Session) -> Stored[Extension] | None:
    """The extension that calls, if it may switch the office."""
    extension = session.call.info.extension
    caller = None if extension is None else session.configuration.get(Extension, extension)
    return caller if caller is not None and caller.document.may_close else None


def _author(caller: Stored[Extension]) -> str:
    return f"phone:{caller.document.number}"


def _switched_office(office: Office) -> Office:
    return office.model_copy(update={"night_mode": not office.night_mode})


def _switched_menu(ivr: Ivr) -> Ivr:
    night = ivr.night.model_copy(update={"enabled": not ivr.night.enabled})
    return ivr.model_copy(update={"night": night})


async def _night(session: Session, *, on: bool, ivr: int | None = None) -> Over:
    session.emit(OfficeSwitched(at=session.now(), what="night_on" if on else "night_off", ivr=ivr))
    return await _says(session, "night-on" if on else "night-off")


async def _says(session: Session, words: AnnouncementName) -> Over:
    await session.answer()
    await session.say(words)
    return Over(Cause.NORMAL)
