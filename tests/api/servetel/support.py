"""A server that speaks Servetel's dialect, and a client that is logged in."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from switchboard.api.common import ApiServices
from switchboard.api.servetel import jwt
from switchboard.config import LimitSettings, ServetelSettings, Settings
from switchboard.model.ivr import Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.prompts.library import PromptLibrary
from switchboard.store.calls.feed import CallFeed
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.people.credentials import Credentials
from tests.kit.web import web_client

from ..support import MUTE_KLINGON, VERSION, SetClock, served

LIMITS = LimitSettings(upload_bytes=200_000)


@dataclass
class Servetel:
    """A client of a server, and the store behind it. Paths are below `/v1`."""

    services: ApiServices
    http: httpx.AsyncClient
    email: str
    password: str
    token: str
    yeastar_token: str

    @property
    def repository(self) -> Repository:
        return self.services.repository(DEFAULT_TENANT)

    def move_clock(self, seconds: float) -> None:
        assert isinstance(self.services.clock, SetClock)
        self.services.clock.move(seconds)

    async def send(self, method: str, path: str, body: object = None, token: str | None = None) -> httpx.Response:
        """The body goes in ASCII, so that it can hold half a surrogate pair."""
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        content = None if body is None else json.dumps(body)
        return await self.http.request(method, f"/v1/{path}", content=content, headers=headers)

    async def ok(self, method: str, path: str, body: object = None) -> dict[str, object]:
        """An answer that must be a success."""
        response = await self.send(method, path, body)
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def errors(self, method: str, path: str, body: object) -> dict[str, list[str]]:
        """The `errors` of an answer that must be 422."""
        response = await self.send(method, path, body)
        assert response.status_code == 422, response.text
        reply = failure(response)
        found = reply.get("errors", {})
        assert isinstance(found, dict)
        return found

    async def create(self, body: object) -> int:
        id = (await self.ok("POST", "ivr", body))["id"]
        assert isinstance(id, int)
        return id

    async def shown(self, id: int) -> dict[str, object]:
        return await self.ok("GET", f"ivr/{id}")

    async def stored(self, id: int) -> Ivr:
        return (await self.repository.get(Ivr, id)).document

    async def log_in(self, **body: object) -> httpx.Response:
        """auth/login with the right credentials, or those given."""
        return await self.http.post("/v1/auth/login", json={"email": self.email, "password": self.password, **body})

    async def yeastar(self, method: str, path: str, body: object = None, **query: str | int) -> dict[str, object]:
        """A request in the other dialect."""
        parameters = {"access_token": self.yeastar_token, **query}
        reply = (await self.http.request(method, VERSION + path, params=parameters, json=body)).json()
        assert reply["errcode"] == 0, reply
        return dict(reply)


def failure(response: httpx.Response) -> dict[str, object]:
    """The body of an error, which every error must have."""
    assert response.headers["content-type"] == "application/json"
    reply = dict(response.json())
    assert reply["success"] is False
    assert isinstance(reply["message"], str) and reply["message"]
    return reply


@asynccontextmanager
async def logged_in(url: str, directory: Path, servetel: ServetelSettings | None = None) -> AsyncIterator[Servetel]:
    """A server with a client that holds a token of each dialect."""
    database = Database(url)
    await database.connect()
    await database.migrate()
    settings = Settings(data=directory, servetel=servetel or ServetelSettings(), limits=LIMITS, speech=MUTE_KLINGON)
    credentials = Credentials(database, directory / "key")
    library = PromptLibrary(directory / "prompts", LIMITS)
    services = ApiServices(
        database,
        settings,
        credentials,
        SetClock(),
        lambda one: Repository(database, one),
        library,
        CallFeed(database),
        Blobs(database),
    )
    email, password = await credentials.new_api_client(DEFAULT_TENANT, "servetel", "tests")
    await credentials.new_api_client(DEFAULT_TENANT, "yeastar", "others")
    ours, other = (await credentials.api_clients(DEFAULT_TENANT))[-2:]
    now = services.clock.now()
    pair = await credentials.issue(ours, 3600, 3600, now, 8)
    token = jwt.encode(pair, ours.id, now, expires=True)
    foreign = await credentials.issue(other, 1800, 1800, now, 8)
    async with served(services) as base, web_client(base) as http:
        yield Servetel(services, http, email, password, token, foreign.access_token)
    await database.close()


MINIMAL: dict[str, object] = {
    "name": "Front desk",
    "recording": "recording||90",
    "timeout": 5,
    "option": ["1", "2"],
    "destination": ["extension||1000", "ivr||50"],
    "incorrect_count": 2,
    "invalid_recording": "recording||91",
    "invalid_destination": "hangup||1",
    "timeout_retry_recording": "recording||90",
    "timeout_recording": "recording||91",
    "timeout_destination": "extension||1001",
    "timeout_tries": 2,
}
"""The least that an IVR needs."""


def as_request(shown: dict[str, object]) -> dict[str, object]:
    """What a client sends that writes an answer back: the names are those of requests again."""
    menu = shown["ivr_menu"]
    assert isinstance(menu, list)
    return {
        "name": shown["name"],
        "description": shown["description"],
        "recording": f"recording||{shown['recording']}",
        "timeout": shown["timeout"],
        "option": [entry["option"] for entry in menu],
        "destination": [f"{entry['destination_type']}||{entry['destination_id']}" for entry in menu],
        "sms_template": [entry["sms_template_id"] for entry in menu],
        "webhook_id": [entry["webhook_id"] for entry in menu],
        "incorrect_count": shown["invalid_retries"],
        "invalid_recording": f"recording||{shown['invalid_retry_recording']}",
        "recording_invalid": f"recording||{shown['invalid_recording']}",
        "invalid_destination": f"{shown['invalid_destination_type']}||{shown['invalid_destination']}",
        "timeout_retry_recording": f"recording||{shown['timeout_retry_recording']}",
        "timeout_recording": f"recording||{shown['timeout_recording']}",
        "timeout_destination": f"{shown['timeout_dest_type']}||{shown['timeout_destination']}",
        "timeout_tries": shown["timeout_retries"],
    }
