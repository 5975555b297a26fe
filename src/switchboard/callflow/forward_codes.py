"""Feature codes by which somebody forwards the calls of his own extension, and turns do-not-disturb on and off: the
call semantics, section 10.

Each change is a revision of the extension, which the next call follows; the caller hears what is so now.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from switchboard.call.cause import Cause
from switchboard.callflow.dialled import inside
from switchboard.callflow.hop import FeatureCall, Over
from switchboard.callflow.session import Session
from switchboard.engine.port import NotAnswered
from switchboard.errors import NotFound, Unavailable
from switchboard.model.destination import LONGEST_OUTSIDE_NUMBER, ToExtension, ToNumber
from switchboard.model.directory import Extension
from switchboard.model.feature_codes import FeatureName
from switchboard.model.forwarding import Forwarding, ForwardRule, RuleName
from switchboard.model.prompt import AnnouncementName
from switchboard.model.stored import Stored

Coroutine = Callable[[Session, FeatureCall], Awaitable[Over | NotAnswered]]


def _on(name: RuleName) -> Coroutine:
    """Forward to the number behind the code, instead of by the rule that was there."""

    async def forward(session: Session, to: FeatureCall) -> Over | NotAnswered:
        number = to.dialled.number
        if not _may_forward(session, number):
            await session.answer()
            await session.say("not-permitted")
            return Over(Cause.NORMAL)
        return await _change(session, {name: ForwardRule(to=ToNumber(number=number))}, "forward-on")

    return forward


def _off(name: RuleName) -> Coroutine:
    async def forward_no_longer(session: Session, to: FeatureCall) -> Over | NotAnswered:
        return await _change(session, {name: None}, "forward-off")

    return forward_no_longer


def _dnd(on: bool) -> Coroutine:
    async def set_dnd(session: Session, to: FeatureCall) -> Over | NotAnswered:
        return await _change(session, {"dnd": on}, "dnd-on" if on else "dnd-off")

    return set_dnd


def _may_forward(session: Session, number: str) -> bool:
    """Whether the extension may dial the number itself, and it is not its own."""
    caller = session.call.info.extension
    if len(number) > LONGEST_OUTSIDE_NUMBER:
        return False
    place = inside(session.configuration, number, caller, "diverted")
    return place is not None and not (isinstance(place, ToExtension) and place.extension == caller)


async def _change(session: Session, changes: Mapping[str, object], told: AnnouncementName) -> Over | NotAnswered:
    """Change the forwarding of the extension that calls, and say so."""
    caller = _caller(session)
    if caller is None:
        return NotAnswered(Cause.FORBIDDEN)

    def change(extension: Extension) -> Extension:
        forwarding: Forwarding = extension.forwarding.model_copy(update=changes)
        return extension.model_copy(update={"forwarding": forwarding})

    try:
        await session.edits.edit(Extension, caller.id, change, f"phone:{caller.document.number}")
    except (Unavailable, NotFound):
        return NotAnswered(Cause.UNREACHABLE)
    await session.answer()
    await session.say(told)
    return Over(Cause.NORMAL)


def _caller(session: Session) -> Stored[Extension] | None:
    extension = session.call.info.extension
    return None if extension is None else session.configuration.get(Extension, extension)


FORWARD_CODES: Final[Mapping[FeatureName, Coroutine]] = {
    "forward_always": _on("always"),
    "forward_always_off": _off("always"),
    "forward_busy": _on("busy"),
    "forward_busy_off": _off("busy"),
    "forward_no_answer": _on("no_answer"),
    "forward_no_answer_off": _off("no_answer"),
    "dnd_on": _dnd(True),
    "dnd_off": _dnd(False),
}
