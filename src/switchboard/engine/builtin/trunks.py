"""Trunks: their addresses, our registrations at them, and how to reach numbers through them."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import structlog

from switchboard.clock import Clock
from switchboard.engine.builtin.attended_trunk import AttendedTrunk
from switchboard.engine.builtin.context import Callee, TrunkAccount
from switchboard.engine.builtin.outbound_proxy import OutboundProxy
from switchboard.engine.builtin.places import Places, of_trunk, unbounded
from switchboard.engine.builtin.shared_registrations import SharedRegistrations
from switchboard.engine.builtin.trunk_lines import FromTrunk
from switchboard.engine.builtin.trunk_options import MAX_HOPS, Heard, asked, name_of
from switchboard.engine.builtin.trunk_registration import TrunkRegistration
from switchboard.engine.builtin.trunk_servers import TrunkServers, uri_of
from switchboard.engine.builtin.trunk_watch import TrunkWatch
from switchboard.engine.port import TrunkCondition
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.offer_answer import Codec
from switchboard.status import TrunkAnswer, TrunkState, TrunkStatus, TrunkTest
from switchboard.store.people.credentials import Credentials

log = structlog.get_logger()

_UNSETTLED = ("checking", "registering")
MAX_WAYS = 4
"""So many addresses are tried for one call."""
SILENCE_S = 5.0
"""How long a trunk may be silent, without even a 100, before the next trunk is tried."""


class Trunks:
    """The trunks of all tenants. Follows the configurations: `update` after every change.

    `on_state` hears of each trunk whose state has changed, but for states that say that nobody knows yet. `shared` says
    at which of them this machine registers; without it, at all.
    """

    def __init__(
        self,
        endpoint: SipEndpoint,
        credentials: Credentials,
        places: Places,
        clock: Clock,
        servers: TrunkServers,
        proxy: OutboundProxy | None = None,
        shared: SharedRegistrations | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._credentials = credentials
        self._places = places
        self._clock = clock
        self._servers = servers
        self._proxy = proxy
        self._shared = shared
        self.on_state: Callable[[int, TrunkStatus], None] = lambda tenant, status: None
        self._accounts: dict[int, TrunkAccount | None] = {}
        self._attended: dict[int, AttendedTrunk] = {}
        self._told: dict[int, TrunkState] = {}
        self._leaving: dict[asyncio.Task[None], int] = {}
        self._tests: dict[tuple[int, int], asyncio.Task[TrunkTest]] = {}

    def update(self, configurations: Mapping[int, Configuration]) -> None:
        """Attend to new and changed trunks, leave those that are gone."""
        lines = [FromTrunk(tenant, stored) for tenant, one in configurations.items() for stored in one.all(Trunk)]
        known = {line.trunk.id: line for line in lines}
        self._servers.follow(line.trunk.document for line in known.values() if line.trunk.document.enabled)
        former = {id: one for id, one in self._attended.items() if known.get(id) != one.line}
        leaving = {id: self._leave(self._attended.pop(id)) for id in former}
        for id in [id for id in self._told if id not in known]:
            del self._told[id]
        for id, line in known.items():
            if id not in self._attended:
                self._attend(line, leaving.get(id))
        if self._shared is not None:
            self._shared.follow(self._attended, self._leaving)

    def _attend(self, line: FromTrunk, before: "asyncio.Task[None] | None") -> None:
        trunk = line.trunk.document
        registration = watch = None
        if trunk.enabled and trunk.type == "register":
            registration = TrunkRegistration(
                self._endpoint, trunk, lambda: self._ways(line), lambda: self._account(line), self._proxy
            )
            registration.on_outcome = lambda: attended.look()
            registration.on_failed = lambda hop, response: attended.avoided.avoid(hop, _now_s(), response)
        if trunk.enabled and trunk.options_interval_s:
            watch = TrunkWatch(self._endpoint, trunk, lambda: self._hops(trunk), lambda: attended.look(), self._proxy)
        attended = AttendedTrunk(line, registration, watch, self._clock, self._tell)
        self._attended[line.trunk.id] = attended
        attended.start(before, registers=self._shared is None)

    def _tell(self, attended: AttendedTrunk) -> None:
        """Tell of a state that is known and another than the last one that was, whatever was unknown in between."""
        id, status = attended.line.trunk.id, attended.status(self._places)
        if status.state in _UNSETTLED or self._told.get(id) == status.state:
            return
        first = id not in self._told
        self._told[id] = status.state
        tell = log.info if status.is_usable else log.warning
        tell("trunk state", trunk=status.name, state=status.state, reason=status.reason, status=status.last_status)
        if not (first and status.is_usable) and not attended.is_told_elsewhere:
            self.on_state(attended.line.tenant, status)

    async def hand_over(self) -> None:
        """No more calls are taken here: another machine is to register, if there is one."""
        if self._shared is not None:
            await self._shared.hand_over()

    async def close(self) -> None:
        """Leave all trunks."""
        if self._shared is not None:
            await self._shared.stop()
        tasks = [task for one in self._attended.values() for task in one.tasks]
        for task in tasks:
            task.cancel()
        tests = list(self._tests.values())
        for test in tests:
            test.cancel()
        await asyncio.gather(*tasks, *tests, *self._leaving, return_exceptions=True)
        await self._servers.close()
        if self._shared is not None:
            await self._shared.give_up()

    def statuses(self, tenant: int) -> list[TrunkStatus]:
        """Those of a tenant's trunks, by id."""
        found = sorted(self._attended.items())
        return [one.status(self._places) for _, one in found if one.line.tenant == tenant]

    async def test(self, line: Stored[Trunk]) -> TrunkTest:
        """Ask all addresses of a trunk now, also of one that is off. Whoever tests while somebody does, waits for his.

        What is known of the trunk follows soon. The caller knows the trunk, as in `callees`.
        """
        key = line.id, line.revision
        testing = self._tests.get(key)
        if testing is None:
            testing = self._tests[key] = asyncio.create_task(self._test(line.document), name=f"test-trunk-{line.id}")
            testing.add_done_callback(lambda _: self._tests.pop(key, None))
        found = await asyncio.shield(testing)
        if attended := self._attended.get(line.id):
            attended.hurry()
            if self._shared is not None and not attended.is_registering:
                self._shared.hurry(line.id)
        return found

    async def _test(self, trunk: Trunk) -> TrunkTest:
        at, hops = self._clock.now(), (await self._hops(trunk))[:MAX_HOPS]
        heard = await asyncio.gather(*(asked(self._endpoint, trunk, hop, self._proxy) for hop in hops))
        return TrunkTest(at=at, answers=tuple(map(_answer, hops, heard)))

    def by_state(self) -> Mapping[TrunkState, int]:
        """How many trunks of all tenants are in each state."""
        return dict(sorted(Counter(one.judgement.state for one in self._attended.values()).items()))

    def condition(self, trunk: int) -> TrunkCondition:
        """Whether a call may go out through a trunk, and whether it is likely to get through."""
        attended = self._attended.get(trunk)
        if attended is None:
            return "free"
        if self._places.full(of_trunk(trunk, attended.line.trunk.document, "out")):
            return "full"
        return "down" if attended.judgement.state in ("down", "rejected") else "free"

    async def callees(self, line: FromTrunk, number: str, *, emergency: bool = False) -> list[Callee]:
        """How to reach a number through a trunk; nothing when it is off or has no address.

        The caller knows the trunk: his configuration may be newer than the last `update`.
        """
        trunk = line.trunk.document
        hops = [replace(hop, strict=False) for hop in await self._ways(line)] if trunk.enabled else []
        if not hops:
            return []
        attended = self._attended.get(line.trunk.id)
        account = await self._last_account(line)
        bounds = of_trunk(line.trunk.id, trunk, "out")
        return [
            Callee(
                uri_of(trunk, number),
                route=(self._proxy.route,) if self._proxy else (),
                account=account,
                address=hops[0].host,
                silence_s=SILENCE_S,
                codecs=tuple(map(Codec, trunk.codecs)),
                encryption=trunk.encryption,
                bounds=unbounded(bounds) if emergency else bounds,
                first_hop=hops[0],
                more_hops=tuple(hops[1:MAX_WAYS]),
                avoided=attended.avoided if attended else None,
            )
        ]

    async def _ways(self, line: FromTrunk) -> list[NextHop]:
        """The trunk's addresses in the order in which to try them: those last that do not answer."""
        if self._proxy is not None:
            return [self._proxy.hop]
        hops, attended = await self._servers.ways(line.trunk.document), self._attended.get(line.trunk.id)
        return hops if attended is None else sorted(hops, key=attended.passes_over)

    async def _hops(self, trunk: Trunk) -> list[NextHop]:
        """The trunk's addresses that we can reach; or the proxy to them all."""
        return [self._proxy.hop] if self._proxy is not None else await self._servers.all_hops(trunk)

    async def _account(self, line: FromTrunk) -> TrunkAccount | None:
        """Raises Unavailable."""
        trunk = line.trunk
        password = await self._credentials.trunk_secret(line.tenant, trunk.id)
        known = trunk.document.username and password is not None
        account = TrunkAccount(trunk.document.username, password or "") if known else None
        self._accounts[trunk.id] = account
        return account

    async def _last_account(self, line: FromTrunk) -> TrunkAccount | None:
        """The account, or the last one known while the database is away: calls go on."""
        try:
            return await self._account(line)
        except Unavailable:
            return self._accounts.get(line.trunk.id)

    def _leave(self, attended: AttendedTrunk) -> "asyncio.Task[None] | None":
        leaving = attended.stop()
        for task in attended.tasks:
            self._leaving[task] = attended.line.trunk.id
            task.add_done_callback(lambda done: self._leaving.pop(done, None))
        return leaving


def _answer(hop: NextHop, heard: Heard | None) -> TrunkAnswer:
    return TrunkAnswer(
        address=name_of(hop),
        transport=hop.transport,
        status=heard and heard.status,
        reason=heard.reason if heard else "",
        rtt_ms=heard and heard.rtt_ms,
    )


def _now_s() -> float:
    return asyncio.get_running_loop().time()
