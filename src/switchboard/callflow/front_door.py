"""What callers from outside meet before anything else: the lists of callers who are refused, and an office that is
closed for a while. The call semantics, section 21.
"""

from switchboard.call.cause import Cause
from switchboard.call.events import CallerBlocked, OfficeClosed
from switchboard.callflow.dialled import inbound_route
from switchboard.callflow.hop import Hop, Over
from switchboard.callflow.session import Session
from switchboard.model.caller_list import CallerList, blocking
from switchboard.model.destination import PlayAndExit
from switchboard.model.prompt import Announcement


async def at_the_door(session: Session) -> Hop | Over | None:
    """Where a caller goes instead of in; None for who may come in, as those whom we have called ourselves."""
    trunk = session.call.info.trunk
    if trunk is None or session.call.answered:
        return None
    return _refused(session, trunk) or await _closed(session, trunk)


def _refused(session: Session, trunk: int) -> Hop | Over | None:
    number = session.call.info.caller.number
    # Trunks have words such as "anonymous" in the place of a number.
    known = number if any(character.isdigit() for character in number) else ""
    found = blocking(session.configuration.all(CallerList), known, trunk)
    if found is None:
        return None
    reason = "number" if known else "withheld"
    session.emit(CallerBlocked(at=session.now(), list=found.id, name=found.document.name, reason=reason))
    if found.document.to is not None:
        return Hop(found.document.to)
    match found.document.refusal:
        case "busy":
            return Over(Cause.BUSY)
        case "declined":
            return Over(Cause.REJECTED)
        case "announcement":
            return Hop(PlayAndExit(prompt=Announcement(name="caller-blocked")))


async def _closed(session: Session, trunk: int) -> Hop | Over | None:
    closure = session.configuration.closure(session.time_of_day())
    if closure is None:
        return None
    route = inbound_route(session.configuration, trunk, session.call.info.dialled)
    if route is None or route.while_closed:
        return None
    session.emit(OfficeClosed(at=session.now(), until=closure.until, by=closure.by))
    prompt = closure.prompt or Announcement(name="office-closed")
    if closure.to is None:
        return Hop(PlayAndExit(prompt=prompt))
    if not await session.is_audible():
        await session.answer()
    await session.play(prompt, stop_on_key=False)
    return Hop(closure.to)
