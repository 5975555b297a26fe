"""Why nobody answered, where several phones refused for reasons of their own: the rule that all engines go by."""

from collections.abc import Sequence

from switchboard.call.cause import Cause
from switchboard.engine.port import NotAnswered

_WORTH = (Cause.BUSY, Cause.REJECTED, Cause.NO_ANSWER, Cause.FAILED, Cause.UNREACHABLE)


def worthiest(refusals: Sequence[NotAnswered]) -> NotAnswered:
    """A redirect wins; otherwise the cause that is first in `_WORTH`. UNREACHABLE where nobody was there to refuse."""
    return min(
        refusals,
        key=lambda refusal: (refusal.redirect is None, _WORTH.index(refusal.cause)),
        default=NotAnswered(Cause.UNREACHABLE),
    )


def expired(refusals: Sequence[NotAnswered], otherwise: Cause) -> NotAnswered:
    """The outcome when the ring time is over while phones ring: a redirect, else `otherwise`, whoever has refused."""
    return next((refusal for refusal in refusals if refusal.redirect), NotAnswered(otherwise))
