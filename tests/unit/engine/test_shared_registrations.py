"""Several machines with one trunk: which of them registers, and what the others know; on virtual time."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

import pytest
from tests.unit.engine.kit.wire import Wire

from switchboard.clock import SystemClock
from switchboard.engine.builtin.places import Places
from switchboard.engine.builtin.shared_registrations import SharedRegistrations
from switchboard.engine.builtin.trunk_servers import NOTHING, TrunkServers
from switchboard.engine.builtin.trunks import Trunks
from switchboard.engine.simulated.loop import run_virtual
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Request
from switchboard.sip.server_location import Located, Wanted
from switchboard.status import TrunkStatus
from switchboard.store.nodes.trunk_leases import Progress, Registrant, Wish
from switchboard.store.people.credentials import Credentials

pytestmark = pytest.mark.unit

PROVIDER = "10.0.0.9"
HOSTS = {"a": "10.0.0.1", "b": "10.0.0.2"}
LINE = 7
TRUNK = Trunk(name="line", type="register", host=PROVIDER, username="4420", register_interval_s=3600)
OFF = TRUNK.model_copy(update={"enabled": False})


@dataclass
class Provider:
    """Notes who registers there (the host of its Contact), and for how long."""

    status: int = 200
    heard: list[tuple[str, str]] = field(default_factory=list)

    def on_request(self, tx: ServerTransaction) -> None:
        source, expires = tx.source.host, tx.request.headers.get("Expires") or ""
        self.heard.append((next((name for name, host in HOSTS.items() if host == source), source), expires))
        tx.respond(self.status, headers=[("Contact", tx.request.headers.get("Contact") or ""), ("Expires", expires)])

    def on_ack(self, request: Request) -> None:
        """There is none."""


class Nobody:
    async def trunk_secret(self, tenant: int, trunk: int) -> None:
        return None


class Table:
    """The leases of all machines, of which those `alive` count."""

    def __init__(self) -> None:
        self.rows: dict[int, tuple[str, Progress]] = {}
        self.alive: set[str] = set()
        self.is_away = False
        self.hurried: set[int] = set()


class Leases:
    def __init__(self, table: Table, name: str) -> None:
        self._table = table
        self._name = name
        table.alive.add(name)

    async def look(self, wish: Wish) -> Mapping[int, Registrant]:
        self._check()
        rows = self._table.rows
        for id, (name, _) in list(rows.items()):
            if name not in self._table.alive or (name == self._name and id not in {*wish.trunks, *wish.held}):
                del rows[id]
        for id in wish.trunks:
            if wish.takes:
                rows.setdefault(id, (self._name, Progress()))
            if id in rows and rows[id][0] == self._name:
                rows[id] = self._name, wish.progress.get(id, rows[id][1])
        return {id: self._registrant(id, wish) for id in wish.trunks if id in rows}

    def _registrant(self, id: int, wish: Wish) -> Registrant:
        name, progress = self._table.rows[id]
        if name != self._name:
            self._table.hurried.update({id}.intersection(wish.hurries))
            return Registrant(name, False, progress)
        hurried = id in self._table.hurried
        self._table.hurried.discard(id)
        return Registrant(name, True, progress, hurried)

    async def give_up(self) -> None:
        self._check()
        self._table.rows = {id: row for id, row in self._table.rows.items() if row[0] != self._name}

    async def others_live(self) -> bool:
        self._check()
        return bool(self._table.alive - {self._name})

    def _check(self) -> None:
        if self._table.is_away:
            raise Unavailable("the database is away")


async def _nowhere(wanted: Wanted) -> Located:
    return NOTHING


class Machine:
    """One with the trunk of that document; `news` are the states that it tells of."""

    def __init__(self, site: "Site", name: str, *, same_contact: bool) -> None:
        self.news: list[str] = []
        shared = SharedRegistrations(Leases(site.table, name), same_contact=same_contact)
        endpoint = site.wire.endpoint(Provider(), HOSTS[name])
        servers = TrunkServers(_nowhere, endpoint)
        self.trunks = Trunks(endpoint, cast(Credentials, Nobody()), Places(), SystemClock(), servers, shared=shared)
        self.trunks.on_state = lambda tenant, status: self.news.append(status.state)
        self.configure(TRUNK)

    def configure(self, trunk: Trunk) -> None:
        self.trunks.update({1: Configuration.of([Stored(LINE, 1, trunk)])})

    @property
    def status(self) -> TrunkStatus:
        (found,) = self.trunks.statuses(1)
        return found

    async def stop(self) -> None:
        await self.trunks.hand_over()
        await self.trunks.close()


class Site:
    """Machines a and b, and the provider of their trunk."""

    def __init__(self, *, same_contact: bool = False) -> None:
        self.wire = Wire()
        self.provider = Provider()
        self.wire.endpoint(self.provider, PROVIDER)
        self.table = Table()
        self.same_contact = same_contact

    async def machine(self, name: str) -> Machine:
        found = Machine(self, name, same_contact=self.same_contact)
        await asyncio.sleep(5)
        return found


def on_a_site(test: Callable[[Site], Awaitable[None]], *, same_contact: bool = False) -> None:
    async def main() -> None:
        await test(Site(same_contact=same_contact))

    run_virtual(main())


def test_one_machine_registers_and_both_know_that() -> None:
    async def main(site: Site) -> None:
        a, b = await site.machine("a"), await site.machine("b")
        assert site.provider.heard == [("a", "3600")]
        for one in (a, b):
            assert (one.status.state, one.status.registered_by) == ("up", "a")
        await b.stop()
        await a.stop()
        assert site.provider.heard == [("a", "3600"), ("a", "0")]

    on_a_site(main)


def test_another_machine_takes_over_when_it_is_dead() -> None:
    async def main(site: Site) -> None:
        a, b = await site.machine("a"), await site.machine("b")
        site.table.alive.remove("a")
        await asyncio.sleep(5)
        assert (b.status.state, b.status.registered_by) == ("up", "b")
        # It lived after all, and hears that it has been taken for dead.
        assert (a.status.registered_by, site.provider.heard[-1]) == ("b", ("a", "0"))
        site.table.alive.add("a")
        await b.stop()
        await a.stop()

    on_a_site(main)


@pytest.mark.parametrize("same_contact", [False, True])
def test_who_stops_hands_over_before_its_last_call_has_ended(same_contact: bool) -> None:
    """The Contact of a proxy in front of both is not taken back: it is the successor's, too."""

    async def main(site: Site) -> None:
        a, b = await site.machine("a"), await site.machine("b")
        await a.trunks.hand_over()
        await asyncio.sleep(5)
        taken_back = [] if same_contact else [("a", "0")]
        assert site.provider.heard == [("a", "3600"), *taken_back, ("b", "3600")]
        assert (a.status.state, a.status.registered_by) == ("up", "b")
        await a.trunks.close()
        assert site.provider.heard[-1] == ("b", "3600")
        await b.stop()

    on_a_site(main, same_contact=same_contact)


def test_the_last_machine_stays_registered_until_it_ends() -> None:
    async def main(site: Site) -> None:
        a = await site.machine("a")
        await a.trunks.hand_over()
        await asyncio.sleep(5)
        assert site.provider.heard == [("a", "3600")]
        await a.trunks.close()
        assert (site.provider.heard[-1], site.table.rows) == (("a", "0"), {})

    on_a_site(main, same_contact=True)


def test_while_the_database_is_away_all_stays_as_it_is() -> None:
    async def main(site: Site) -> None:
        a, b = await site.machine("a"), await site.machine("b")
        site.table.is_away = True
        await asyncio.sleep(3600)
        assert {name for name, _ in site.provider.heard} == {"a"} and len(site.provider.heard) > 1
        assert (a.status.state, b.status.state) == ("up", "up")
        await b.stop()
        await a.stop()
        assert site.provider.heard[-1] == ("a", "0")

    on_a_site(main)


def test_that_a_trunk_refuses_us_is_known_to_all_and_told_once() -> None:
    async def main(site: Site) -> None:
        site.provider.status = 403
        a, b = await site.machine("a"), await site.machine("b")
        assert [one.status.state for one in (a, b)] == ["rejected", "rejected"]
        assert [one.trunks.condition(LINE) for one in (a, b)] == ["down", "down"]
        assert (a.news, b.news) == (["rejected"], [])
        await b.stop()
        await a.stop()

    on_a_site(main)


def test_whoever_tests_a_trunk_lets_the_machine_try_again_that_registers_there() -> None:
    async def main(site: Site) -> None:
        site.provider.status = 403
        a, b = await site.machine("a"), await site.machine("b")
        site.provider.status = 200
        await b.trunks.test(Stored(LINE, 1, TRUNK))
        await asyncio.sleep(5)
        assert [one.status.state for one in (a, b)] == ["up", "up"]
        assert {name for name, expires in site.provider.heard if expires} == {"a"}
        await b.stop()
        await a.stop()

    on_a_site(main)


def test_a_trunk_that_is_switched_off_is_left_to_nobody() -> None:
    async def main(site: Site) -> None:
        a, b = await site.machine("a"), await site.machine("b")
        for one in (a, b):
            one.configure(OFF)
        await asyncio.sleep(5)
        assert (site.provider.heard[-1], site.table.rows) == (("a", "0"), {})
        for one in (b, a):
            one.configure(TRUNK)
        await asyncio.sleep(5)
        assert site.provider.heard[-1] == ("b", "3600")
        await b.stop()
        await a.stop()

    on_a_site(main)
