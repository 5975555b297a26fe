"""The calls process: SIP, call flow and the record of calls, put together."""

import asyncio
import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from switchboard.activation import SIP_SOCKETS, take_sockets
from switchboard.announcements import AnnouncementLoader
from switchboard.callflow.announcements import country_of, languages_of
from switchboard.callflow.memory import Memory
from switchboard.callflow.record import CallRecorder
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Limits, Services
from switchboard.clock import SystemClock
from switchboard.config import Settings
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.context import EXTENSIONS, Callee, EngineContext
from switchboard.engine.builtin.digest_uri import OurHosts
from switchboard.engine.builtin.engine import BuiltinEngine
from switchboard.engine.builtin.hops import FlowsInUse
from switchboard.engine.builtin.identity import Identity
from switchboard.engine.builtin.locations import Locations
from switchboard.engine.builtin.media import MediaPool
from switchboard.engine.builtin.media_peer import is_trusted
from switchboard.engine.builtin.quotas import Quota
from switchboard.engine.builtin.trunk_lines import FromTrunk, TrunkLines
from switchboard.engine.builtin.trunks import Trunks
from switchboard.engine.control import ControlServer
from switchboard.engine.port import Call, TrunkTarget
from switchboard.errors import Unavailable
from switchboard.installation import opened_database, opened_security_log
from switchboard.lifeline import Lifeline
from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl
from switchboard.model.configuration import Configuration
from switchboard.model.language import LANGUAGES
from switchboard.model.trunk import Trunk
from switchboard.outbound.action_url import ActionUrlClient
from switchboard.processes.calls_figures import CallsReporter
from switchboard.prompts.library import PromptLibrary
from switchboard.sip.aio.addresses import canonical
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.aio.transport import BoundSockets
from switchboard.sip.digest import Algorithm, Authenticator
from switchboard.sip.registrar import Binding
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.writer import CallWriter
from switchboard.store.db.database import Database
from switchboard.store.documents.configurations import Configurations
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.pin_failures import PinFailures
from switchboard.store.people.registrations import Registrations
from switchboard.supervisor import stop_signal

log = structlog.get_logger()

USER_AGENT = "Switchboard"
CHANGES_RETRY_S = 1.0
SWITCH_INTERVAL_S = 0.0005
"""The database driver works in threads; by Python's default each of its answers could wait 5 ms for this one."""


@dataclass(frozen=True, slots=True)
class _Locator:
    """Where extensions and trunks are reached, for the engine, and as whom their tenants call."""

    locations: Locations
    trunks: Trunks
    configurations: Configurations

    def contacts(self, extension: int) -> tuple[Binding, ...]:
        return self.locations.contacts(extension)

    def mark_unreachable(self, extension: int, binding: Binding) -> None:
        self.locations.mark_unreachable(extension, binding)

    async def trunk_callees(self, tenant: int, target: TrunkTarget) -> list[Callee]:
        configuration = self.configurations.last.get(tenant)
        trunk = configuration.get(Trunk, target.trunk) if configuration else None
        return await self.trunks.callees(FromTrunk(tenant, trunk), target.number) if trunk else []

    def domain(self, tenant: int) -> str:
        return self.configurations.domain(tenant)


@dataclass(frozen=True, slots=True)
class _Outside:
    """What the calls of a tenant may ask: its secrets, and web servers."""

    tenant: int
    credentials: Credentials
    action_urls: ActionUrlClient

    async def secret(self, key: int, name: str) -> str | None:
        """Raises Unavailable."""
        return await self.credentials.object_secret(self.tenant, key, name)

    async def ask(self, ivr: int, action: ActionUrl, question: ActionQuestion) -> ActionAnswer:
        return await self.action_urls.ask(ivr, action, question, self.secret)


class CallsProcess:
    """SIP, and one task a call; owns everything that it starts."""

    def __init__(self, settings: Settings, database: Database, bound: BoundSockets) -> None:
        self._settings = settings
        self._database = database
        self._bound = bound
        self._clock = SystemClock()
        self._writer = CallWriter(CallLog(database, settings.node_name))
        self._configurations = Configurations(database)
        self._library = PromptLibrary(settings.prompts, settings.limits)
        self._announcements = AnnouncementLoader(self._library)
        self._flows = FlowsInUse()
        self._engine = BuiltinEngine(self._handle, self._configurations)
        self._endpoint = SipEndpoint(
            self._engine,
            user_agent=USER_AGENT,
            advertised_host=settings.sip.advertised_host or None,
            extensions=EXTENSIONS,
            trying=False,
            connections_per_address=settings.sip.connections_per_address,
            keep=self._is_needed,
        )
        credentials = Credentials(database, settings.key_file)
        self._credentials = credentials
        self._action_urls = ActionUrlClient(settings.outbound.private_hosts)
        self._pins = PinFailures(database)
        self._memory = Memory()
        self._trunks = Trunks(self._endpoint, credentials)
        self._locations = Locations(Registrations(database), settings.sip.max_contacts)
        authenticator = Authenticator(
            settings.sip.realm,
            secrets.token_bytes(32),
            algorithms=[Algorithm(name) for name in settings.sip.digest],
        )
        lines, trusted = TrunkLines(self._trunks), settings.sip.trusted_proxies
        self._identity = Identity(authenticator, credentials, lines, self._our_hosts(), trusted)
        sockets = [settings.control_socket(worker) for worker in range(settings.media_workers)]
        self._pool = MediaPool(sockets, settings.sip.host)
        self._reporter = CallsReporter(self._engine, self._endpoint, self._locations, self._pool, self._writer)
        self._control = ControlServer(settings.calls_socket, self._engine, self._reporter.report)

    def _is_needed(self, flow: int) -> bool:
        """Whether a phone is registered over that TCP connection, or a call goes on."""
        return self._locations.uses(flow) or flow in self._flows

    def _quota(self) -> Quota:
        sip = self._settings.sip
        quota = Quota(sip.calls_per_source or sip.max_calls, sip.half_open_per_source, sip.max_calls)
        return quota.within(self._settings.streams)

    def _our_hosts(self) -> OurHosts:
        sip = self._settings.sip
        names = frozenset(map(canonical, sip.names))
        return OurHosts(names, sip.realm, self._stands_for_us, self._configurations.owner)

    def _stands_for_us(self, host: str) -> bool:
        """Also a proxy of ours: phones behind it know no other address."""
        return self._endpoint.is_ours(host) or is_trusted(host, self._settings.sip.trusted_proxies)

    async def run(self, stop: asyncio.Event, ready: asyncio.Event) -> None:
        """Take calls until `stop`, then drain. `ready` is set when calls can come."""
        await self._start()
        background = (
            asyncio.create_task(self._follow_configuration(), name="follow-configuration"),
            asyncio.create_task(self._load_other_languages(), name="load-languages"),
        )
        ready.set()
        log.info("calls ready", port=self._endpoint.port)
        await stop.wait()
        log.info("draining", calls=self._engine.calls)
        await self._engine.drain(self._settings.sip.drain_s)
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await self._control.close()
        await self._trunks.close()
        await self._endpoint.close()
        await self._pool.close()
        await self._writer.close()

    async def _start(self) -> None:
        lost = await CallLog(self._database, self._settings.node_name).interrupt_open(datetime.now(UTC))
        if lost:
            log.warning("calls were interrupted by the last stop", calls=lost)
        self._settings.recordings.mkdir(mode=0o700, parents=True, exist_ok=True)
        if completed := await self._library.complete():
            log.info("prompts were encoded anew", prompts=completed)
        for configuration in (await self._configurations.current()).values():
            await self._announcements.load(languages_of(configuration))
            await self._announcements.load_tones((country_of(configuration),))
        self._writer.start()
        await self._locations.load()
        await self._pool.start()
        self._engine.attach(self._context(), self._identity, self._locations)
        await self._control.start()
        sip = self._settings.sip
        await self._endpoint.start(sip.host, sip.port, tcp=sip.tcp, bound=self._bound)

    def _context(self) -> EngineContext:
        return EngineContext(
            settings=self._settings.sip,
            endpoint=self._endpoint,
            pool=self._pool,
            locator=_Locator(self._locations, self._trunks, self._configurations),
            clock=self._clock,
            stem=self._library.stem,
            recordings=self._settings.recordings,
            answer_silence_s=self._settings.media.answer_silence_ms / 1000,
            any_source_behind_nat=self._settings.media.any_source_behind_nat,
            quota=self._quota(),
            flows=self._flows,
        )

    async def _handle(self, call: Call) -> None:
        """One call: its flow, and its record."""
        recorder = CallRecorder(call.info, self._writer)
        limits = self._settings.limits
        outside = _Outside(call.info.tenant, self._credentials, self._action_urls)
        configuration = self._configurations.last[call.info.tenant]
        await self._load_tones(configuration)
        services = Services(
            configuration=configuration,
            clock=self._clock,
            emit=self._reporter.counting(recorder.emit),
            announcements=self._announcements.ready,
            limits=Limits(limits.visits, limits.depth, limits.menu_time_s),
            secrets=outside,
            actions=outside,
            pins=self._pins,
            memory=self._memory,
        )
        try:
            await handle_call(call, services)
        finally:
            recording = call.recording if isinstance(call, BuiltinCall) else ""
            recorder.close(methods=tuple(sorted(call.keys.methods)), recording=recording)

    async def _load_tones(self, configuration: Configuration) -> None:
        """The country may be another since the start."""
        try:
            await self._announcements.load_tones((country_of(configuration),))
        except OSError as error:
            log.error("tones could not be stored, callers hear none", error=str(error))

    async def _load_other_languages(self) -> None:
        """So that the first caller of a menu in a new language need not wait."""
        try:
            await self._announcements.load(LANGUAGES)
        except OSError as error:
            log.error("announcements are in English where others could not be stored", error=str(error))

    async def _follow_configuration(self) -> None:
        while True:
            try:
                configurations = await self._configurations.current()
                self._trunks.update(configurations)
                await self._configurations.wait_for_change(configurations)
            except Unavailable:
                await asyncio.sleep(CHANGES_RETRY_S)


async def run_calls(settings: Settings, lifeline: Lifeline) -> None:
    """Take calls until SIGTERM, then drain. Raises BadSocket."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    sockets = take_sockets(SIP_SOCKETS)
    bound = BoundSockets(sockets.get("sip-udp"), sockets.get("sip-tcp"))
    lifeline.keep_beating()
    async with opened_security_log(settings), opened_database(settings) as database:
        stop, ready = stop_signal(), asyncio.Event()
        process = asyncio.create_task(CallsProcess(settings, database, bound).run(stop, ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({process, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if ready.is_set():
            lifeline.ready()
        await process
