"""How often somebody may ask: the generic cell rate algorithm (ITU-T I.371), as a leaky bucket of times."""

from collections import OrderedDict
from datetime import datetime, timedelta
from math import ceil

from switchboard.clock import Clock

_REMEMBERED = 10_000


class RateLimit:
    """`per_minute` requests at once, and then as many a minute; only the last `remembered` who asked are known."""

    def __init__(self, per_minute: int, clock: Clock, remembered: int = _REMEMBERED) -> None:
        self._each = timedelta(minutes=1) / per_minute
        self._burst = self._each * per_minute
        self._clock = clock
        self._remembered = remembered
        self._full_until: OrderedDict[str, datetime] = OrderedDict()

    def take(self, who: str) -> int:
        """One request: 0 when it may pass, else after how many seconds one may."""
        now = self._clock.now()
        until = max(self._full_until.get(who, now), now)
        if until - now > self._burst:
            until = now  # the clock has been set back
        wait = until + self._each - now - self._burst
        passes = wait <= timedelta(0)
        self._remember(who, until + self._each if passes else until)
        return 0 if passes else ceil(wait.total_seconds())

    def _remember(self, who: str, until: datetime) -> None:
        self._full_until[who] = until
        self._full_until.move_to_end(who)
        if len(self._full_until) > self._remembered:
            self._full_until.popitem(last=False)
