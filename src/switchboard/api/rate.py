"""How often somebody may ask: the generic cell rate algorithm (ITU-T I.371), as a leaky bucket of times."""

from collections import OrderedDict
from math import ceil

from switchboard.clock import Clock

_REMEMBERED = 10_000


class RateLimit:
    """`per_minute` requests at once, and then as many a minute; only the last `remembered` who asked are known."""

    def __init__(self, per_minute: int, clock: Clock, remembered: int = _REMEMBERED) -> None:
        self._each_s = 60.0 / per_minute
        self._burst_s = 60.0
        self._clock = clock
        self._remembered = remembered
        self._full_until: OrderedDict[str, float] = OrderedDict()

    def take(self, who: str) -> int:
        """One request: 0 when it may pass, else after how many seconds one may."""
        now_s = self._clock.monotonic_s()
        until_s = max(self._full_until.get(who, now_s), now_s)
        # Rounded, because sums of floats would refuse a request that comes just in time.
        wait_s = round(until_s + self._each_s - now_s - self._burst_s, 6)
        passes = wait_s <= 0
        self._remember(who, until_s + self._each_s if passes else until_s)
        return 0 if passes else ceil(wait_s)

    def _remember(self, who: str, until_s: float) -> None:
        self._full_until[who] = until_s
        self._full_until.move_to_end(who)
        if len(self._full_until) > self._remembered:
            self._full_until.popitem(last=False)
