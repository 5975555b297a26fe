"""Which coding of a content a client takes (RFC 9110 §12.5.3)."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, Literal

Coding = Literal["br", "gzip", "identity"]

_BEST: Final[tuple[Coding, ...]] = ("br", "gzip", "identity")
_ALIASES: Final = {"x-gzip": "gzip"}
_LONGEST: Final = 1000
"""Characters of the header that are read: no client has more to say."""


def preferred(headers: Iterable[str], offered: Collection[Coding]) -> Coding:
    """The offered coding that the client wants most; of equals the one that is shortest by experience. `identity`,
    which must be offered, where the client takes none of them.
    """
    wanted = dict(_weights(",".join(headers)[:_LONGEST]))
    default = wanted.get("*", 0.0)

    def weight(coding: Coding) -> float:
        # What is not encoded is welcome unless it is refused, but less than what is named.
        return wanted.get(coding, default if coding != "identity" or "*" in wanted else 1e-6)

    best = max((coding for coding in _BEST if coding in offered), key=weight)
    return best if weight(best) > 0 else "identity"


def _weights(header: str) -> Iterator[tuple[str, float]]:
    for part in filter(None, (part.strip() for part in header.split(","))):
        coding, *parameters = (one.strip().lower() for one in part.split(";"))
        yield _ALIASES.get(coding, coding), _quality(parameters)


def _quality(parameters: list[str]) -> float:
    """A weight that cannot be read refuses the coding: what is sent without it is always understood."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
