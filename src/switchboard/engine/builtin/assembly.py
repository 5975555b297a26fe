"""The built-in engine put together from its parts, as the calls process runs it."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from socket import socket

from switchboard.clock import SystemClock
from switchboard.config import Settings, SipSettings
from switchboard.engine.builtin.context import Callee, EngineContext
from switchboard.engine.builtin.digest_uri import OurHosts
from switchboard.engine.builtin.engine import BuiltinEngine
from switchboard.engine.builtin.figures import media_report, sip_figures
from switchboard.engine.builtin.identity import FORGET_FAILURES_S, Identity
from switchboard.engine.builtin.load_watch import LoadWatch
from switchboard.engine.builtin.locations import Locations
from switchboard.engine.builtin.media_pool import MediaPool
from switchboard.engine.builtin.message_waiting import MessageWaiting
from switchboard.engine.builtin.next_hops import FlowsInUse
from switchboard.engine.builtin.outbound_proxy import OutboundProxy
from switchboard.engine.builtin.places import Places
from switchboard.engine.builtin.quotas import Quota
from switchboard.engine.builtin.shared_registrations import SharedRegistrations
from switchboard.engine.builtin.trunk_lines import FromTrunk, TrunkLines
from switchboard.engine.builtin.trunk_servers import TrunkServers, spoken_by
from switchboard.engine.builtin.trunks import Trunks
from switchboard.engine.port import CallHandler, TrunkCondition, TrunkTarget
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk
from switchboard.sip.aio.addresses import canonical
from switchboard.sip.aio.name_service import NameService
from switchboard.sip.aio.transport import BoundSockets
from switchboard.sip.aio.transport_tls import TlsContexts
from switchboard.sip.digest import Algorithm, Authenticator
from switchboard.sip.offer_answer import Codec, Encryption
from switchboard.sip.registrar import Binding
from switchboard.status import EngineReport, TrunkStatus, TrunkTest
from switchboard.store.calls.trunk_news import TrunkNews
from switchboard.store.db.database import Database
from switchboard.store.documents.configurations import Configurations
from switchboard.store.mailboxes.changes import MailboxChanges
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.nodes.trunk_leases import TrunkLeases
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.failures import Failures
from switchboard.store.people.registrations import Registrations


class InstalledEngine(BuiltinEngine):
    """The built-in engine of an installation: with the phones and trunks of its database, and its media workers."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        configurations: Configurations,
        stem: Callable[[str], Path],
        tune: Callable[[int, str], Path | None],
        sockets: Mapping[str, socket],
        tls: TlsContexts | None = None,
        leases: TrunkLeases | None = None,
    ) -> None:
        """`stem` finds the samples of a content hash, and `tune` the ring of a network stream (`EngineContext`).
        `sockets`, by name, were handed to this process. Without `tls` there is no SIP over TLS.
        With `leases` other machines share the database, and one registers at each trunk.
        """
        sip, media = settings.sip, settings.media
        flows = FlowsInUse()
        locations = Locations(
            Registrations(database), sip.max_contacts, settings.node_name, lambda flow: self.endpoint.is_open(flow)
        )
        super().__init__(
            sip,
            configurations,
            bound=BoundSockets(sockets.get("sip-udp"), sockets.get("sip-tcp"), sockets.get("sip-tls")),
            tls=tls,
            is_needed=lambda flow: locations.uses(flow) or flow in flows,
        )
        credentials = Credentials(database, settings.key_file)
        self._locations = locations
        places = Places()
        self._dns = NameService(sip.name_servers)
        servers = TrunkServers(self._dns.locate, self.endpoint, spoken_by(sip))
        proxy = OutboundProxy.of(sip)
        shared = None if leases is None else SharedRegistrations(leases, same_contact=proxy is not None)
        self._trunks = Trunks(self.endpoint, credentials, places, SystemClock(), servers, proxy, shared)
        self._pool = MediaPool(list(map(settings.control_socket, range(settings.media_workers))), sip.host)
        context = EngineContext(
            settings=sip,
            endpoint=self.endpoint,
            pool=self._pool,
            locator=_Locator(locations, self._trunks, configurations),
            clock=SystemClock(),
            stem=stem,
            tune=tune,
            recordings=settings.recordings_directory,
            takes=settings.takes,
            answer_silence_s=media.answer_silence_ms / 1000,
            any_source_behind_nat=media.any_source_behind_nat,
            places=places,
            quota=_quota(sip).within(settings.streams),
            flows=flows,
        )
        identity = Identity(
            _authenticator(sip, credentials),
            credentials,
            TrunkLines(servers),
            OurHosts(frozenset(map(canonical, sip.names)), sip.realm, self._stands_for_us, configurations.owner),
            context.proxies,
            Failures.shared(database, SystemClock(), "sip", FORGET_FAILURES_S),
        )
        self._news = TrunkNews(database, SystemClock(), settings.node_name)
        self._trunks.on_state = self._news.tell
        self._messages = MailboxChanges(database)
        self._waiting = MessageWaiting(
            context, configurations, locations, Messages(database), unsolicited=sip.unsolicited_notify
        )
        locations.on_registered = self._registered
        self._telling: list[asyncio.Task[None]] = []
        self.attach(context, identity, locations, self._waiting)

    async def start(self, handler: CallHandler) -> None:
        await self._locations.load()
        await self._pool.start()
        await super().start(handler)
        self._telling = [
            asyncio.create_task(self._waiting.show_all(), name="lamps"),
            asyncio.create_task(self._follow_mailboxes(), name="follow-mailboxes"),
            asyncio.create_task(self._news.run(), name="trunk-news"),
            asyncio.create_task(LoadWatch(self.overload, self._pool).run(), name="load-watch"),
        ]

    def _registered(self, tenant: int, extension: int, before: Sequence[Binding], now: Sequence[Binding]) -> None:
        self._waiting.registered(tenant, extension, before, now)
        if bool(before) != bool(now):
            self._reachable(tenant, extension)

    async def _follow_mailboxes(self) -> None:
        async for owners in self._messages.follow():
            self._waiting.changed(owners)

    def follow(self, configurations: Mapping[int, Configuration]) -> None:
        super().follow(configurations)
        self._trunks.update(configurations)

    async def report(self) -> EngineReport:
        return EngineReport(
            sip=sip_figures(self.endpoint),
            registrations=self._locations.registered,
            subscriptions=self._waiting.subscriptions,
            trunks=self._trunks.by_state(),
            media=tuple(map(media_report, await self._pool.figures())),
        )

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        return self._trunks.statuses(tenant)

    async def test_trunk(self, trunk: Stored[Trunk]) -> TrunkTest:
        return await self._trunks.test(trunk)

    async def drain(self, timeout_s: float) -> None:
        await asyncio.gather(super().drain(timeout_s), self._trunks.hand_over())

    async def close(self) -> None:
        for task in self._telling:
            task.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)
        await self._trunks.close()
        self._dns.close()
        await super().close()
        await self._pool.close()

    def _stands_for_us(self, host: str) -> bool:
        """Whether the host is us or one of our proxies: phones behind a proxy know no other address."""
        return self.endpoint.is_ours(host) or self._context.proxies.trust(host)


@dataclass(frozen=True, slots=True)
class _Locator:
    """Where extensions and trunks are reached, and as whom their tenants call."""

    locations: Locations
    trunks: Trunks
    configurations: Configurations

    async def contacts(self, extensions: Collection[int]) -> Mapping[int, tuple[Binding, ...]]:
        return await self.locations.contacts(extensions)

    def mark_unreachable(self, extension: int, binding: Binding) -> None:
        self.locations.mark_unreachable(extension, binding)

    def codecs(self, tenant: int, extension: int) -> tuple[Codec, ...]:
        configuration = self.configurations.last.get(tenant)
        stored = configuration.get(Extension, extension) if configuration else None
        return tuple(map(Codec, stored.document.codecs)) if stored else ()

    def encryption(self, tenant: int, extension: int) -> Encryption:
        configuration = self.configurations.last.get(tenant)
        stored = configuration.get(Extension, extension) if configuration else None
        return stored.document.encryption if stored else "off"

    def trunk_condition(self, trunk: int) -> TrunkCondition:
        return self.trunks.condition(trunk)

    async def trunk_callees(self, tenant: int, target: TrunkTarget) -> list[Callee]:
        configuration = self.configurations.last.get(tenant)
        trunk = configuration.get(Trunk, target.trunk) if configuration else None
        if trunk is None:
            return []
        return await self.trunks.callees(FromTrunk(tenant, trunk), target.number, emergency=target.emergency)

    def domain(self, tenant: int) -> str:
        return self.configurations.domain(tenant)


def _quota(sip: SipSettings) -> Quota:
    return Quota(sip.calls_per_source or sip.max_calls, sip.half_open_per_source, sip.max_calls)


def _authenticator(sip: SipSettings, credentials: Credentials) -> Authenticator:
    """All machines of an installation know each other's nonces."""
    secret = credentials.vault.derived("sip-nonces")
    return Authenticator(sip.realm, secret, algorithms=[Algorithm(name) for name in sip.digest])
