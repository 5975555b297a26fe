"""What a scripted caller does: `1 wait:3 speaks:5 #` presses 1, waits three seconds, speaks for five, and presses #.

Words are heard where the caller is recorded, as for a message; elsewhere they only take their time. `hold` puts on hold
whom the caller talks to, and `resume` takes them back.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from switchboard.errors import Invalid

KEY_GAP_S = 0.2
"""Between two keys that no `wait:` separates."""

_KEYS = frozenset("0123456789*#ABCDF")


@dataclass(frozen=True, slots=True)
class Press:
    """A key, `at_s` after the beginning of the call."""

    at_s: float
    digit: str


@dataclass(frozen=True, slots=True)
class Leave:
    """The caller hangs up."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Hold:
    """The caller puts the other side on hold, or takes it back."""

    at_s: float
    held: bool


@dataclass(frozen=True, slots=True)
class Speak:
    """The caller speaks for some time."""

    at_s: float
    seconds: float


Step = Press | Speak | Hold | Leave


@lru_cache(maxsize=256)
def parse_script(text: str) -> tuple[Step, ...]:
    """The steps of a script: keys (0-9 * # A-D, and F for the tone of a fax machine), `wait:SECONDS`,
    `speaks:SECONDS`, `hold`, `resume`, and at the end `hangup`.

    Raises Invalid.
    """
    steps: list[Step] = []
    at_s, gap_s = 0.0, 0.0
    for word in text.split():
        if steps and isinstance(steps[-1], Leave):
            raise Invalid("script", "nothing comes after hangup")
        name, colon, value = word.partition(":")
        if colon and name in ("wait", "speaks"):
            seconds = _seconds(name, value)
            if name == "speaks":
                steps.append(Speak(at_s, seconds))
            at_s, gap_s = at_s + seconds, 0.0
        elif word == "hangup":
            steps.append(Leave(at_s))
        elif word in ("hold", "resume"):
            steps.append(Hold(at_s, word == "hold"))
        else:
            steps.extend(_presses(word, at_s + gap_s))
            at_s, gap_s = steps[-1].at_s, KEY_GAP_S
    return tuple(steps)


def _presses(word: str, first_s: float) -> Iterator[Press]:
    if not _KEYS.issuperset(word):
        raise Invalid("script", "a word is keys, wait:SECONDS, speaks:SECONDS, hold, resume or hangup", rule="oneof")
    return (Press(first_s + index * KEY_GAP_S, digit) for index, digit in enumerate(word))


def _seconds(name: str, value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        raise Invalid("script", f"{name}: needs a number of seconds") from None
    if not math.isfinite(seconds) or seconds < 0:
        raise Invalid("script", f"{name}: needs a number of seconds")
    return seconds
