"""What becomes of a call that an answering machine may have answered: the call semantics, section 24."""

from switchboard.call.answerer import AfterAnswer
from switchboard.call.cause import Cause
from switchboard.call.events import AnsweredBy, GreetingEnded
from switchboard.callflow.hop import Over
from switchboard.callflow.session import Session


async def past_machine(session: Session, rule: AfterAnswer) -> Over | None:
    """Listen to who has answered; returns when the call may go on, or how it ends because of a machine."""
    if rule == "ignore":
        return None
    limits = session.limits
    async with session.call.hear_answerer(limits.answerer_s, limits.greeting_s) as ear:
        heard = await ear.who()
        session.answered_by = heard.by
        session.emit(AnsweredBy(at=session.now(), who=heard.by, speech_ms=heard.speech_ms, after_ms=heard.after_ms))
        if heard.by != "machine" or rule == "detect":
            return None
        if rule == "hang_up":
            return Over(Cause.NO_ANSWER)
        how = await ear.greeting_ended()
        session.emit(GreetingEnded(at=session.now(), how=how))
    return None
