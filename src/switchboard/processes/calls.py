"""The calls process: an engine, call flow and the record of calls, put together."""

import asyncio
import gc
import itertools
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import cache, partial

import structlog
from pydantic import BaseModel

from switchboard.activation import SIP_SOCKETS, BadSocket, take_sockets
from switchboard.announcements import AnnouncementLoader
from switchboard.call.audio import AudioReport
from switchboard.call.record import AudioRow
from switchboard.callflow.announcements import country_of, languages_of
from switchboard.callflow.memory import Memory, Talks
from switchboard.callflow.record import CallRecorder
from switchboard.callflow.room_homes import AtHome
from switchboard.callflow.router import handle_call
from switchboard.callflow.session import Emit, Flow, Limits, Services
from switchboard.clock import SystemClock
from switchboard.config import Settings
from switchboard.engine.builtin.assembly import InstalledEngine
from switchboard.engine.call_control import SteerCall
from switchboard.engine.control import ControlServer
from switchboard.engine.control_lines import Done, Refused
from switchboard.engine.port import Call, CallInfo, DirectLine, Engine, GuestLine, NotAnswered, Origination
from switchboard.engine.remote_control import CallsProcesses
from switchboard.engine.test_call_control import Place, no_test_calls
from switchboard.errors import Unavailable
from switchboard.installation import opened_database, opened_security_log, prompt_library
from switchboard.lifeline import Lifeline
from switchboard.model.configuration import Configuration
from switchboard.model.drafts.draft import draft_configuration
from switchboard.model.language import Language
from switchboard.model.trunk import Trunk
from switchboard.processes import self_signed
from switchboard.processes.call_counts import CallCounts
from switchboard.processes.calls_figures import CallsReporter
from switchboard.processes.dialplans import CallDialplans, DialplanWeb
from switchboard.processes.figures_port import figures_port
from switchboard.processes.guests import GuestCalls
from switchboard.processes.heart import heart_of
from switchboard.processes.kept_calls import KeptCalls
from switchboard.processes.phone_edits import TenantEdits
from switchboard.processes.placed_calls import PlacedCall, PlacedCalls
from switchboard.processes.placing_bounds import Bounds
from switchboard.processes.playable import PlayableMessages, forget_playable
from switchboard.processes.radios import Radios
from switchboard.processes.shared_rooms import SharedRooms
from switchboard.processes.shared_sounds import FetchedSounds
from switchboard.processes.sip_tls import SipTls
from switchboard.processes.spoken_names import LONGEST_S, PATIENCE_S, SpokenNames
from switchboard.processes.steered_calls import SteeredCalls
from switchboard.processes.tenant_ports import Outside, StoredMailboxes, action_urls
from switchboard.processes.test_calls import Adapt, PlacedTestCalls
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.speech.speech import Speech
from switchboard.status import TrunkStatus, TrunkTest
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.wishes import Wishes
from switchboard.store.calls.writer import CallWriter
from switchboard.store.db.database import Database
from switchboard.store.documents.configurations import Configurations
from switchboard.store.documents.repository import Repository
from switchboard.store.drafts.drafts import Drafts
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.mailboxes.drafts import DraftWriter
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.nodes.commands import CommandsToUs
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.nodes.last_talks import LastTalks
from switchboard.store.nodes.nodes import Nodes
from switchboard.store.nodes.rooms import HeldRooms
from switchboard.store.nodes.trunk_leases import TrunkLeases
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.pin_failures import PinFailures
from switchboard.store.queues.database_books import DatabaseBooks
from switchboard.store.queues.service import QueueService
from switchboard.supervisor import stop_signal

log = structlog.get_logger()

CHANGES_RETRY_S = 1.0
SOUNDS_S = 3.0
"""For so long the first call after a change waits for new prompts of other machines."""
GC_THRESHOLDS = (10_000, 10, 10)
"""A running call has hundreds of objects. By Python's default (700) they were looked at again after every few calls,
for up to 160 ms, and nothing was found: a finished call is no garbage (see `EngineEvents.forget`)."""
SWITCH_INTERVAL_S = 0.0005
"""The database driver works in threads; by Python's default each of its answers could wait 5 ms for this one."""


class CallsProcess:
    """An engine, and one task a call; owns everything that it starts."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        configurations: Configurations,
        library: PromptLibrary,
        engine: Engine,
        playable: PlayableMessages,
        radios: Radios,
        line: DirectLine | None = None,
        lifeline: Lifeline | None = None,
        heart: Heartbeat | None = None,
        guests: GuestLine | None = None,
    ) -> None:
        """`line` takes test calls; None: there are none. `heart` is that of this process, made here if need be.
        `guests` takes callers of other machines; None where none shares the database.
        """
        self._settings = settings
        self._database = database
        self._configurations = configurations
        self._library = library
        self._engine = engine
        self._playable = playable
        self._radios = radios
        self._clock = SystemClock()
        self._writer = CallWriter(CallLog(database, settings.node_name))
        self._audio_reports = itertools.count()
        self._announcements = AnnouncementLoader(
            library, lambda language: log.info("announcements ready", language=language)
        )
        self._sounds = FetchedSounds(library)
        self._credentials = Credentials(database, settings.key_file)
        self._action_urls = cache(partial(action_urls, settings.outbound.private_hosts))
        self._dialplan_web = cache(partial(DialplanWeb, settings))
        self._pins = PinFailures(database)
        self._last_talks = None if database.is_sqlite else LastTalks(database, self._clock)
        self._memory = Memory(talks=Talks(self._last_talks))
        speech = Speech(settings.speech, settings.voices, limit_s=LONGEST_S, timeout_s=PATIENCE_S)
        # Each machine speaks names for itself.
        self._speaker = SpokenNames(PromptLibrary(settings.prompts, settings.limits), speech)
        self._blobs = Blobs(database, settings.sounds, settings.messages.home)
        self._messages = Messages(database, self._blobs)
        self._drafts = DraftWriter(self._messages, settings.drafts, self._clock, self._configuration_of)
        heart = heart or heart_of(settings, database, self._clock)
        self._rooms: SharedRooms | None = None
        self._guests: GuestCalls | None = None
        if guests is not None:
            processes = CallsProcesses.of(settings, database, self._clock)
            self._rooms = SharedRooms(HeldRooms(database, heart), processes)
            clock, of = self._clock, self._configuration_of
            self._guests = GuestCalls(guests, self._rooms, processes, clock, of, self._services)
        self._homes = self._rooms or AtHome()
        books = DatabaseBooks(database, self._clock, self._current_configuration, heart)
        self._queues = QueueService(database, books, self._configuration_of)
        engine.tell_reachable(self._queues.phones_changed)
        engine.tell_audio(self._keep_audio)
        self._serving: dict[int, tuple[Configuration, partial[Services]]] = {}
        self._counts = CallCounts(settings.metrics.tenants)
        self.reporter = CallsReporter(engine, self._writer, radios, self._counts, (lifeline or Lifeline()).lag_ms)
        limits = settings.limits
        bounds, wishing = (
            Bounds(limits.placed_calls, limits.placed_calls_a_minute, self._clock.monotonic_s) for _ in range(2)
        )
        self._placed = PlacedCalls(
            engine,
            bounds,
            self._clock,
            self._writer,
            self._queues.of,
            self._current_configuration,
            self._counts.counting,
            self._handle_placed,
        )
        wishes, node = Wishes(database), settings.node_name
        self._kept = KeptCalls(wishes, self._placed, self._clock, node, wishing, limits.kept_calls)
        self._commands = CommandsToUs(database, self._clock, node, self._obey)
        self._nodes = Nodes(database, self._clock, heart, lambda one: books.drop([one]), self._kept.take_over)
        self._control = ControlServer(
            settings.calls_socket,
            self,
            self._memory.rooms,
            self.reporter.report,
            self._memory.busy,
            self._placing(line),
            radios.status,
            self._test_trunk,
            self._kept.place,
            self._steer,
            self._guests,
        )

    def _keep_audio(self, report: AudioReport) -> None:
        self._writer.put(AudioRow(next(self._audio_reports), self._clock.now(), report))

    async def _obey(self, line: bytes) -> str:
        """A command of another machine; returns the answer. What goes on for a while is begun at this one alone."""
        answer = await self._control.answer(line)
        if not isinstance(answer, BaseModel):
            answer = Refused(reason="malformed")
        return answer.model_dump_json()

    async def _steer(self, command: SteerCall) -> Done | Refused:
        """Whoever has a call changed finds that in its record at once."""
        answer = await SteeredCalls(self._memory.running).steer(command)
        if isinstance(answer, Done):
            await self._writer.told()
        return answer

    def _placing(self, line: DirectLine | None) -> Place:
        if line is None:
            return no_test_calls
        most = self._settings.limits.test_calls
        return PlacedTestCalls(line, most, self._configuration_for_test, self._handle_test, self._playable).place

    async def run(self, stop: asyncio.Event, ready: asyncio.Event) -> None:
        """Take calls until `stop`, then drain. `ready` is set when calls can come."""
        # What is read now stays: to look for garbage among it again and again would take most of the start.
        gc.disable()
        await self._start()
        following = asyncio.create_task(self._follow_configuration(), name="follow-configuration")
        # A full collection stops all calls for as long as 60 ms: what lives as long as the process is never looked at
        # again.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)
        gc.enable()
        ready.set()
        log.info("calls ready")
        await stop.wait()
        log.info("draining", calls=self._engine.calls)
        self.reporter.draining = True
        await self._kept.stop()
        await self._engine.drain(self._settings.sip.drain_s)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await self._commands.close()
        await self._control.close()
        await self._engine.close()
        if self._rooms is not None:
            await self._rooms.close()
        if self._last_talks is not None:
            await self._last_talks.written()
        await self._radios.close()
        await self._kept.close()
        await self._queues.close()
        await self._drafts.close()
        await self._writer.close()
        await self._nodes.leave()

    async def _start(self) -> None:
        await self._nodes.enter()
        lost = await CallLog(self._database, self._settings.node_name).interrupt_open(datetime.now(UTC))
        if lost:
            log.warning("calls were interrupted by the last stop", calls=lost)
        for directory in (self._settings.recordings_directory, self._settings.takes):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        await asyncio.to_thread(forget_playable, self._settings.takes)
        self._radios.start()
        await self._drafts.forget_others(self._settings.takes)
        if completed := await self._library.complete():
            log.info("prompts were encoded anew", prompts=completed)
        await self._announcements.load_music()
        for configuration in (await self._configurations.current()).values():
            await self._announcements.load(languages_of(configuration))
            await self._announcements.load_tones((country_of(configuration),))
        self._writer.start()
        await self._drafts.start()
        await self._queues.start()
        await self._control.start()
        self._commands.start()
        await self._engine.start(self._handle)
        self._kept.start()

    async def _originate(self, origination: Origination, flow: Flow) -> CallInfo | NotAnswered:
        return await self._engine.originate(origination, partial(self._handle, flow=flow))

    async def _handle(self, call: Call, flow: Flow | None = None) -> None:
        """One call: its flow, and its record."""
        tenant = call.info.tenant
        recorder, configuration = CallRecorder(call.info, self._writer), self._configurations.last[tenant]
        services = await self._services(call, configuration, self._counts.counting(recorder.emit, tenant))
        await _run(call, services, recorder, flow)

    async def _handle_placed(self, call: Call, answered_at: datetime, placed: PlacedCall) -> None:
        """One call that a client has asked for, from its answer on."""
        services = await self._services(call, placed.configuration, placed.emit)
        await _run(call, services, placed.recorder, placed.plan.flow, answered_at)

    def hang_up(self, call: str, tenant: int) -> bool:
        """End a call, which somebody has asked for by command; False when there is none with that id in the tenant."""
        return self._placed.hang_up(call, tenant) or self._engine.hang_up(call, tenant)

    def trunk_statuses(self, tenant: int) -> Sequence[TrunkStatus]:
        """How the trunks of a tenant are."""
        return self._engine.trunk_statuses(tenant)

    async def _handle_test(self, call: Call, configuration: Configuration, adapt: Adapt) -> None:
        """One test call."""
        recorder = CallRecorder(call.info, self._writer, test=True)
        async with adapt(await self._services(call, configuration, recorder.emit)) as services:
            await _run(call, services, recorder)

    async def _services(self, call: Call, configuration: Configuration, emit: Emit) -> Services:
        """All calls of a tenant have the same but for `emit`, until its configuration changes."""
        tenant = call.info.tenant
        known, services = self._serving.get(tenant, (None, None))
        if services is None or known is not configuration:
            services = self._services_of(tenant, configuration)
            await self._fetch_sounds([configuration])
            if await self._load_tones(configuration):
                self._serving[tenant] = (configuration, services)
        return services(emit=emit, announcements=self._announcements.ready)

    def _services_of(self, tenant: int, configuration: Configuration) -> "partial[Services]":
        limits = self._settings.limits
        outside = Outside(tenant, self._credentials, self._action_urls)
        return partial(
            Services,
            configuration=configuration,
            clock=self._clock,
            limits=Limits(limits.visits, limits.depth, limits.menu_time_s, answerer_s=limits.answerer_s),
            secrets=outside,
            actions=outside,
            dialplans=CallDialplans(configuration, outside.secret, self._dialplan_web, self._playable),
            pins=self._pins,
            memory=self._memory,
            mailboxes=StoredMailboxes(configuration, tenant, self._messages, self._drafts, self._blobs, self._playable),
            edits=TenantEdits(
                tenant, Repository(self._database, tenant), self._library, self._credentials, self._playable
            ),
            queues=self._queues.of(tenant),
            speaker=self._speaker,
            originate=self._originate,
            homes=self._homes,
        )

    async def _test_trunk(self, tenant: int, trunk: int) -> TrunkTest | None:
        """The trunk as the database has it now: somebody may have changed it a moment ago."""
        stored = (await self._current_configuration(tenant)).get(Trunk, trunk)
        return None if stored is None else await self._engine.test_trunk(stored)

    async def _configuration_for_test(self, tenant: int, draft: int | None) -> Configuration:
        """Raises NotFound, Unavailable."""
        live = await self._current_configuration(tenant)
        if draft is None:
            return live
        return draft_configuration(live, (await Drafts(self._database, tenant).opened(draft)).drafted)

    def _configuration_of(self, tenant: int) -> Configuration | None:
        return self._configurations.last.get(tenant)

    async def _current_configuration(self, tenant: int) -> Configuration:
        """As the database has it now; Raises Unavailable."""
        return (await self._configurations.current()).get(tenant) or Configuration.of(())

    async def _load_tones(self, configuration: Configuration) -> bool:
        """The country may be another since the start. False where its tones could not be stored."""
        try:
            await self._announcements.load_tones((country_of(configuration),))
        except OSError as error:
            log.error("tones could not be stored, callers hear none", error=str(error))
            return False
        return True

    async def _fetch_sounds(self, configurations: Iterable[Configuration], within_s: float | None = SOUNDS_S) -> None:
        """Prompts that other machines have stored. A caller hears no prompt that does not come in time."""
        try:
            async with asyncio.timeout(within_s):
                await self._sounds.fetch(configurations)
        except (OSError, Unavailable) as error:
            log.error("prompts of other machines could not be fetched", error=type(error).__name__)

    async def _load_languages(self, configurations: Iterable[Configuration]) -> None:
        """Those that are new, so that no caller of a menu need wait for its language; then their numbers."""
        try:
            # In a thread: among thousands of menus it takes a moment, in which a call would hear no key.
            found = await asyncio.to_thread(lambda known: [languages_of(one) for one in known], tuple(configurations))
            languages = dict.fromkeys(itertools.chain.from_iterable(found))
            await self._announcements.load(languages)
            await self._announcements.load_clips(languages)
        except OSError as error:
            log.error("announcements are in English where others could not be stored", error=str(error))

    async def _follow_configuration(self) -> None:
        seen: Mapping[int, Configuration] = {}
        while True:
            try:
                configurations = await self._configurations.current()
                self._engine.follow(configurations)
                self._queues.ask()
                new = [one for tenant, one in configurations.items() if one is not seen.get(tenant)]
                await self._fetch_sounds(new, within_s=None)
                await self._load_languages(new)
                # In a thread: for thousands of names it takes a moment, in which a call would hear no key.
                await asyncio.to_thread(lambda known: [one.names for one in known], tuple(configurations.values()))
                seen = configurations
                await self._configurations.wait_for_change(configurations)
            except Unavailable:
                await asyncio.sleep(CHANGES_RETRY_S)


def _tell_ready(language: Language) -> None:
    log.info("announcements ready", language=language)


async def _run(
    call: Call,
    services: Services,
    recorder: CallRecorder,
    flow: Flow | None = None,
    answered_at: datetime | None = None,
) -> None:
    # Lines that are logged in its task are about this call.
    structlog.contextvars.bind_contextvars(call=call.info.id)
    try:
        await handle_call(call, services, flow, answered_at)
    finally:
        recorder.close(methods=tuple(sorted(call.keys.methods)), recording=call.recording)


async def run_calls(settings: Settings, lifeline: Lifeline) -> None:
    """Take calls until SIGTERM, then drain. Raises BadSocket and BadCertificate."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    sockets = take_sockets(SIP_SOCKETS)
    lifeline.keep_beating()
    async with opened_security_log(settings), opened_database(settings) as database:
        configurations, library = Configurations(database), prompt_library(settings, database)
        playable = PlayableMessages(library.stem, settings.takes)
        radios = Radios(settings.music, settings.outbound.private_hosts, settings.radio)
        tls = await SipTls.of(settings, SystemClock())
        if tls is None and "sip-tls" in sockets:
            raise BadSocket("sip-tls needs a certificate: sip.tls_port and sip.tls_certificate")
        clock = SystemClock()
        heart = heart_of(settings, database, clock)
        leases = None if database.is_sqlite else TrunkLeases(database, clock, heart)
        engine = InstalledEngine(settings, database, configurations, playable.stem, radios.tune, sockets, tls, leases)
        calls = CallsProcess(
            settings,
            database,
            configurations,
            library,
            engine,
            playable,
            radios,
            engine,
            lifeline,
            heart,
            None if database.is_sqlite else engine,
        )
        stop, ready = stop_signal(), asyncio.Event()
        process = asyncio.create_task(calls.run(stop, ready))
        renewing = asyncio.create_task(_keep_certificate(settings), name="renewing")
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({process, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        try:
            if ready.is_set():
                lifeline.ready()
            alone = ready.is_set() and not lifeline.is_supervised
            async with figures_port(settings, database, calls.reporter.report) if alone else nullcontext():
                await process
        finally:
            renewing.cancel()


async def _keep_certificate(settings: Settings) -> None:
    if settings.sip.tls == "self-signed":
        await self_signed.keep_renewed(settings.self_signed, SystemClock())
