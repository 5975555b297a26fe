"""Counts failures for each address or account, and closes the door on those that fail too often."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from switchboard import errors
from switchboard.clock import Clock
from switchboard.network_address import source_network

_REMEMBERED_ADDRESSES = 10_000


class Lockout:
    """`failures` in a row from an address (of IPv6 the /64) close it for `period_s`.

    Only the last `remembered` addresses that failed count. Anything else that is tried, such as an account, may stand
    for the address; `of` says what in errors.
    """

    def __init__(
        self,
        failures: int,
        period_s: float,
        clock: Clock,
        remembered: int = _REMEMBERED_ADDRESSES,
        of: str = "from this address",
    ) -> None:
        self._of = of
        self._remembered = remembered
        self._limit = failures
        self._period = timedelta(seconds=period_s)
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def check(self, address: str) -> None:
        """Raises errors.LockedOut."""
        count, last = self._recent(source_network(address))
        if count >= self._limit:
            raise errors.LockedOut((last + self._period - self._clock.now()).total_seconds(), self._of)

    @contextmanager
    def attempt(self, address: str) -> Iterator[None]:
        """Around one try, which counts as a failure from its start: many at once are no way around the limit.

        A try that ends well forgives all; one that Unavailable ends was none. Raises errors.LockedOut.
        """
        self.check(address)
        self.failed(address)
        try:
            yield
        except errors.Unavailable:
            self._take_back(address)
            raise
        self.succeeded(address)

    def failed(self, address: str) -> int:
        """Returns how many failures in a row these are."""
        source = source_network(address)
        count, _ = self._recent(source)
        self._failed[source] = (count + 1, self._clock.now())
        self._failed.move_to_end(source)
        while len(self._failed) > self._remembered:
            self._failed.popitem(last=False)
        return count + 1

    def succeeded(self, address: str) -> None:
        self._failed.pop(source_network(address), None)

    def _take_back(self, address: str) -> None:
        count, last = self._recent(source_network(address))
        if count:
            self._failed[source_network(address)] = (count - 1, last)

    def _recent(self, source: str) -> tuple[int, datetime]:
        """How many failures, and when the last was; those that have run out are forgotten."""
        now = self._clock.now()
        count, last = self._failed.get(source, (0, now))
        if now - last >= self._period:
            self._failed.pop(source, None)
            return 0, now
        return count, last
