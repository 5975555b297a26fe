"""Digit strings: sets of numbers that may be dialled, and the patterns that outbound and inbound routes take."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from operator import itemgetter
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from switchboard.model.base import Means
from switchboard.model.refused import refused

_CLASSES = {"X": frozenset("0123456789"), "Z": frozenset("123456789"), "N": frozenset("23456789")}
_ANY = frozenset("0123456789*#+")
_TOKEN = re.compile(r"\[[0-9*#-]+\]|[0-9*#+XZNxzn-]|[.!]$")
_RANGE = re.compile(r"([0-9])-([0-9])|[0-9*#]")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What each leading digit may be, and whether `.` (one or more of anything) or `!` (none or more) follows."""

    digits: tuple[frozenset[str], ...]
    tail: Literal["", ".", "!"]


@lru_cache(maxsize=4096)
def _shape(pattern: str) -> _Shape:
    """Raises ValueError for what is no pattern."""
    tokens = _TOKEN.findall(pattern)
    if "".join(tokens) != pattern:
        raise refused("dial-pattern", "not a dial pattern: a set is [..], and . or ! stands at the end only")
    tail: Literal["", ".", "!"] = "." if pattern.endswith(".") else "!" if pattern.endswith("!") else ""
    return _Shape(tuple(_one(token) for token in tokens if token not in (".", "!", "-")), tail)


def _one(token: str) -> frozenset[str]:
    if token.startswith("["):
        return _set(token[1:-1])
    return _CLASSES.get(token.upper(), frozenset(token))


def _set(body: str) -> frozenset[str]:
    members: set[str] = set()
    parts = list(_RANGE.finditer(body))
    if "".join(part.group() for part in parts) != body:
        raise refused("dial-pattern", "not a dial pattern: a range in [..] goes from digit to digit")
    for part in parts:
        first, last = part.groups()
        if first is None:
            members.add(part.group())
        elif first > last:
            raise refused("dial-pattern", "not a dial pattern: a range in [..] goes upwards")
        else:
            members.update(map(str, range(int(first), int(last) + 1)))
    return frozenset(members)


def _checked(pattern: str) -> str:
    _shape(pattern)
    return pattern


DialPatternText = Annotated[
    str, StringConstraints(pattern=r"^\+?[0-9*#XZNxzn.!\[\]-]{0,63}$"), AfterValidator(_checked), Means("dial-pattern")
]
"""X is 0-9, Z 1-9, N 2-9, [..] a set; a last `.` is one or more of anything, `!` none or more; `-` only separates."""


def takes(pattern: str, digits: str) -> bool:
    """Whether the whole of `digits` matches. An empty pattern takes everything."""
    if not pattern:
        return True
    return _matches(_shape(pattern), digits)


def _matches(shape: _Shape, digits: str) -> bool:
    rest = len(digits) - len(shape.digits)
    enough = rest == 0 if not shape.tail else rest > 0 if shape.tail == "." else rest >= 0
    return enough and _begins(shape, digits)


def may_grow(pattern: str, digits: str) -> bool:
    """Whether something longer than `digits` begins with them and matches."""
    if not pattern:
        return True
    shape = _shape(pattern)
    return (bool(shape.tail) or len(digits) < len(shape.digits)) and _begins(shape, digits)


def longest(pattern: str, most: int) -> int:
    """How many digits the longest string that matches has, `most` where there is no end to it."""
    shape = _shape(pattern)
    return most if shape.tail or not pattern else len(shape.digits)


def _begins(shape: _Shape, digits: str) -> bool:
    fixed = len(shape.digits)
    return all(digit in allowed for digit, allowed in zip(digits, shape.digits, strict=False)) and all(
        digit in _ANY for digit in digits[fixed:]
    )


class Numbers:
    """A set of digit strings that knows which digits could still become one of them."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._numbers = frozenset(numbers)
        # Each beginning of each number: a key then costs one look-up, however many numbers there are.
        self._beginnings = frozenset(number[:end] for number in self._numbers for end in range(len(number)))
        self.longest = max(map(len, self._numbers), default=0)

    def __contains__(self, digits: str) -> bool:
        return digits in self._numbers

    def may_grow(self, digits: str) -> bool:
        """Whether a number longer than `digits` begins with them."""
        return digits in self._beginnings


class Patterns:
    """Many patterns, of which for some digits only those are tried that begin with the same digits."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._by_head: dict[str, list[_Shape]] = {}
        for shape in map(_shape, dict.fromkeys(patterns)):
            self._by_head.setdefault(_head(shape), []).append(shape)
        self._longest_head = max(map(len, self._by_head), default=0)

    def take(self, digits: str) -> bool:
        """Whether one of them matches the whole of `digits`."""
        heads = (digits[:end] for end in range(min(len(digits), self._longest_head) + 1))
        return any(_matches(shape, digits) for head in heads for shape in self._by_head.get(head, ()))


def _head(shape: _Shape) -> str:
    """The digits with which everything begins that matches."""
    fixed = takewhile(lambda allowed: len(allowed) == 1, shape.digits)
    return "".join(next(iter(allowed)) for allowed in fixed)


class NumberRanges:
    """Ranges of digit strings of the same length, both ends included."""

    def __init__(self, ranges: Iterable[tuple[str, str]]) -> None:
        self._by_length: dict[int, list[tuple[str, str]]] = {}
        for first, last in sorted(ranges):
            known = self._by_length.setdefault(len(first), [])
            if known and first <= known[-1][1]:
                known[-1] = (known[-1][0], max(known[-1][1], last))
            else:
                known.append((first, last))

    def __contains__(self, digits: str) -> bool:
        known = self._by_length.get(len(digits), ())
        at = bisect_right(known, digits, key=itemgetter(0)) - 1
        return at >= 0 and digits <= known[at][1]
