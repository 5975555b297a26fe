"""A real API server on a free port, and what a test needs to talk to it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn

from switchboard.api.asgi import LONGEST_MESSAGE, WEBSOCKETS, create_api
from switchboard.api.common import ApiServices
from switchboard.call.events import CallEvent, DialStarted, GoingTo
from switchboard.config import (
    ApiSettings,
    MusicSettings,
    OutboundSettings,
    Settings,
    SpeechSettings,
    VoiceSettings,
    YeastarSettings,
)
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import Ivr
from switchboard.model.messaging import SmsTemplate, Webhook
from switchboard.model.prompt import Prompt
from switchboard.model.ring_group import RingGroup
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import DialPattern, OutboundRoute, Trunk
from switchboard.processes.connections import bounded
from switchboard.prompts.library import PromptLibrary
from switchboard.simulation import simulate
from switchboard.store.calls.feed import CallFeed
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.people.credentials import Credentials
from tests.kit.web import web_client

VERSION = "/openapi/v1.0/"

shared = pytest.mark.asyncio(loop_scope="module")
"""Marks tests that use `shared_api`, one server for a module, and change nothing there."""


class SetClock:
    """A clock that stands until it is moved. Who sets it moves only the time of day."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 5, 12, tzinfo=UTC)
        self._monotonic_s = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic_s(self) -> float:
        return self._monotonic_s

    def move(self, seconds: float) -> None:
        self.set(seconds)
        self._monotonic_s += seconds

    def set(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


MUTE_KLINGON = SpeechSettings(voices={"tlh": VoiceSettings(engine="piper", program="no-such-program")})
"""A language whose voice is missing."""


@asynccontextmanager
async def services(url: str, directory: Path, yeastar: YeastarSettings) -> AsyncIterator[ApiServices]:
    """Everything below the API, on a database that is migrated now."""
    database = Database(url)
    await database.connect()
    await database.migrate()
    settings = Settings(
        data=directory,
        yeastar=yeastar,
        api=ApiSettings(stream_heartbeat_s=0.05),
        outbound=OutboundSettings(private_hosts=("localhost",), timeout_s=5),
        node="here",
        speech=MUTE_KLINGON,
        music=MusicSettings(streams=True),
    )
    credentials = Credentials(database, directory / "key")
    library = PromptLibrary(directory / "prompts")
    feed = CallFeed(database)
    yield ApiServices(
        database,
        settings,
        credentials,
        SetClock(),
        lambda tenant: Repository(database, tenant),
        library,
        feed,
        Blobs(database),
    )
    await database.close()


class PromptServer(uvicorn.Server):
    """Ends when `over` is set: uvicorn's own looks ten times a second, which a thousand tests would wait for."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.over = asyncio.Event()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.over.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.gather(*self.server_state.tasks)


@asynccontextmanager
async def served(of: ApiServices) -> AsyncIterator[str]:
    """The base URL of a server that runs until the block ends. Connections wait in the backlog until it is up."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_api(of),
        lifespan="off",
        log_level="warning",
        access_log=False,
        http=bounded(of.settings.api),
        ws=WEBSOCKETS,
        ws_max_size=LONGEST_MESSAGE,
    )
    server = PromptServer(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.over.set()
    await task
    listener.close()


@dataclass
class Api:
    """A logged-in client of a server, and the store behind it."""

    services: ApiServices
    http: httpx.AsyncClient
    client_id: str
    secret: str
    token: str

    @property
    def repository(self) -> Repository:
        return self.services.repository(DEFAULT_TENANT)

    def move_clock(self, seconds: float) -> None:
        assert isinstance(self.services.clock, SetClock)
        self.services.clock.move(seconds)

    async def get(self, path: str, **parameters: str | int) -> dict[str, object]:
        response = await self.http.get(VERSION + path, params={"access_token": self.token, **parameters})
        return answer(response)

    async def post(self, path: str, body: object) -> dict[str, object]:
        """The body goes in ASCII, so that it can hold half a surrogate pair."""
        parameters = {"access_token": self.token}
        response = await self.http.post(VERSION + path, params=parameters, content=json.dumps(body))
        return answer(response)

    async def shown(self, id: int) -> dict[str, object]:
        """What ivr/get says about an IVR."""
        reply = await self.get("ivr/get", id=id)
        assert reply["errcode"] == 0, reply
        data = reply["data"]
        assert isinstance(data, dict)
        return data

    async def log_in(self, **body: object) -> dict[str, object]:
        """get_token with the right credentials, or those given."""
        credentials = {"username": self.client_id, "password": self.secret}
        return answer(await self.http.post(VERSION + "get_token", json={**credentials, **body}))


def answer(response: httpx.Response) -> dict[str, object]:
    """The envelope, which every answer must be in."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    envelope = response.json()
    assert list(envelope)[:2] == ["errcode", "errmsg"], envelope
    assert isinstance(envelope["errcode"], int)
    return dict(envelope)


def fields(reply: dict[str, object]) -> list[tuple[object, object]]:
    """(field, validation_type) of each entry in `invalid_param_list`."""
    entries = reply["invalid_param_list"]
    assert isinstance(entries, list)
    return [(entry.get("field"), entry.get("validation_type")) for entry in entries]


@asynccontextmanager
async def logged_in(url: str, directory: Path, yeastar: YeastarSettings | None = None) -> AsyncIterator[Api]:
    """A server and a client that holds a token."""
    async with services(url, directory, yeastar or YeastarSettings()) as of, served(of) as base:
        client_id, secret = await of.credentials.new_api_client(DEFAULT_TENANT, "yeastar", "tests")
        (ours,) = await of.credentials.api_clients(DEFAULT_TENANT)
        pair = await of.credentials.issue(ours, 1800, 86400, of.clock.now(), 8)
        async with web_client(base) as http:
            yield Api(of, http, client_id, secret, pair.access_token)


@asynccontextmanager
async def repository_of(file: Path) -> AsyncIterator[Repository]:
    """The default tenant's, in a SQLite file."""
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.connect()
    yield Repository(database, DEFAULT_TENANT)
    await database.close()


async def put(repository: Repository, id: int, document: Document) -> None:
    await repository.create(document, author="test", id=id)


EXTENSION, SECOND_EXTENSION, GROUP, ROUTE, OTHER_IVR = 85, 86, 70, 21, 50
RING_GROUP, TIME_CONDITION, SMS_TEMPLATE, WEBHOOK = 71, 72, 80, 81


async def furnish(repository: Repository) -> None:
    """The objects that an IVR can refer to, under known ids."""
    await put(repository, EXTENSION, Extension(name="Ann Lee", number="1000"))
    await put(repository, SECOND_EXTENSION, Extension(name="Bo Day", number="1001"))
    await put(repository, GROUP, ExtensionGroup(name="Sales", members=(EXTENSION,)))
    await put(repository, 60, Trunk(name="Carrier", host="192.0.2.1"))
    await put(repository, ROUTE, OutboundRoute(name="Out1", patterns=(DialPattern(pattern="X."),), trunks=(60,)))
    await put(repository, OTHER_IVR, Ivr(name="Other", number="6250"))
    for id, name in ((90, "IVR.wav"), (91, "demo.wav")):
        await put(repository, id, Prompt(name=name, content=f"{id:064x}", duration_ms=1000))


async def furnish_services(repository: Repository) -> None:
    """What callers of an IVR can be sent to or get beside that."""
    await put(repository, RING_GROUP, RingGroup(name="Hotline", number="6301", members=(EXTENSION, SECOND_EXTENSION)))
    await put(repository, TIME_CONDITION, TimeCondition(name="Hours", open=ToExtension(extension=EXTENSION)))
    await put(repository, SMS_TEMPLATE, SmsTemplate(name="Address", text="Come to 1 High Street."))
    await put(repository, WEBHOOK, Webhook(name="Desk", url="https://example.com/hook", format="servetel"))


MINIMAL: dict[str, object] = {
    "number": "6200",
    "name": "Main",
    "prompt": "default",
    "prompt_repeat": 3,
    "resp_timeout": 3,
    "digit_timeout": 3,
    "dial_ext_option": "disable",
}
"""The least that ivr/create takes."""


async def heard(repository: Repository, scenario: Scenario) -> list[CallEvent]:
    """What happens to a caller of what is stored now, at noon on a Monday; on virtual time."""
    _, everything = await repository.snapshot()
    return await asyncio.to_thread(simulate, Configuration.of(everything), scenario, SetClock().now())


def places(events: list[CallEvent]) -> list[str]:
    """Where the caller was sent, and who was called."""
    found: list[str] = []
    for event in events:
        if isinstance(event, GoingTo):
            found.append(f"{event.kind} {event.number}".strip())
        if isinstance(event, DialStarted):
            found.append("rings " + ",".join(target.number for target in event.targets))
    return found
