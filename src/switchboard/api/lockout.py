"""Counts failures by address or account, of all machines that share a database, and refuses whoever fails too often."""

from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from switchboard import errors
from switchboard.clock import Clock
from switchboard.network_address import source_network
from switchboard.security_log import tell
from switchboard.store.people.failures import Failures

_REMEMBERED_ADDRESSES = 10_000


class Lockout:
    """`failures` in a row from an address (of IPv6 the /64) close it for `period_s`; the security log tells of it.

    Only the last `remembered` addresses that failed are counted. Something else can be counted in place of addresses,
    such as accounts; `of` is how an error then names it: "for this account". With `shared` an `attempt` counts at all
    machines; `check`, `failed` and `succeeded` are about this process alone, and cost no time.
    """

    def __init__(
        self,
        failures: int,
        period_s: float,
        clock: Clock,
        remembered: int = _REMEMBERED_ADDRESSES,
        of: str = "from this address",
        shared: Failures | None = None,
    ) -> None:
        self._shared = shared
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

    @asynccontextmanager
    async def attempt(self, address: str, by: str | None = None) -> AsyncIterator[int]:
        """Surrounds one try, which counts as a failure from its start: many at once are no way around the limit. Gives
        how many failures in a row it would make.

        A try that ends well forgives all before it. A try that Unavailable or CodeNeeded ends does not count. `by` is
        the address that the security log is told, where something else than an address is counted. Raises
        errors.LockedOut, and errors.Unavailable where machines count together.
        """
        # Before the password is compared, which takes long: others would pass meanwhile.
        count = await self._begin(address)
        try:
            yield count
        except (errors.Unavailable, errors.CodeNeeded):
            await self._undo(address)
            raise
        except errors.SwitchboardError:
            self._tell(count, address if by is None else by)
            raise
        if self._shared is None:
            self.succeeded(address)
        else:
            await self._shared.forget(source_network(address))

    async def _begin(self, address: str) -> int:
        """Count one; returns how many failures in a row those are. Raises errors.LockedOut, errors.Unavailable."""
        self.check(address)
        if self._shared is None:
            return self._count(address)
        counted = await self._shared.add_unless(source_network(address), self._limit)
        if counted.locked_s is not None:
            raise errors.LockedOut(counted.locked_s, self._of)
        return counted.count

    async def _undo(self, address: str) -> None:
        if self._shared is None:
            self._take_back(address)
            return
        with suppress(errors.Unavailable):
            await self._shared.take_back(source_network(address))

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
