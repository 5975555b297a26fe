"""Collecting digits: what a caller means by the keys pressed so far. The call semantics, section 2.

With B the keys so far, E "B is a candidate" and G "a longer candidate begins with B", after each key:

    E, not G    commit at once
    neither     no match at once
    E and G     wait the ambiguous time-out; `#` commits at once
    G only      wait the digit time-out; on its expiry or at `#`, no match

Pure: time-outs are handed out, not kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from switchboard.model.dialplan import Numbers, may_grow, takes

MeaningOf = Literal["option", "extension", "outbound"]

MAX_ENTRY = 32
_KEYPAD = frozenset("0123456789*#")


@dataclass(frozen=True, slots=True)
class Commit:
    """The entry means something. `terminated`: the caller ended it with `#`."""

    entry: str
    by: MeaningOf
    terminated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The entry means nothing. `mistyped`: the last key made it so, and more of the same number may follow."""

    entry: str
    mistyped: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """More keys may come; after `timeout_s` without one, `expire` says `then`."""

    timeout_s: float
    then: Commit | Refused


@dataclass(frozen=True, slots=True)
class Ignored:
    """A `#` that ends nothing."""


Decision = Commit | Refused | Wait | Ignored


@dataclass(frozen=True, slots=True)
class Candidates:
    """All that may be dialled in one place. An option wins over an extension, and both over a pattern."""

    options: Numbers
    extensions: Numbers
    patterns: Sequence[str] = ()

    def meaning_of(self, entry: str) -> MeaningOf | None:
        """What `entry` is here, complete as it stands."""
        if entry in self.options:
            return "option"
        if entry in self.extensions:
            return "extension"
        if _KEYPAD.issuperset(entry) and any(takes(pattern, entry) for pattern in self.patterns):
            return "outbound"
        return None

    def may_grow(self, entry: str) -> bool:
        """Whether a longer candidate begins with `entry`."""
        if self.options.may_grow(entry) or self.extensions.may_grow(entry):
            return True
        return (
            len(entry) < MAX_ENTRY
            and _KEYPAD.issuperset(entry)
            and any(may_grow(pattern, entry) for pattern in self.patterns)
        )

    def is_ordinary_hash(self, entry: str) -> bool:
        """Whether `entry`, which ends in `#`, leads to an option; otherwise that `#` ends what stands before it."""
        return entry in self.options or self.options.may_grow(entry)


class Digits:
    """Collects one entry. `press` each key, `expire` when a Wait ran out; after Commit or Refused it begins anew."""

    def __init__(self, candidates: Candidates, *, digit_timeout_s: float, ambiguous_wait_s: float) -> None:
        self._candidates = candidates
        self._digit_timeout_s = digit_timeout_s
        self._ambiguous_wait_s = ambiguous_wait_s
        self.entry = ""

    def press(self, digit: str) -> Decision:
        """What one more key (0-9 * # A-D) leads to."""
        if digit == "#" and not self._candidates.is_ordinary_hash(self.entry + digit):
            return self._terminate()
        self.entry += digit
        meaning = self._candidates.meaning_of(self.entry)
        grows = self._candidates.may_grow(self.entry)
        if meaning and grows:
            return Wait(self._ambiguous_wait_s, Commit(self.entry, meaning))
        if grows:
            return Wait(self._digit_timeout_s, Refused(self.entry))
        return self._close(Commit(self.entry, meaning) if meaning else Refused(self.entry, mistyped=True))

    def expire(self) -> Commit | Refused:
        """No key came in time."""
        meaning = self._candidates.meaning_of(self.entry)
        return self._close(Commit(self.entry, meaning) if meaning else Refused(self.entry))

    def _terminate(self) -> Commit | Refused | Ignored:
        if not self.entry:
            return Ignored()
        meaning = self._candidates.meaning_of(self.entry)
        return self._close(Commit(self.entry, meaning, terminated=True) if meaning else Refused(self.entry))

    def _close(self, decision: Commit | Refused) -> Commit | Refused:
        self.entry = ""
        return decision
