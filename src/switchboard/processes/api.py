"""The api process: the faces of the API over HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import structlog

from switchboard.activation import API_SOCKETS, BadSocket, take_sockets
from switchboard.api.asgi import create_api, metrics_alone, portsip_alone
from switchboard.api.common import ApiServices
from switchboard.api.native import webhook_body as native
from switchboard.api.native.webhook_body import NativeWebhooks
from switchboard.api.pages import Pages
from switchboard.api.servetel import events as servetel
from switchboard.api.status import StatusCollector, StatusServer
from switchboard.api.yeastar import events as yeastar
from switchboard.api.yeastar.agent_events import AgentEvents
from switchboard.api.yeastar.events import YeastarEvents
from switchboard.clock import SystemClock
from switchboard.config import Settings
from switchboard.delivery import smtp
from switchboard.delivery.alarm import AlarmChannel
from switchboard.delivery.mail import MailChannel
from switchboard.delivery.sender import Sender
from switchboard.delivery.sms import SmsChannel
from switchboard.delivery.traces import Traces
from switchboard.delivery.webhooks import Render, RenderAgent, WebhookChannel, WebhookPoster
from switchboard.descriptors import bound
from switchboard.installation import installation, opened_security_log
from switchboard.lifeline import Lifeline
from switchboard.outbound.sender import HttpSender
from switchboard.processes import self_signed
from switchboard.processes.certificate import Certificate, own_certificate
from switchboard.processes.http_server import HttpServer
from switchboard.processes.recordings_to_bucket import keep_moving
from switchboard.processes.retention import Retention
from switchboard.prompts.speech.survey import Survey
from switchboard.store.calls.feed import CallFeed
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.supervisor import stop_signal

_log = structlog.stdlib.get_logger(__name__)


async def run_api(settings: Settings, lifeline: Lifeline) -> None:
    """Serve until SIGTERM. Raises BadSocket, BadCertificate and NoTelemetry."""
    sockets = take_sockets(API_SOCKETS)
    lifeline.keep_beating()
    async with opened_security_log(settings), installation(settings) as opened:
        services = ApiServices(
            database=opened.database,
            settings=settings,
            credentials=opened.credentials,
            clock=SystemClock(),
            repository=lambda tenant: Repository(opened.database, tenant),
            prompts=opened.library,
            feed=CallFeed(opened.database),
            blobs=Blobs(opened.database, settings.sounds),
            pages=Pages(settings.api.page_cache_bytes),
            lifeline=lifeline,
        )
        yeastar_events, traces = YeastarEvents(services), _traces(services)
        servers = await _servers(services, yeastar_events, sockets, await _certificate(services))
        async with asyncio.TaskGroup() as tasks:
            senders = (_sender(services, yeastar_events), _mail_sender(services))
            sending = [tasks.create_task(sender.run(), name="sender") for sender in senders]
            tidying = tasks.create_task(Retention(services).keep(), name="tidying")
            digesting = tasks.create_task(services.digest.follow(), name="digesting")
            trying = tasks.create_task(_try_voices(settings), name="trying-voices")
            renewing = tasks.create_task(_keep_certificate(services), name="renewing")
            moving = tasks.create_task(keep_moving(opened.database, settings), name="moving-recordings")
            tracing = [tasks.create_task(traces.run(), name="tracing")] if traces else []
            async with _status_socket(services):
                await _serve(servers, services, lifeline)
            for task in (*sending, tidying, digesting, trying, renewing, moving, *tracing):
                task.cancel()


def _traces(services: ApiServices) -> Traces | None:
    """What tells a collector of calls; None without one. Raises NoTelemetry."""
    settings = services.settings.telemetry
    if not settings.url:
        return None
    traces = Traces(services.database, settings, services.clock)
    services.digest.on_end = traces.take
    return traces


@asynccontextmanager
async def _status_socket(services: ApiServices) -> AsyncIterator[None]:
    """`switchboard status` is answered in the block. Of several api processes of a machine the first answers."""
    server = StatusServer(services.settings.api_socket, StatusCollector(services))
    try:
        await server.start()
    except OSError as error:
        _log.warning("another process tells the status", error=str(error))
    try:
        yield
    finally:
        await server.close()


def _sender(services: ApiServices, yeastar_events: YeastarEvents) -> Sender:
    """The sender that empties the outbox. Each api process has one, and they share the work."""
    outbound = services.settings.outbound
    http = HttpSender(outbound.private_hosts, outbound.timeout_s)
    poster = WebhookPoster(http, services.credentials)
    forms: Mapping[str, Render] = {
        native.FORM: NativeWebhooks(services.database, services.clock).bodies,
        servetel.FORM: servetel.ServetelWebhooks(services.database).bodies,
        yeastar.FORM: yeastar_events.webhook_bodies,
    }
    agent_forms: Mapping[str, RenderAgent] = {
        native.FORM: native.agent_body,
        yeastar.FORM: AgentEvents(services).messages,
    }
    trunk_forms = {native.FORM: native.trunk_body, yeastar.FORM: yeastar_events.trunk_body}
    webhooks = WebhookChannel(services.database, services.repository, poster, forms, trunk_forms, agent_forms)
    gateway = urlsplit(services.settings.sms.url).hostname or ""
    # The operator has named the gateway, and no tenant: it may be in the private network.
    sms_http = HttpSender((*outbound.private_hosts, gateway), outbound.timeout_s)
    sms = SmsChannel(sms_http, services.repository, services.settings.sms)
    return Sender(services.database, {"webhook": webhooks, "sms": sms}, services.clock, outbound)


def _mail_sender(services: ApiServices) -> Sender:
    """The sender of mails, apart: a mail server that hangs holds up no webhook."""
    settings = services.settings.mail
    channel = MailChannel(services.database, services.blobs, services.repository, settings, services.clock)
    return Sender(
        services.database,
        {"mail": channel, "alarm": AlarmChannel(services.repository, settings, services.clock)},
        services.clock,
        services.settings.outbound,
        at_once=smtp.AT_ONCE,
        longest_s=settings.timeout_s,
    )


async def _certificate(services: ApiServices) -> Certificate | None:
    """None where the settings want no TLS. Raises BadCertificate."""
    settings = services.settings
    files = await own_certificate(settings.api, settings.self_signed, services.clock)
    return None if files is None else Certificate(*files)


async def _keep_certificate(services: ApiServices) -> None:
    if services.settings.api.tls == "self-signed":
        await self_signed.keep_renewed(services.settings.self_signed, services.clock)


async def _servers(
    services: ApiServices,
    yeastar_events: YeastarEvents,
    sockets: Mapping[str, socket.socket],
    certificate: Certificate | None,
) -> Sequence[HttpServer]:
    """The server for all faces; and those for PortSIP alone, if that has a port or a socket, and for metrics, if they
    have a port. Raises BadSocket.
    """
    api, settings = create_api(services, yeastar_events), services.settings
    common, own = settings.api.port, settings.portsip.port
    listening = await _listening(settings.api.host, common, sockets.get("api"))
    servers = [HttpServer(api, settings.api, listening, certificate)]
    if settings.portsip.enabled and (own not in (0, common) or "portsip" in sockets):
        listening = await _listening(settings.api.host, own, sockets.get("portsip"))
        servers.append(HttpServer(portsip_alone(api, services), settings.api, listening, certificate))
    elif "portsip" in sockets:
        raise BadSocket("portsip is handed over, but portsip.enabled is false")
    if settings.metrics.port:
        listening = await _listening(settings.metrics.host, settings.metrics.port, None)
        servers.append(HttpServer(metrics_alone(services), settings.api, listening, certificate))
    return servers


async def _listening(host: str, port: int, handed: socket.socket | None) -> Sequence[socket.socket]:
    """The socket that systemd handed to us, or else one for each address of the host. Raises BadSocket."""
    try:
        return [handed] if handed is not None else await bound(host, port)
    except OSError as error:
        raise BadSocket(f"cannot listen at {host} port {port}: {error.strerror}") from error


async def _serve(servers: Sequence[HttpServer], services: ApiServices, lifeline: Lifeline) -> None:
    """Serve until SIGTERM, which also ends the streams of events: they would go on for ever.

    The supervisor is told that we are ready once all servers listen.
    """
    stop = stop_signal()
    async with asyncio.TaskGroup() as tasks:
        for server in servers:
            tasks.create_task(server.serve())
        for server in servers:
            await server.listening.wait()
        lifeline.ready()
        await stop.wait()
        services.feed.close()
        services.agent_feed.close()
        for server in servers:
            server.should_exit = True


async def _try_voices(settings: Settings) -> None:
    """Say in the log which voices do not work: otherwise the first who needs one would notice."""
    try:
        found = await Survey(settings).read()
    except OSError as error:
        _log.warning("voices cannot be tried", error=type(error).__name__)
        return
    for voice in found.voices:
        if not voice.works:
            _log.warning("a voice does not work", language=voice.language, engine=voice.engine, reason=voice.reason)
