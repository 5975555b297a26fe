"""How often somebody may ask: a bucket that fills at an even pace and that each request takes from."""

from collections import OrderedDict
from datetime import datetime
from math import ceil

from switchboard.clock import Clock

_REMEMBERED = 10_000


class RateLimit:
    """`per_minute` requests at once and in each minute; only the last `remembered` who asked are known."""

    def __init__(self, per_minute: int, clock: Clock, remembered: int = _REMEMBERED) -> None:
        self._most = per_minute
        self._clock = clock
        self._remembered = remembered
        self._left: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def take(self, who: str) -> int:
        """One request: 0 when it may pass, else after how many seconds one may."""
        now = self._clock.now()
        left, since = self._left.get(who, (float(self._most), now))
        left = min(self._most, left + (now - since).total_seconds() * self._most / 60)
        passes = left >= 1
        self._left[who] = (left - 1 if passes else left, now)
        self._left.move_to_end(who)
        if len(self._left) > self._remembered:
            self._left.popitem(last=False)
        return 0 if passes else max(1, ceil((1 - left) * 60 / self._most))
