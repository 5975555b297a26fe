"""The api process: the faces of the API over HTTP."""

import asyncio
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

import structlog
import uvicorn
from fastapi import FastAPI

from switchboard import errors
from switchboard.api.asgi import LONGEST_MESSAGE, WEBSOCKETS, create_api, portsip_alone
from switchboard.api.common import ApiServices
from switchboard.api.native import told as native
from switchboard.api.pages import Pages
from switchboard.api.servetel import events as servetel
from switchboard.api.yeastar import events as yeastar
from switchboard.clock import SystemClock
from switchboard.config import ApiSettings, Settings
from switchboard.delivery.sender import Sender
from switchboard.delivery.sms import SmsChannel
from switchboard.delivery.webhooks import Render, WebhookChannel, WebhookPoster
from switchboard.installation import installation
from switchboard.outbound.http import HttpSender
from switchboard.processes.connections import bounded
from switchboard.store.call_feed import CallFeed
from switchboard.store.files import Files
from switchboard.store.repository import Repository
from switchboard.store.uploads import Uploads
from switchboard.store.vault import Vault
from switchboard.supervisor import stop_signal, tell_ready

TIDY_S = 3600.0

_log = structlog.stdlib.get_logger(__name__)


async def run_api(settings: Settings) -> None:
    """Serve until SIGTERM."""
    async with installation(settings) as opened:
        services = ApiServices(
            database=opened.database,
            settings=settings,
            credentials=opened.credentials,
            clock=SystemClock(),
            repository=lambda tenant: Repository(opened.database, tenant),
            prompts=opened.library,
            feed=CallFeed(opened.database),
            pages=Pages(settings.api.page_cache_bytes),
        )
        async with asyncio.TaskGroup() as tasks:
            sending = tasks.create_task(_sender(services).run(), name="sender")
            tidying = tasks.create_task(_keep_tidy(services), name="tidying")
            await _serve(_servers(create_api(services), settings), services.feed)
            sending.cancel()
            tidying.cancel()


def _sender(services: ApiServices) -> Sender:
    """What empties the outbox. Where several API processes run, each has one."""
    outbound = services.settings.outbound
    http = HttpSender(outbound.private_hosts, outbound.timeout_s)
    poster = WebhookPoster(http, services.credentials)
    forms: Mapping[str, Render] = {
        native.FORM: native.told,
        servetel.FORM: servetel.told,
        yeastar.FORM: yeastar.YeastarEvents(services).body,
    }
    webhooks = WebhookChannel(services.database, services.repository, poster, forms)
    gateway = urlsplit(services.settings.sms.url).hostname or ""
    sms_http = HttpSender((*outbound.private_hosts, gateway), outbound.timeout_s)
    sms = SmsChannel(sms_http, services.repository, services.settings.sms)
    return Sender(services.database, {"webhook": webhooks, "sms": sms}, services.clock, outbound)


def _servers(api: FastAPI, settings: Settings) -> Sequence["_Server"]:
    """One for all faces, and with a port of its own one for PortSIP's alone."""
    common, own = settings.api.port, settings.portsip.port
    servers = [_Server(api, settings.api, common)]
    if settings.portsip.enabled and own not in (0, common):
        servers.append(_Server(portsip_alone(api), settings.api, own))
    return servers


async def _serve(servers: Sequence["_Server"], feed: CallFeed) -> None:
    """Until SIGTERM, which also ends the streams, which would go on for ever.

    The supervisor hears that we are ready when all of them listen.
    """
    stop = stop_signal()
    async with asyncio.TaskGroup() as tasks:
        for server in servers:
            tasks.create_task(server.serve())
        for server in servers:
            await server.listening.wait()
        tell_ready()
        await stop.wait()
        feed.close()
        for server in servers:
            server.should_exit = True


class _Server(uvicorn.Server):
    """Listens at one port, and leaves signals to others."""

    def __init__(self, app: FastAPI, settings: ApiSettings, port: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=port,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                http=bounded(settings),
                timeout_graceful_shutdown=5,
                ws=WEBSOCKETS,
                ws_max_size=LONGEST_MESSAGE,
            )
        )
        self.listening = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


async def _keep_tidy(services: ApiServices) -> None:
    """Now and every hour delete files and uploads that have expired, and what a crash left behind."""
    settings = services.settings
    files = Files(services.database, settings.files)
    vault = Vault(settings.key_file)
    uploads = Uploads(services.database, files, settings.uploads, vault, settings.limits.upload_bytes)
    while True:
        try:
            now = services.clock.now()
            await uploads.purge(now)
            await files.purge(now)
            await files.sweep(now)
        except (errors.Unavailable, OSError) as error:
            _log.warning("files not tidied", error=type(error).__name__)
        await asyncio.sleep(TIDY_S)
