"""Counts failures by address or account, and refuses whoever fails too often."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from switchboard import errors
from switchboard.clock import Clock
from switchboard.network_address import source_network
from switchboard.security_log import tell

_REMEMBERED_ADDRESSES = 10_000


class Lockout:
    """`failures` in a row from an address (of IPv6 the /64) close it for `period_s`; the security log tells of it.

    Only the last `remembered` addresses that failed are counted. Something else can be counted in place of addresses,
    such as accounts; `of` is how an error then names it: "for this account".
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
        self._period_s = period_s
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def check(self, address: str) -> None:
        """Raises errors.LockedOut."""
        count, last_s = self._recent(source_network(address))
        if count >= self._limit:
            raise errors.LockedOut(last_s + self._period_s - self._clock.monotonic_s(), self._of)

    @contextmanager
    def attempt(self, address: str, by: str | None = None) -> Iterator[int]:
        """Surrounds one try, which counts as a failure from its start: many at once are no way around the limit. Gives
        how many failures in a row it would make.

        A try that ends well forgives all before it. A try that Unavailable or CodeNeeded ends does not count. `by` is
        the address that the security log is told, where something else than an address is counted. Raises
        errors.LockedOut.
        """
        self.check(address)
        # Before the password is compared, which takes long: others would pass `check` meanwhile.
        count = self._count(address)
        try:
            yield count
        except (errors.Unavailable, errors.CodeNeeded):
            self._take_back(address)
            raise
        except errors.SwitchboardError:
            self._tell(count, address if by is None else by)
            raise
        self.succeeded(address)

    def failed(self, address: str) -> int:
        """Returns how many failures in a row these are."""
        count = self._count(address)
        self._tell(count, address)
        return count

    def _tell(self, count: int, address: str) -> None:
        if count == self._limit:
            tell("api-locked-out", address, failures=count, seconds=round(self._period_s), what=self._of)

    def _count(self, address: str) -> int:
        source = source_network(address)
        count, _ = self._recent(source)
        self._failed[source] = (count + 1, self._clock.monotonic_s())
        self._failed.move_to_end(source)
        while len(self._failed) > self._remembered:
            self._failed.popitem(last=False)
        return count + 1

    def succeeded(self, address: str) -> None:
        self._failed.pop(source_network(address), None)

    def _take_back(self, address: str) -> None:
        count, last_s = self._recent(source_network(address))
        if count:
            self._failed[source_network(address)] = (count - 1, last_s)

    def _recent(self, source: str) -> tuple[int, float]:
        """How many failures, and when the last was; those that have run out are forgotten."""
        now_s = self._clock.monotonic_s()
        count, last_s = self._failed.get(source, (0, now_s))
        if now_s - last_s >= self._period_s:
            self._failed.pop(source, None)
            return 0, now_s
        return count, last_s
