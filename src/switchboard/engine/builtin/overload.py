"""Whether there is too much to do for another call: by how long requests wait, and by what media workers have left."""

from collections.abc import Callable
from dataclasses import dataclass

from switchboard.sip.aio.gate import Reason

PERSISTS_S = 0.2
"""Lateness for a shorter time is a hiccup, after which all who waited are served."""
CALM_S = 1.0
"""Once so long nobody has waited too long, it is over."""
OTHER_PATIENCE_S = 0.5
"""A request that is no call has been sent again after that time."""


class Lateness:
    """Whether calls wait too long.

    One is refused that waited longer than `patience_s`, if all before it have for a while. From then on half of that
    is too long, until it is over: so there is no queue in which those wait who are let in.
    """

    def __init__(self, patience_s: float, now: Callable[[], float]) -> None:
        self._patience_s = patience_s
        self._now = now
        self._since_s: float | None = None
        self._last_s = 0.0
        self._until_s = 0.0

    @property
    def persists(self) -> bool:
        """Whether calls are refused that waited too long."""
        return self._now() < self._until_s

    def is_too_long(self, waited_s: float) -> bool:
        """Whether a call is refused that waited so long. Asked of each, in the order in which they are read."""
        now_s, persists = self._now(), self.persists
        if waited_s <= (self._patience_s / 2 if persists else self._patience_s):
            self._since_s = None
            return False
        # Two late calls with nothing between them say nothing of the time between.
        if self._since_s is None or now_s - self._last_s > CALM_S:
            self._since_s = now_s
        self._last_s = now_s
        if persists or now_s - self._since_s >= PERSISTS_S:
            self._until_s = now_s + CALM_S
            return True
        return False


class Overload:
    """Implements `sip.aio.gate.Gate`. That strangers wait says nothing of others, who come before them."""

    def __init__(self, patience_s: float, now: Callable[[], float], spares: Callable[[str], bool]) -> None:
        """`patience_s` 0: nothing is refused, however late. `spares` says which dialled numbers go before."""
        self.spares = spares
        self.media_is_full = False
        self._patience_s = patience_s
        self._known, self._strangers = Lateness(patience_s, now), Lateness(patience_s, now)
        self._loop_late_s = (0.0, 0.0)

    def loop_was_late(self, late_s: float) -> None:
        """Note by how much a timer of the event loop came too late, several times a second."""
        self._loop_late_s = (self._loop_late_s[1], late_s)

    @property
    def reason(self) -> Reason | None:
        """Why calls of those whom we know are refused, at least some."""
        if self._known.persists:
            return "late"
        return "media" if self.media_is_full and self._patience_s else None

    def refuses_call(self, waited_s: float, *, known: bool) -> Reason | None:
        if not self._patience_s:
            return None
        # What comes over TCP waits where nobody sees it, and one late timer is a hiccup.
        waited_s = max(waited_s, min(self._loop_late_s))
        if self._of(known).is_too_long(waited_s):
            return "late"
        return "media" if self.media_is_full else None

    def refuses_other(self, waited_s: float, *, known: bool) -> Reason | None:
        is_too_long = waited_s > OTHER_PATIENCE_S and self._of(known).persists
        return "late" if self._patience_s and is_too_long else None

    def _of(self, known: bool) -> Lateness:
        return self._known if known else self._strangers


@dataclass(frozen=True, slots=True)
class WorkerLook:
    """What a media worker has said at that time: since it started, for how long it had nothing to do, and how many
    slots it has missed.
    """

    at_s: float
    idle_s: float
    late_slots: int


FULL_IDLE, FREE_IDLE = 0.04, 0.08
"""A worker that has less time left than that share is full, until it has more than the other."""
SLOT_S = 0.005
FULL_LATE, FREE_LATE = 0.5, 0.25
"""The same by the share of slots that it misses: half means that it comes round every 10 ms instead of 5."""
FREE_AFTER_S = 2.0


class WorkerLoad:
    """Whether a media worker is full. One look alone never says so: anything may keep a process from running."""

    def __init__(self) -> None:
        self.is_full = False
        self._last: WorkerLook | None = None
        self._was_busy = False
        self._free_since_s: float | None = None

    def look(self, look: WorkerLook) -> None:
        """Take what the worker says, several times a second."""
        last, self._last = self._last, look
        if last is None or look.at_s <= last.at_s or look.idle_s < last.idle_s:  # the last may be another's
            return
        seconds = look.at_s - last.at_s
        idle = (look.idle_s - last.idle_s) / seconds
        late = (look.late_slots - last.late_slots) * SLOT_S / seconds
        self._judge(look.at_s, busy=idle < FULL_IDLE or late > FULL_LATE, free=idle > FREE_IDLE and late < FREE_LATE)

    def rests(self) -> None:
        """It has no streams."""
        self.is_full = self._was_busy = False
        self._last = None

    def silent(self, now_s: float) -> None:
        """It has not answered in time."""
        self._judge(now_s, busy=True, free=False)

    def _judge(self, now_s: float, *, busy: bool, free: bool) -> None:
        was_busy, self._was_busy = self._was_busy, busy
        if not free:
            self._free_since_s = None
        elif self._free_since_s is None:
            self._free_since_s = now_s
        if busy and was_busy:
            self.is_full = True
        elif self._free_since_s is not None and now_s - self._free_since_s >= FREE_AFTER_S:
            self.is_full = False
