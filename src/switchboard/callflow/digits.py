"""Collecting digits: what a caller means by the keys pressed so far. The call semantics, section 2.

With B the keys so far, E "B is a candidate" and G "a longer candidate begins with B", after each key:

    E, not G    commit at once
    neither     no match at once
    E and G     wait the ambiguous time-out, or an option's own (0: commit at once); `#` commits at once
    G only      wait the digit time-out; on its expiry or at `#`, no match

A `#` that belongs to no option ends the entry; with nothing before it, it is a key without a meaning.

If the mask of an action URL takes B, it commits at once, unless a longer entry could fit another mask. The mask ALL
takes every B and could always grow, so it waits as in "E and G".

Pure: a time-out is returned to the caller of `press`, who waits and then calls `expire`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from switchboard.model.action_url import ALL, ActionUrl
from switchboard.model.base import FAX_KEY
from switchboard.model.dialplan import Numbers, longest, may_grow, takes

MeaningOf = Literal["option", "extension", "service", "outbound", "action_url", "feature_code"]

MAX_ENTRY = 32
NO_NUMBERS = Numbers(())
_KEYPAD = frozenset("0123456789*#")


@dataclass(frozen=True, slots=True)
class Commit:
    """The entry is complete and means something. `terminated`: the caller ended it with `#`."""

    entry: str
    by: MeaningOf
    terminated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The entry means nothing. `mistyped`: some candidate is longer, so the rest of a mistyped number may follow."""

    entry: str
    mistyped: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """More keys may follow. If none comes for `timeout_s`, call `expire`."""

    timeout_s: float


Decision = Commit | Refused | Wait


@dataclass(frozen=True, slots=True)
class Code:
    """A feature code: `alone`, if it may stand so, and with each of `numbers` behind it."""

    keys: str
    alone: bool
    numbers: Numbers = NO_NUMBERS

    def __contains__(self, entry: str) -> bool:
        if entry == self.keys:
            return self.alone
        return entry.startswith(self.keys) and entry.removeprefix(self.keys) in self.numbers

    def may_grow(self, entry: str) -> bool:
        """Whether a longer entry begins with `entry` and is the code."""
        if entry.startswith(self.keys):
            return self.numbers.may_grow(entry.removeprefix(self.keys))
        return self.keys.startswith(entry)

    @property
    def longest(self) -> int:
        return len(self.keys) + self.numbers.longest


@dataclass(frozen=True, slots=True)
class Candidates:
    """All that may be entered in a menu.

    If the same keys are several of these, action URLs win over feature codes, these over options, options over
    extensions, extensions over `services` (ring groups and other menus), and these over the patterns of outbound
    routes. `waits` has the ambiguous time-outs of the options that have one of their own, by their keys.
    """

    options: Numbers
    extensions: Numbers
    patterns: Sequence[str] = ()
    services: Numbers = NO_NUMBERS
    actions: Sequence[ActionUrl] = ()
    codes: Sequence[Code] = ()
    waits: Mapping[str, float] = field(default_factory=dict)

    @property
    def _listed(self) -> tuple[Numbers | Code, ...]:
        return self.options, self.extensions, self.services, *self.codes

    def meaning_of(self, entry: str) -> MeaningOf | None:
        """Returns which kind of candidate `entry` is; None for an entry that is no candidate."""
        if any(self.actions_for(entry)):
            return "action_url"
        if any(entry in code for code in self.codes):
            return "feature_code"
        if entry in self.options:
            return "option"
        if entry in self.extensions:
            return "extension"
        if entry in self.services:
            return "service"
        if _KEYPAD.issuperset(entry) and any(takes(pattern, entry) for pattern in self.patterns):
            return "outbound"
        return None

    def may_grow(self, entry: str) -> bool:
        """Whether a longer candidate begins with `entry`."""
        if any(keys.may_grow(entry) for keys in self._listed):
            return True
        if self._action_may_grow(entry):
            return True
        return (
            len(entry) < MAX_ENTRY
            and _KEYPAD.issuperset(entry)
            and any(may_grow(pattern, entry) for pattern in self.patterns)
        )

    def any_longer_than(self, length: int) -> bool:
        """Whether some candidate has more than `length` keys, whichever keys these are."""
        listed = max(keys.longest for keys in self._listed)
        patterns = max((longest(pattern, MAX_ENTRY) for pattern in self.patterns), default=0)
        actions = max((action.longest(MAX_ENTRY) for action in self.actions), default=0)
        return max(listed, patterns, actions) > length

    def actions_for(self, entry: str) -> Iterator[ActionUrl]:
        """The action URLs whose masks take the whole of `entry`, in their order; those for ALL come last."""
        fitting = (action for action in self.actions if action.mask != ALL and action.fits(entry))
        yield from fitting
        yield from (action for action in self.actions if action.mask == ALL and entry)

    def own_wait_s(self, entry: str, meaning: MeaningOf) -> float | None:
        """How long to wait for more keys after `entry`, which means something and could grow.

        None for the usual ambiguous time-out; 0 to take `entry` at once; otherwise seconds, the time-out of the option
        itself.
        """
        if meaning == "action_url":
            return None if self._action_may_grow(entry) else 0.0
        return self.waits.get(entry) if meaning == "option" else None

    def _action_may_grow(self, entry: str) -> bool:
        return len(entry) < MAX_ENTRY and any(action.may_grow(entry) for action in self.actions)

    def is_ordinary_hash(self, entry: str) -> bool:
        """Whether the `#` at the end of `entry` is a key like others, because it can lead to an option, a feature code
        or an action URL.

        Otherwise this `#` ends the entry that stands before it.
        """
        with_hash: tuple[Numbers | Code, ...] = (self.options, *self.codes)
        if any(entry in keys or keys.may_grow(entry) for keys in with_hash):
            return True
        return any(action.mask != ALL and (action.fits(entry) or action.may_grow(entry)) for action in self.actions)


class Digits:
    """Collects one entry after another.

    Call `press` with each key, and `expire` when the time of a Wait is over. After a Commit or Refused the next key
    begins a new entry.
    """

    def __init__(self, candidates: Candidates, *, digit_timeout_s: float, ambiguous_wait_s: float) -> None:
        self._candidates = candidates
        self._digit_timeout_s = digit_timeout_s
        self._ambiguous_wait_s = ambiguous_wait_s
        self.entry = ""

    def press(self, digit: str) -> Decision:
        """Take one more key (0-9 * # A-D, or F, which is no part of a number) and decide."""
        if digit == FAX_KEY:
            self.entry = ""
        if digit == "#" and not self._candidates.is_ordinary_hash(self.entry + digit):
            return self._terminate() if self.entry else self._refuse(digit)
        self.entry += digit
        meaning = self._candidates.meaning_of(self.entry)
        grows = self._candidates.may_grow(self.entry)
        if meaning and grows:
            return self._ambiguous(meaning)
        if grows:
            return Wait(self._digit_timeout_s)
        return self._close(Commit(self.entry, meaning)) if meaning else self._refuse(self.entry)

    def _refuse(self, entry: str) -> Commit | Refused:
        # Only the length counts, not the keys: a caller may have mistyped any of them.
        return self._close(Refused(entry, mistyped=self._candidates.any_longer_than(len(entry))))

    def _ambiguous(self, meaning: MeaningOf) -> Wait | Commit | Refused:
        wait_s = self._candidates.own_wait_s(self.entry, meaning)
        if wait_s == 0:
            return self._close(Commit(self.entry, meaning))
        return Wait(self._ambiguous_wait_s if wait_s is None else wait_s)

    def expire(self) -> Commit | Refused:
        """Decide because the time of the last Wait is over."""
        meaning = self._candidates.meaning_of(self.entry)
        return self._close(Commit(self.entry, meaning) if meaning else Refused(self.entry))

    def _terminate(self) -> Commit | Refused:
        meaning = self._candidates.meaning_of(self.entry)
        return self._close(Commit(self.entry, meaning, terminated=True) if meaning else Refused(self.entry))

    def _close(self, decision: Commit | Refused) -> Commit | Refused:
        self.entry = ""
        return decision
