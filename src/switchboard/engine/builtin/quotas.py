"""How many calls each trunk and each address may have, so that no one of them takes what all need."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

QUIET_S = 60.0
MAX_TOLD = 1000
EMERGENCY_CALLS = 10
"""So many more calls a source may have, if they are calls to the emergency services."""

Now = Callable[[], float]
TellFlood = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Quota:
    """Bounds of one source, and of all together. A call is half-open until its answer is acknowledged."""

    calls: int
    half_open: int
    half_open_of_all: int

    def within(self, streams: int) -> "Quota":
        """No more than `streams` RTP streams can carry: one source leaves a quarter of them to others. A half-open call
        may ring several phones, each with a stream of its own, so an eighth."""
        return Quota(
            calls=min(self.calls, max(1, streams * 3 // 4)),
            half_open=min(self.half_open, max(1, streams // 8)),
            half_open_of_all=min(self.half_open_of_all, max(1, streams // 2)),
        )


class Ticket:
    """A call's place within the quotas of its sources. Each method may be called again."""

    def __init__(self, quotas: "Quotas", sources: Sequence[str]) -> None:
        self._quotas = quotas
        self._sources = tuple(sources)
        self._half_open = True
        self._closed = False

    def establish(self) -> None:
        """The call is answered, and the caller has acknowledged it."""
        if self._half_open:
            self._half_open = False
            self._quotas.established(self._sources)

    def close(self) -> None:
        """The call is over."""
        self.establish()
        if not self._closed:
            self._closed = True
            self._quotas.over(self._sources)


class Quotas:
    """Counts calls by source: a trunk, a network. `tell_flood(host, source)` is called once when a source goes beyond,
    with the address that did it, and anew after it was quiet for a while."""

    def __init__(self, quota: Quota, now: Now, tell_flood: TellFlood) -> None:
        self._quota = quota
        self._now = now
        self._tell_flood = tell_flood
        self._calls: Counter[str] = Counter()
        self._half_open: Counter[str] = Counter()
        self._all_half_open = 0
        self._refused_s: dict[str, float] = {}

    def admit(self, sources: Sequence[str], host: str, *, emergency: bool = False) -> Ticket | None:
        """Count a new call from `host` for each of its sources; None where one has too many."""
        more = EMERGENCY_CALLS if emergency else 0
        beyond = [source for source in sources if self._is_full(source, more)]
        if beyond:
            self._refused(beyond[0], host)
        if beyond or self._all_half_open >= self._quota.half_open_of_all + more:
            return None
        self._calls.update(sources)
        self._half_open.update(sources)
        self._all_half_open += 1
        return Ticket(self, sources)

    def unbounded(self) -> Ticket:
        """Count a new call that comes from no source."""
        self._all_half_open += 1
        return Ticket(self, ())

    def established(self, sources: Sequence[str]) -> None:
        """Count a call as no longer half-open."""
        self._all_half_open -= 1
        _less(self._half_open, sources)

    def over(self, sources: Sequence[str]) -> None:
        """Count a call no more: it is over."""
        _less(self._calls, sources)

    def _is_full(self, source: str, more: int) -> bool:
        quota = self._quota
        return self._calls[source] >= quota.calls + more or self._half_open[source] >= quota.half_open + more

    def _refused(self, source: str, host: str) -> None:
        now_s = self._now()
        last_s = self._refused_s.pop(source, None)
        self._refused_s[source] = now_s
        if len(self._refused_s) > MAX_TOLD:
            del self._refused_s[next(iter(self._refused_s))]
        if last_s is None or now_s - last_s > QUIET_S:
            self._tell_flood(host, source)


def _less(counter: Counter[str], sources: Sequence[str]) -> None:
    counter.subtract(sources)
    for source in sources:
        if counter[source] <= 0:
            del counter[source]
