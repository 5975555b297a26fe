"""Calls that clients ask for, as far as the dialects have them alike."""

from collections.abc import Mapping
from typing import Final, Literal

from switchboard.engine.control_lines import RefusedBecause
from switchboard.engine.placed_call_control import Forbidden

Part = Literal["first", "then", "rights_of", "caller_id", "prompts"]
"""A member of `PlaceCall` that a client has to do with, whatever its own dialect calls it."""

FAULTS: Final[Mapping[RefusedBecause, tuple[Part, str]]] = {
    "no-such-caller": ("first", "leads nowhere"),
    "no-such-callee": ("then", "leads nowhere"),
    "no-such-extension": ("rights_of", "is no extension's number"),
    "nobody-to-call": ("first", "is nobody who can be called, nor is the other number"),
    "no-such-prompt": ("prompts", "one of them does not exist"),
    "caller-id-not-ours": ("caller_id", "is none of the numbers of your trunks and routes"),
}
"""Why a call is not placed, where a number of the client is to blame: which one, and what is wrong with it."""
TOO_MANY: Final[RefusedBecause] = "too-many-placed-calls"
TOO_MANY_KEPT: Final[RefusedBecause] = "too-many-kept-calls"
TOO_MANY_TEXT: Final = "you have asked for as many calls as you may"
FORBIDDEN: Final[Mapping[Forbidden, tuple[str, str]]] = {
    "no_route": ("not-permitted", "no route permits this number"),
    "do_not_call": ("on-do-not-call-list", "the number is in a do-not-call list"),
    "calling_hours": ("outside-calling-hours", "people are not called at this time where the number is"),
}
"""Why nobody is called, and there is only a record: a stable code, and words."""
NOT_NOW_TEXT: Final = "no calls are placed now"
RETRY_AFTER_S: Final = "60"
"""After a minute a client may ask again, however many calls it has asked for."""

_BETWEEN: Final = str.maketrans("", "", " -().")
_DIGITS: Final = frozenset("+*#0123456789")
_LONGEST: Final = 64


def plain_number(text: str) -> str | None:
    """The number without what people write between its digits; "" for none, None for what is no number."""
    number = text.translate(_BETWEEN)
    return number if len(number) <= _LONGEST and _DIGITS.issuperset(number) else None
