"""How an outside number is dialled so that an outbound route takes it."""

from collections.abc import Iterator, Sequence

from switchboard.model.phone_numbers import Numbering
from switchboard.model.stored import Stored
from switchboard.model.trunk import DialPattern, OutboundRoute


def as_taken(number: str, routes: Sequence[Stored[OutboundRoute]], numbering: Numbering) -> str:
    """The number as it was dialled if a route takes it so, else in the first form in which one does: a number that a
    telephone has noted from a call can then be called back. Without either it is as it was.
    """
    patterns = [pattern for route in routes for pattern in route.document.patterns]
    if any(pattern.takes(number) for pattern in patterns):
        return number
    return next(_taken(number, patterns, numbering), number)


def _taken(number: str, patterns: Sequence[DialPattern], numbering: Numbering) -> Iterator[str]:
    """Only what reaches the very same number: to a route that strips a 0, 030 is no form of +4930."""
    for form in numbering.forms(number)[1:]:
        for pattern in patterns:
            for dialled in (form, _access_code(pattern) + form):
                if pattern.takes(dialled) and numbering.same(pattern.translate(dialled), number):
                    yield dialled


def _access_code(pattern: DialPattern) -> str:
    """The digits by which one gets a line, such as 9 or 0: those that the route removes."""
    code = pattern.pattern[: pattern.strip]
    return code if code.isdecimal() else ""
