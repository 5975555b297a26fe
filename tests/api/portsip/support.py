"""A server that speaks PortSIP's dialect, and people who have logged in."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from switchboard.api.common import ApiServices
from switchboard.api.portsip.naming import object_id, wire_id
from switchboard.config import LimitSettings, LoginSettings, PortSipSettings, Settings
from switchboard.model.holiday import Holiday, Moment
from switchboard.model.ivr import Ivr
from switchboard.model.ring_group import RingGroup
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.model.trunk import Trunk
from switchboard.prompts.library import PromptLibrary
from switchboard.store.calls.feed import CallFeed
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.people.api_tokens import Role
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.sessions import Sessions
from switchboard.store.people.users import User, Users
from tests.kit.web import web_client

from ..support import SetClock, furnish, put, served

PASSWORD = "correct horse 17"
LIMITS = LimitSettings(upload_bytes=200_000)


@dataclass
class PortSip:
    """A client of a server, and the store behind it. Paths are below `/api`; `tokens` are those of one user a role."""

    services: ApiServices
    http: httpx.AsyncClient
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def repository(self) -> Repository:
        return self.services.repository(DEFAULT_TENANT)

    def move_clock(self, seconds: float) -> None:
        assert isinstance(self.services.clock, SetClock)
        self.services.clock.move(seconds)

    async def send(
        self,
        method: str,
        path: str,
        body: object = None,
        token: str | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> httpx.Response:
        """As the admin unless a token is given. The body goes in ASCII, so that it can hold half a surrogate pair."""
        headers = {"Authorization": f"Bearer {self.tokens['admin'] if token is None else token}"}
        content = None if body is None else json.dumps(body)
        return await self.http.request(method, f"/api/{path}", content=content, headers=headers, params=query)

    async def get(self, path: str, **query: str | int) -> dict[str, object]:
        """An answer that must be a success."""
        response = await self.send("GET", path, query=query)
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def refused(self, method: str, path: str, body: object = None, status: int = 400) -> list[str]:
        """The fields that an answer with that status complains of."""
        response = await self.send(method, path, body)
        assert response.status_code == status, response.text
        return fields(response)

    async def create(self, body: object, path: str = "ivrs") -> str:
        response = await self.send("POST", path, body)
        assert response.status_code == 201, response.text
        (id,) = response.json().values()
        assert isinstance(id, str)
        return id

    async def update(self, id: str, body: object, path: str = "ivrs") -> None:
        response = await self.send("POST", f"{path}/{id}", body)
        assert (response.status_code, response.content) == (200, b""), response.text
        assert response.headers["content-length"] == "0"

    async def destroy(self, id: str, path: str = "ivrs") -> None:
        response = await self.send("POST", f"{path}/{id}/destroy")
        assert (response.status_code, response.content) == (204, b""), response.text

    async def shown(self, id: str) -> dict[str, object]:
        return await self.get(f"ivrs/{id}")

    async def stored(self, id: str) -> Ivr:
        return (await self.repository.get(Ivr, object_id(id) or 0)).document

    async def sign_in(self, **body: object) -> httpx.Response:
        """auth/sign_in as the admin with the right password, or what is given."""
        return await self.http.post("/api/auth/sign_in", json={"username": "admin", "password": PASSWORD, **body})


def failures(response: httpx.Response) -> list[dict[str, object]]:
    """The list of an error, which every error must have."""
    assert response.headers["content-type"] == "application/json"
    reply = response.json()
    assert list(reply) == ["errors"] and reply["errors"], reply
    for one in reply["errors"]:
        assert list(one) == ["code", "message", "detail"]
        assert one["code"] in ("UNKNOWN", "VALIDATE_FAILED", "UNAUTHORIZED")
        assert isinstance(one["message"], str) and one["message"]
    return list(reply["errors"])


def fields(response: httpx.Response) -> list[str]:
    """What an error complains of, field by field."""
    details = [one["detail"] for one in failures(response)]
    return [detail["field"] for detail in details if isinstance(detail, dict)]


async def add_user(services: ApiServices, tenant: int, name: str, role: Role) -> tuple[User, str]:
    """A user with `PASSWORD`, and a token of theirs."""
    now = services.clock.now()
    user = await Users(services.database).create(tenant, name, PASSWORD, role, now)
    return user, (await Sessions(services.database).issue(user, 1800, 86400, now, 20)).access_token


@asynccontextmanager
async def logged_in(
    url: str, directory: Path, portsip: PortSipSettings | None = None, login: LoginSettings | None = None
) -> AsyncIterator[PortSip]:
    """A server with a user of each role."""
    database = Database(url)
    await database.connect()
    await database.migrate()
    settings = Settings(
        data=directory, limits=LIMITS, portsip=portsip or PortSipSettings(), login=login or LoginSettings()
    )
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
    roles: tuple[Role, ...] = ("admin", "editor", "viewer")
    tokens: dict[str, str] = {role: (await add_user(services, DEFAULT_TENANT, role, role))[1] for role in roles}
    async with served(services) as base, web_client(base) as http:
        yield PortSip(services, http, tokens)
    await database.close()


RING_GROUP, HOLIDAY, SECOND_HOLIDAY, OPEN_TRUNK = 40, 30, 31, 61
CAROLS = Holiday(
    name="Carols",
    region="DEU",
    every_year=True,
    first=Moment(month=12, day=24),
    last=Moment(month=12, day=24, hour=23, minute=59),
)
TRIP = Holiday(
    name="Trip",
    consecutive=True,
    first=Moment(year=2026, month=7, day=1, hour=8),
    last=Moment(year=2026, month=7, day=3, hour=17, minute=30),
)


async def furnish_all(repository: Repository) -> None:
    """The objects that an IVR can refer to, under known ids."""
    await furnish(repository)
    await put(repository, RING_GROUP, RingGroup(name="Sales team", number="6400", members=(85,)))
    await put(repository, HOLIDAY, CAROLS)
    await put(repository, SECOND_HOLIDAY, TRIP)
    await put(repository, OPEN_TRUNK, Trunk(name="Owned", host="192.0.2.2", did_numbers=("+49301000", "49301001")))


MINIMAL: dict[str, object] = {"name": "Front desk", "extension_number": "7000", "pin": "135791"}
"""The least that an IVR needs."""

NOTHING = wire_id(999_999)
"""The id of nothing."""


Row = tuple[int, str, str]
ROWS: tuple[Row, ...] = (
    (101, "101", "Main"),
    (102, "1020", "main desk"),
    (103, "99", "It's late"),
    (104, "1001", "Zoë"),
    (105, "200", "Sales and support"),
    (106, "201", "sales 101"),
)
"""The IVRs of tests of lists: id, number and name."""
