"""Dial patterns: which digit strings an outbound route takes."""

import re
from functools import lru_cache

from switchboard.model.trunk import DialPattern

_CLASSES = {"X": "0-9", "Z": "1-9", "N": "2-9"}
_TOKEN = re.compile(r"\[[0-9*#-]+\]|[0-9*#+XZNxzn.!]")
_ANY = "[0-9*#]"


@lru_cache(maxsize=1024)
def _elements(pattern: str) -> tuple[str, ...]:
    """The pattern as a tuple of regular expressions that take one digit each (`.` and `!` at the end take many)."""
    return tuple(_element(part) for part in _TOKEN.findall(pattern))


def _element(part: str) -> str:
    if part in (".", "!"):
        return _ANY + ("+" if part == "." else "*")
    if part.upper() in _CLASSES:
        return f"[{_CLASSES[part.upper()]}]"
    return part if part.startswith("[") else re.escape(part)


@lru_cache(maxsize=1024)
def _complete(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(_elements(pattern)))


@lru_cache(maxsize=1024)
def _prefix(pattern: str) -> re.Pattern[str]:
    """Matches what is a proper or improper beginning of something that the pattern takes."""
    expression = ""
    for element in reversed(_elements(pattern)):
        expression = f"(?:{element}{expression})?"
    return re.compile(expression)


def takes(pattern: str, digits: str) -> bool:
    """Whether the whole of `digits` matches. An empty pattern takes everything."""
    return not pattern or _complete(pattern).fullmatch(digits) is not None


def may_grow(pattern: str, digits: str) -> bool:
    """Whether something longer than `digits` begins with them and matches."""
    if not pattern or _elements(pattern)[-1].endswith(("+", "*")):
        return not pattern or _open_ended(pattern, digits)
    return len(digits) < len(_elements(pattern)) and _prefix(pattern).fullmatch(digits) is not None


def _open_ended(pattern: str, digits: str) -> bool:
    return _complete(pattern).fullmatch(digits) is not None or _prefix(pattern).fullmatch(digits) is not None


def translate(pattern: DialPattern, digits: str) -> str:
    """What goes to the trunk for `digits`."""
    return pattern.prepend + digits[pattern.strip :]
