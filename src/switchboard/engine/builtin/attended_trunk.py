"""One trunk that is attended to: our registration there, the watch over its addresses, and the state that follows."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from switchboard.clock import Clock
from switchboard.engine.builtin.hop_health import AvoidedHops
from switchboard.engine.builtin.places import Places, trunk_name
from switchboard.engine.builtin.trunk_lines import FromTrunk
from switchboard.engine.builtin.trunk_registration import TrunkRegistration
from switchboard.engine.builtin.trunk_watch import TrunkWatch
from switchboard.sip.aio.addresses import NextHop
from switchboard.status import TrunkState, TrunkStatus

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The state of a trunk, why, the last SIP status of the registration, or else of OPTIONS, and whether the state
    follows from the registration alone.
    """

    state: TrunkState
    reason: str = ""
    status: int | None = None
    by_registration: bool = False


class AttendedTrunk:
    """A trunk as long as its document stays the same. `on_state` is called when its state is another.

    `registrant` is the machine that registers there, where several could (`shared_registrations.py`).
    """

    def __init__(
        self,
        line: FromTrunk,
        registration: TrunkRegistration | None,
        watch: TrunkWatch | None,
        clock: Clock,
        on_state: "Callable[[AttendedTrunk], None]",
    ) -> None:
        self.line = line
        self.watch = watch
        self.avoided = AvoidedHops(line.trunk.document.name)
        self.registration = registration
        self.registrant: str | None = None
        self._clock = clock
        self._on_state = on_state
        self._registering: asyncio.Task[None] | None = None
        self._before: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self.judgement = judge(enabled=line.trunk.document.enabled, registration=registration, watch=watch)
        self._since: datetime = clock.now()

    def start(self, before: "asyncio.Task[None] | None", *, registers: bool = True) -> None:
        """Watch, and register unless it depends on other machines who `registers`. `before` is the registration that
        this one follows: it must be taken back first.
        """
        self._before = before
        if registers:
            self.register()
        if self.watch is not None:
            self._watching = asyncio.create_task(self.watch.run(), name=f"watch-{self.line.trunk.id}")

    @property
    def is_registering(self) -> bool:
        """Whether it is this machine that registers."""
        return self._registering is not None

    @property
    def is_told_elsewhere(self) -> bool:
        """Whether it is another machine that tells of this state."""
        return self.judgement.by_registration and self.registrant is not None and not self.is_registering

    def register(self) -> None:
        """From now on, if it is a trunk at which one registers."""
        if self.registration is not None and self._registering is None:
            self._registering = asyncio.create_task(self._register(self.registration, self._before))

    def cease_to_register(self, *, silently: bool) -> "asyncio.Task[None] | None":
        """The rest goes on. Returns the task that takes the registration back, unless that is to end `silently`."""
        if self.registration is None or self._registering is None:
            return None
        if silently:
            self.registration.leave_as_it_is()
        self._before, self._registering = self._registering, None
        self._before.cancel()
        return self._before

    def stop(self) -> "asyncio.Task[None] | None":
        """Attend to it no longer; returns the task that takes the registration back."""
        for task in (self._watching, self._registering):
            if task is not None:
                task.cancel()
        return self._registering or self._before

    @property
    def tasks(self) -> "list[asyncio.Task[None]]":
        return [task for task in (self._registering, self._watching, self._before) if task is not None]

    def passes_over(self, hop: NextHop) -> bool:
        """Whether other addresses come before this one: it answers no longer, or took no request lately."""
        avoided = self.avoided.includes(hop, asyncio.get_running_loop().time())
        return avoided or (self.watch is not None and self.watch.is_down(hop))

    def hurry(self) -> None:
        """Somebody has a reason to believe that it is otherwise now: find out soon."""
        for one in (self.registration, self.watch):
            if one is not None:
                one.hurry()

    def look(self) -> None:
        """Something may have changed: judge anew."""
        enabled = self.line.trunk.document.enabled
        judgement = judge(enabled=enabled, registration=self.registration, watch=self.watch)
        changed = judgement.state != self.judgement.state
        self.judgement = judgement
        if changed:
            self._since = self._clock.now()
            self._on_state(self)

    def status(self, places: Places) -> TrunkStatus:
        """What is told of it."""
        id, judgement = self.line.trunk.id, self.judgement
        return TrunkStatus(
            trunk=id,
            name=self.line.trunk.document.name,
            state=judgement.state,
            since=self._since,
            reason=judgement.reason,
            last_status=judgement.status,
            incoming_calls=places.taken(trunk_name(id, "in")),
            outgoing_calls=places.taken(trunk_name(id, "out")),
            hops=self.watch.hops if self.watch else (),
            registered_by=self.registrant,
        )

    @staticmethod
    async def _register(registration: TrunkRegistration, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await asyncio.wait({before})
        await registration.keep()


def judge(*, enabled: bool, registration: TrunkRegistration | None, watch: TrunkWatch | None) -> Judgement:
    """The state of a trunk, by our registration there and by what its addresses answer."""
    if not enabled:
        return Judgement("off", "disabled")
    if registration is not None and registration.outcome != "registered":
        return _unregistered(registration)
    status = registration.status if registration is not None else None
    watched = None if watch is None or not watch.looked else _watched(watch)
    if watched is not None and (registration is None or watched.state == "down"):
        return watched
    if registration is not None:
        return Judgement("up", "registered", status, by_registration=True)
    return Judgement("unmonitored" if watch is None else "checking")


def _unregistered(registration: TrunkRegistration) -> Judgement:
    match registration.outcome:
        case "rejected":
            return Judgement("rejected", "registration-refused", registration.status, by_registration=True)
        case "failed":
            return Judgement("down", "registration-failed", registration.status, by_registration=True)
        case _:
            return Judgement("registering", by_registration=True)


def _watched(watch: TrunkWatch) -> Judgement:
    """Up if one of the addresses is."""
    hops = watch.hops
    if not hops:
        return Judgement("down", "no-address")
    best = min(hops, key=lambda hop: ("up", "unknown", "down").index(hop.state))
    match best.state:
        case "up":
            return Judgement("up", "answers-options", best.last_status)
        case "down":
            return Judgement("down", "unavailable" if best.last_status else "no-answer", best.last_status)
        case _:
            return Judgement("checking", "", best.last_status)
