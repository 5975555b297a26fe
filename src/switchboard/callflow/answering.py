"""Who answers for an extension: its phones, or those to whom it forwards. The call semantics, section 10.

1. With do-not-disturb no phone rings: its callers go by `on_dnd`.
2. The rule `always` is followed.
3. The phones ring, unless the extension is in as many calls as it may; then it is busy.
4. A phone forwards by itself, or nobody answers: the rule for the reason is followed.

Callers for whom there is no rule, and those who are forwarded in vain, go to the voicemail if it takes them.
"""

from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import NotRung
from switchboard.callflow.dial import ring_extension
from switchboard.callflow.forwarding import Forwards
from switchboard.callflow.hop import Hop
from switchboard.callflow.leaving import reason_of
from switchboard.callflow.session import Session
from switchboard.engine.port import BridgeEnd, NotAnswered
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored


async def call_extension(
    session: Session, forwards: Forwards, extension: int, alert_info: str = ""
) -> Hop | BridgeEnd | NotAnswered:
    """Call an extension; returns where the caller is forwarded to, or how the talk ended, or why there was none.

    `forwards` knows where the caller goes after a failure: it may be the voicemail.
    """
    callee = session.configuration.get(Extension, extension)
    if callee is None:
        return NotAnswered(Cause.UNREACHABLE)
    if forwards.comes_back_to(callee):
        _tell(session, callee, "loop")
        return NotAnswered(Cause.UNREACHABLE)
    if callee.document.forwarding.dnd:
        _tell(session, callee, "dnd")
        return forwards.unanswered(callee, "dnd") or NotAnswered(Cause.BUSY)
    if hop := forwards.always(callee):
        return hop
    if may_have_no_more(session, callee):
        _tell(session, callee, "max_calls")
        return forwards.unanswered(callee, "busy") or NotAnswered(Cause.BUSY)
    result = await ring_extension(session, callee, alert_info, confirm=forwards.confirm)
    if isinstance(result, BridgeEnd):
        return result
    if result.redirect is not None and forwards.redirected(callee, result.redirect):
        return result
    return forwards.unanswered(callee, reason_of(result.cause)) or result


def may_have_no_more(session: Session, callee: Stored[Extension]) -> bool:
    """Whether the extension is in as many calls as it may be."""
    most = callee.document.forwarding.max_calls
    return most is not None and session.memory.talks.now(callee.id) >= most


def _tell(session: Session, callee: Stored[Extension], reason: Literal["dnd", "max_calls", "loop"]) -> None:
    number = callee.document.number
    session.emit(NotRung(at=session.now(), extension=callee.id, number=number, reason=reason))
