"""How often a PIN may be guessed, and by whom: what one more try changes, who is refused, who has to wait. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal, assert_never

What = Literal["caller", "source", "object", "mailbox", "greeting"]

FORGIVEN_AFTER = timedelta(days=1)
"""What was wrong before is forgotten after a day: of a caller since the last wrong PIN, of others since the first."""

CALLER_TRIES = 9
"""Three calls of three tries; from then on every wrong PIN doubles the time for which the caller is refused."""

FIRST_REFUSAL_S = 300.0
LONGEST_REFUSAL_S = 4 * 3600.0

MAILBOX_TRIES = 10
FIRST_MAILBOX_REFUSAL_S = 15 * 60.0
LONGEST_MAILBOX_REFUSAL_S = 24 * 3600.0
"""A mailbox, or the greeting of a menu, refuses longer than a caller's number, which is soon another; the mailbox's own
phone is let in meanwhile."""

BURST = timedelta(minutes=10)
BURST_TRIES = 5
"""In a burst so many wrong PINs are answered at once, whoever is wrong; each after them later than the one before."""

FIRST_DELAY_S = 2.0
LONGEST_DELAY_S = 30.0
LONGEST_QUEUE_S = 60.0
"""Who would wait longer for the tries before his is refused: a guesser's many calls do not hold ours for ever."""

DAILY_TRIES = 100


DoorKind = Literal["object", "mailbox", "own_mailbox", "greeting", "shared"]
"""Whether a mailbox is behind it, and then whether its owner's phone is before it, or the greeting of a menu; `shared`:
what many may enter, whom a stranger must not shut out by wrong PINs."""

_IN_A_ROW: Final[frozenset[What]] = frozenset({"caller", "mailbox", "greeting"})
"""Wrong PINs in a row refuse these for a while; all others are slowed by many in a short time."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Whose wrong PINs are counted together.

    `caller` is a number, which its owner may forge. `source` is what a caller cannot choose: `trunk:ID`, or the address
    that the call comes from (of IPv6 the /64) where there is no trunk. `object` is the id of what the PIN belongs to,
    `mailbox` that of its owner, `greeting` that of the menu: everybody's wrong PINs in a row close those two. Guests
    could so shut out others from anything that many use.
    """

    what: What
    who: str


@dataclass(frozen=True, slots=True)
class Door:
    """A PIN of one tenant and who tries it. `address` is where the signalling comes from, for the security log."""

    tenant: int
    caller: str
    source: str
    object: int
    address: str = ""
    kind: DoorKind = "object"

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Whose wrong PINs count. Sorted, so that two tries lock them in the same order."""
        of_object: tuple[tuple[What, str], ...] = ()
        if self.kind == "object" or self.kind == "mailbox" or self.kind == "greeting":
            of_object = ((self.kind, str(self.object)),)
        named: tuple[tuple[What, str], ...] = (("caller", self.caller), ("source", self.source), *of_object)
        return tuple(sorted(Subject(what, who) for what, who in named))

    @property
    def forgiven(self) -> tuple[Subject, ...]:
        """Whom the right PIN clears: from the own phone the mailbox, too."""
        own = (Subject("mailbox", str(self.object)),) if self.kind == "own_mailbox" else ()
        return tuple(sorted((*self.subjects, *own)))


@dataclass(frozen=True, slots=True)
class Tally:
    """Wrong PINs of a subject: `count` since `first_at`, of which `burst` since `burst_at`.

    Before `refused_until` nobody may try; what is tried before `busy_until` is answered after it.
    """

    count: int
    first_at: datetime
    last_at: datetime
    burst: int
    burst_at: datetime
    refused_until: datetime | None = None
    busy_until: datetime | None = None

    def refuses(self, now: datetime) -> bool:
        """A time that lies further ahead than any refusal lasts was written by a clock that was wrong."""
        return self.refused_until is not None and now < self.refused_until <= now + FORGIVEN_AFTER

    def slows(self, now: datetime) -> bool:
        """Whether the next wrong PIN is answered late."""
        return self.burst >= BURST_TRIES and _within(self.burst_at, now, BURST)


Tallies = Mapping[Subject, Tally]


@dataclass(frozen=True, slots=True)
class Try:
    """One more try, counted as wrong before its PIN is compared, so that many at once are no way around the limits.

    Its outcome may be told after `delay_s`. `locked` are the subjects that are refused from now on if it is wrong.
    """

    tallies: Tallies
    delay_s: float
    locked: tuple[Subject, ...]


def new_tally(now: datetime) -> Tally:
    """Nothing was wrong so far."""
    return Tally(0, now, now, 0, now)


def one_more(known: Tallies, now: datetime) -> Try | None:
    """Count a try of subjects of which this is known; None when one of them is refused or has too many waiting."""
    if any(tally.refuses(now) for tally in known.values()):
        return None
    counted = {subject: _counted(subject, tally, now) for subject, tally in known.items()}
    slow = [
        subject for subject, tally in counted.items() if subject.what not in _IN_A_ROW and tally.burst > BURST_TRIES
    ]
    free_at = _free_at((counted[subject] for subject in slow), now)
    if (free_at - now).total_seconds() > LONGEST_QUEUE_S:
        return None
    answer_at = free_at + timedelta(seconds=max((_delay_s(counted[subject].burst) for subject in slow), default=0.0))
    for subject in slow:
        counted[subject] = replace(counted[subject], busy_until=answer_at)
    delay_s = (answer_at - now).total_seconds()
    return Try(counted, delay_s, tuple(subject for subject, tally in counted.items() if tally.refuses(now)))


def taken_back(subject: Subject, tally: Tally) -> Tally | None:
    """After the right PIN: callers, mailboxes and greetings are forgiven all, others only that try. None: nothing
    is left to know.
    """
    if subject.what in _IN_A_ROW or tally.count <= 1:
        return None
    still = tally.count - 1 >= DAILY_TRIES
    return replace(
        tally,
        count=tally.count - 1,
        burst=max(0, tally.burst - 1),
        refused_until=tally.refused_until if still else None,
    )


def _counted(subject: Subject, tally: Tally, now: datetime) -> Tally:
    begun = tally.last_at if subject.what in _IN_A_ROW else tally.first_at
    if not _within(begun, now, FORGIVEN_AFTER):
        tally = new_tally(now)
    if not _within(tally.burst_at, now, BURST):
        tally = replace(tally, burst=0, burst_at=now)
    counted = replace(tally, count=tally.count + 1, burst=tally.burst + 1, last_at=now)
    return replace(counted, refused_until=_refused_until(subject, counted, now))


def _refused_until(subject: Subject, tally: Tally, now: datetime) -> datetime | None:
    match subject.what:
        case "caller":
            return _doubled(tally.count - CALLER_TRIES, FIRST_REFUSAL_S, LONGEST_REFUSAL_S, now)
        case "mailbox" | "greeting":
            return _doubled(tally.count - MAILBOX_TRIES, FIRST_MAILBOX_REFUSAL_S, LONGEST_MAILBOX_REFUSAL_S, now)
        case "source" | "object":
            return tally.first_at + FORGIVEN_AFTER if tally.count >= DAILY_TRIES else None
        case _:
            assert_never(subject.what)


def _doubled(more: int, first_s: float, longest_s: float, now: datetime) -> datetime | None:
    return None if more < 0 else now + timedelta(seconds=min(first_s * 2.0 ** min(more, 16), longest_s))


def _delay_s(burst: int) -> float:
    return min(FIRST_DELAY_S * 2.0 ** min(burst - BURST_TRIES - 1, 16), LONGEST_DELAY_S)


def _free_at(slow: Iterable[Tally], now: datetime) -> datetime:
    """When all tries before are answered; more ahead than they can be means that a clock was wrong."""
    longest = now + timedelta(seconds=LONGEST_QUEUE_S + LONGEST_DELAY_S)
    return max(
        (tally.busy_until for tally in slow if tally.busy_until and now < tally.busy_until <= longest), default=now
    )


def _within(begun: datetime, now: datetime, period: timedelta) -> bool:
    """Also false for a beginning in the future: the clock was set back."""
    return timedelta(0) <= now - begun < period
