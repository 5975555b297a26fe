"""The api process: the faces of the API over HTTP, and the sender of what others are told."""

import asyncio
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

import uvicorn

from switchboard.api.asgi import LONGEST_MESSAGE, WEBSOCKETS, create_api
from switchboard.api.common import ApiServices
from switchboard.api.native import told as native
from switchboard.api.servetel import events as servetel
from switchboard.api.yeastar import events as yeastar
from switchboard.clock import SystemClock
from switchboard.config import Settings
from switchboard.delivery.sender import Sender
from switchboard.delivery.sms import SmsChannel
from switchboard.delivery.webhooks import Render, WebhookChannel, WebhookPoster
from switchboard.installation import installation
from switchboard.outbound.http import HttpSender
from switchboard.store.call_feed import CallFeed
from switchboard.store.repository import Repository
from switchboard.supervisor import tell_ready


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
        )
        config = uvicorn.Config(
            create_api(services),
            host=settings.api.host,
            port=settings.api.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
            ws=WEBSOCKETS,
            ws_max_size=LONGEST_MESSAGE,
        )
        async with asyncio.TaskGroup() as tasks:
            sending = tasks.create_task(_sender(services).run(), name="sender")
            await _Server(config, services.feed).serve()
            sending.cancel()


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


class _Server(uvicorn.Server):
    """Tells the supervisor when it listens, and ends the streams, which would go on for ever, when it stops."""

    def __init__(self, config: uvicorn.Config, feed: CallFeed) -> None:
        super().__init__(config)
        self._feed = feed

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        tell_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._feed.close()
        await super().shutdown(sockets)
