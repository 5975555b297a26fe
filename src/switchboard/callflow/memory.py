"""What the calls of one process know of one another. It is lost when the process ends, but for what machines share."""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from random import Random, SystemRandom
from typing import Protocol, TypeVar

from switchboard.callflow.lots import ParkingLots
from switchboard.callflow.ringing import RingingCalls
from switchboard.callflow.rooms import Rooms
from switchboard.callflow.running import RunningCalls
from switchboard.engine.port import Call
from switchboard.errors import Unavailable
from switchboard.status import BusyExtensions

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 10_000
"""Extensions; beyond that the oldest is forgotten."""


@dataclass(frozen=True, slots=True, eq=False)
class _Talk:
    call: Call
    callee: int | None


class SharedTalks(Protocol):
    """When extensions last talked, at whichever machine."""

    def note(self, extension: int) -> None:
        """It (its id) talks now."""
        ...

    async def at(self, extensions: Collection[int]) -> Mapping[int, datetime]:
        """When those of them last did that ever talked. Raises Unavailable."""
        ...


class Talks:
    """When each extension last talked, on the loop's clock, and who talks now. Where machines share a database, they
    ask one another by `shared`.
    """

    def __init__(self, shared: SharedTalks | None = None) -> None:
        self._shared = shared
        self._at_s: dict[int, float] = {}
        self._now: set[_Talk] = set()

    @property
    def running(self) -> int:
        """How many talks there are now."""
        return len(self._now)

    @contextmanager
    def talk(self, call: Call, callee: int | None) -> Iterator[None]:
        """Within the block the caller of the call, whoever that becomes, talks to the callee (the id of an extension,
        None for somebody outside)."""
        talk = _Talk(call, callee)
        self._now.add(talk)
        try:
            yield
        finally:
            self._now.discard(talk)

    def now(self, extension: int) -> int:
        """In how many calls the extension (its id) talks."""
        return sum(extension in (talk.callee, talk.call.info.extension) for talk in self._now)

    def who(self, tenant: int) -> Iterator[int]:
        """The extensions of a tenant (their ids) that talk, some of them several times."""
        for talk in self._now:
            if talk.call.info.tenant == tenant:
                yield from (one for one in (talk.callee, talk.call.info.extension) if one is not None)

    def talked(self, extension: int, now_s: float, *, matters: bool = False) -> None:
        """Note that the extension (its id) talks at `now_s`; also for other machines where that `matters` to calls."""
        if matters and self._shared is not None:
            self._shared.note(extension)
        self._at_s.pop(extension, None)
        self._at_s[extension] = now_s
        _shrink(self._at_s)

    async def longest_ago_first(self, extensions: Collection[int]) -> list[int]:
        """The extensions by when they last talked, those that never did first; equals keep their order. While the
        database is away, as far as this machine knows.
        """
        with suppress(Unavailable):
            if self._shared is not None:
                at = await self._shared.at(extensions)
                return sorted(extensions, key=lambda one: (one in at, at.get(one)))
        return sorted(extensions, key=lambda one: self._at_s.get(one, float("-inf")))


@dataclass(frozen=True, slots=True)
class Memory:
    """When extensions last talked and which talk now, which calls go on, which ring, who is parked where and who is in
    which conference, and the random numbers that shuffle ring groups.

    `unrecorded` are the ids of running calls in which a route has forbidden recording: whoever is transferred from one
    to another call may not be recorded there either. `alarms` are calls that are placed because of an emergency:
    they go on when whoever has dialled it hangs up.
    """

    talks: Talks = field(default_factory=Talks)
    unrecorded: set[str] = field(default_factory=set)
    ringing: RingingCalls = field(default_factory=RingingCalls)
    lots: ParkingLots = field(default_factory=ParkingLots)
    rooms: Rooms = field(default_factory=Rooms)
    running: RunningCalls = field(default_factory=RunningCalls)
    random: Random = field(default_factory=SystemRandom)
    alarms: set[asyncio.Task[None]] = field(default_factory=set)

    def busy(self, tenant: int) -> BusyExtensions:
        """The extensions of a tenant that talk, and those that ring."""
        ringing = (extension for call in self.ringing.of(tenant) for extension in call.extensions())
        return BusyExtensions(talking=frozenset(self.talks.who(tenant)), ringing=frozenset(ringing))


def _shrink(known: dict[K, V]) -> None:
    if len(known) > REMEMBERED:
        del known[next(iter(known))]
