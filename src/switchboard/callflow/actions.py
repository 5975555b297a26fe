"""Action URLs: a web server says where a caller goes."""

from switchboard.call.cause import Cause
from switchboard.call.events import ActionAnswered, ActionAsked
from switchboard.callflow.connecting import announce_transfer
from switchboard.callflow.hop import ActionCall, Hop
from switchboard.callflow.session import Session
from switchboard.engine.port import (
    NotAnswered,
)
from switchboard.model.action_url import ActionAnswer, ActionQuestion
from switchboard.model.destination import HangUp, Repeat, ToNumber
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored


def question_at_entry(session: Session, ivr: Ivr) -> ActionCall | None:
    """The first action URL of the menu that is to be asked about this caller. Masks may leave out its `+`."""
    number = session.call.info.caller.number
    for action in ivr.actions:
        if action.enabled and action.on == "caller" and (action.fits(number) or action.fits(number.lstrip("+"))):
            return ActionCall(action)
    return None


async def ask(session: Session, menu: Stored[Ivr], call: ActionCall) -> Hop | NotAnswered:
    """Ask the web server; returns where its answer sends the caller.

    The transfer prompt is for callers who have chosen something: it is played before a dial only after keys.
    """
    answer = await _answer(session, menu, call)
    match answer.action:
        case "call":
            to = ToNumber(number=answer.destination)
            if call.input:
                await announce_transfer(session, menu.document, to)
            return Hop(to)
        case "hangup":
            return Hop(HangUp())
        case "repeat":
            return Hop(Repeat())
    return NotAnswered(Cause.UNREACHABLE)


async def _answer(session: Session, menu: Stored[Ivr], call: ActionCall) -> ActionAnswer:
    action = call.action
    session.emit(
        ActionAsked(at=session.now(), ivr=menu.id, key=action.key, name=action.name, input=call.input),
    )
    answer = await session.actions.ask(menu.id, action, _question(session, menu.document, call.input))
    session.emit(
        ActionAnswered(at=session.now(), action=answer.action, destination=answer.destination, outcome=answer.outcome)
    )
    return answer


def _question(session: Session, ivr: Ivr, keys: str) -> ActionQuestion:
    info = session.call.info
    return ActionQuestion(info.caller.number, info.caller.name, ivr.number, ivr.name, keys, info.id)
