"""Where a call over SIP stands, and where it can go from there."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final


class State(Enum):
    """Where a call stands. Ringing phones is no state of it: that is done before the answer and after it."""

    OFFERED = auto()
    """The caller waits, and has got no response but 100."""
    EARLY = auto()
    """The caller has got 180, because somebody rings, or has got 183 and hears us."""
    ANSWERED = auto()
    """The caller talks with us."""
    BRIDGED = auto()
    """The caller talks with a callee; a bridge has both legs."""
    HANDED_OVER = auto()
    """The caller or the callee is in another call now: transferred there by the other one, or because he has picked
    that call up."""
    ENDED = auto()
    """The caller is gone, or is being sent away."""


NEXT: Final[Mapping[State, frozenset[State]]] = {
    State.OFFERED: frozenset((State.EARLY, State.ANSWERED, State.ENDED)),
    State.EARLY: frozenset((State.ANSWERED, State.ENDED)),
    State.ANSWERED: frozenset((State.BRIDGED, State.HANDED_OVER, State.ENDED)),
    State.BRIDGED: frozenset((State.ANSWERED, State.HANDED_OVER, State.ENDED)),
    State.HANDED_OVER: frozenset(),
    State.ENDED: frozenset(),
}


OVER: Final = frozenset(state for state, after in NEXT.items() if not after)
"""Nothing comes after them."""
