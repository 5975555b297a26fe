"""How many calls a trunk or a tenant may have at once: each call takes a place and gives it back when it is over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from switchboard.model.trunk import Trunk

Way = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class Bound:
    """At most `most` calls count as `name`; None for any number."""

    name: str
    most: int | None = None


class Place:
    """What one call has taken. Closing gives it back, once."""

    def __init__(self, places: "Places", names: Sequence[str]) -> None:
        self._places = places
        self._names = names

    def close(self) -> None:
        self._places.give(self._names)
        self._names = ()


class Places:
    """Counts calls by name, such as `trunk 7`."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def take(self, bounds: Sequence[Bound]) -> Place | None:
        """A place within all of the bounds; None if one of them is reached."""
        if self.full(bounds):
            return None
        names = [bound.name for bound in bounds]
        self._taken.update(names)
        return Place(self, names)

    def unbounded(self) -> Place:
        """A place of a call that counts nowhere."""
        return Place(self, ())

    def full(self, bounds: Sequence[Bound]) -> bool:
        """Whether one of the bounds is reached."""
        return any(bound.most is not None and self._taken[bound.name] >= bound.most for bound in bounds)

    @property
    def names(self) -> list[str]:
        """What calls count as now."""
        return list(self._taken)

    def taken(self, name: str) -> int:
        return self._taken[name]

    def give(self, names: Sequence[str]) -> None:
        """Count a call no more."""
        self._taken.subtract(names)
        for name in names:
            if self._taken[name] <= 0:
                del self._taken[name]


def of_trunk(id: int, trunk: Trunk, way: Way) -> tuple[Bound, ...]:
    """The bounds of a call that goes that way through a trunk."""
    most = trunk.max_incoming_calls if way == "in" else trunk.max_outgoing_calls
    return Bound(trunk_name(id), trunk.max_calls), Bound(trunk_name(id, way), most)


def unbounded(bounds: Sequence[Bound]) -> tuple[Bound, ...]:
    """The same for a call that has to be possible: it counts, but no bound stops it."""
    return tuple(Bound(bound.name) for bound in bounds)


def trunk_name(id: int, way: Way | None = None) -> str:
    """The name under which calls of a trunk count: all, or those that go one way."""
    return f"trunk {id}" if way is None else f"trunk {id} {way}"


def of_tenant(id: int, *limits: int | None) -> Bound:
    """The bound of a tenant's calls: the lowest of its limits."""
    return Bound(f"tenant {id}", min((limit for limit in limits if limit is not None), default=None))
