"""Clients of every role, of two tenants, on one real server."""

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import httpx
from sqlalchemy import insert

from switchboard.api.common import ApiServices
from switchboard.config import YeastarSettings
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.database import Database
from switchboard.store.db.tables import tenant
from switchboard.store.documents.repository import Repository
from switchboard.store.people.api_tokens import RIGHTS, ApiTokens, TokenRole
from tests.kit.web import web_client

from ..support import SetClock, furnish, served, services

OTHER_TENANT = 2
TOKEN_ROLES: tuple[TokenRole, ...] = get_args(TokenRole)
IVR: dict[str, object] = {"name": "Main", "number": "6200"}
FURNISHED_IVR = "/ivrs/50"


@dataclass
class Native:
    """A server with a furnished tenant. `neighbour` is the admin of another one, `anybody` has no token, and the
    `listener` is an editor who may hear messages and recordings.
    """

    services: ApiServices
    anybody: httpx.AsyncClient
    viewer: httpx.AsyncClient
    editor: httpx.AsyncClient
    admin: httpx.AsyncClient
    listener: httpx.AsyncClient
    neighbour: httpx.AsyncClient

    @property
    def repository(self) -> Repository:
        return self.services.repository(DEFAULT_TENANT)

    def move_clock(self, seconds: float) -> None:
        assert isinstance(self.services.clock, SetClock)
        self.services.clock.move(seconds)


async def furnish_native(file: Path) -> None:
    """Two tenants, and the objects of one of them."""
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.connect()
    async with database.write() as connection:
        await connection.execute(insert(tenant).values(id=OTHER_TENANT, name="other", sip_domain="o.example"))
    await furnish(Repository(database, DEFAULT_TENANT))
    await database.close()


@asynccontextmanager
async def native_server(file: Path, directory: Path) -> AsyncIterator[Native]:
    """A server on a copy of that SQLite file, which is furnished."""
    copy = shutil.copy(file, directory / "switchboard.db")
    url = f"sqlite+aiosqlite:///{copy}"
    async with services(url, directory, YeastarSettings()) as of, served(of) as base, clients(of, base) as native:
        yield native


@asynccontextmanager
async def clients(of: ApiServices, base: str) -> AsyncIterator[Native]:
    """Somebody of every role, with fresh tokens."""
    tokens, now = ApiTokens(of.database), of.clock.now()
    async with AsyncExitStack() as stack:

        async def holding(token: str = "") -> httpx.AsyncClient:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            return await stack.enter_async_context(web_client(f"{base}/rest/v1", headers))

        minted = {role: (await tokens.mint(DEFAULT_TENANT, role, role, now))[1] for role in TOKEN_ROLES}
        _, hearing = await tokens.mint(DEFAULT_TENANT, "listener", "editor", now, rights=RIGHTS)
        _, theirs = await tokens.mint(OTHER_TENANT, "neighbour", "admin", now)
        roles = {role: await holding(token) for role, token in minted.items()}
        yield Native(of, await holding(), listener=await holding(hearing), neighbour=await holding(theirs), **roles)


def problem(response: httpx.Response, status: int, code: str) -> dict[str, object]:
    """The members of a problem, which the answer must be."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    content = dict(response.json())
    assert content["status"] == status
    assert content["code"] == code, content
    assert content["type"] == "about:blank"
    assert content["title"]
    assert content["detail"]
    return content


def places(content: dict[str, object]) -> list[tuple[str, str]]:
    """(pointer, parameter or header; code) of each of a problem's errors."""
    reasons = content["errors"]
    assert isinstance(reasons, list)
    return [
        (one.get("pointer") or one.get("parameter") or one["header"], one["code"]) for one in sorted(reasons, key=str)
    ]


async def created(client: httpx.AsyncClient, path: str, document: dict[str, object]) -> dict[str, object]:
    """What POST answers for a new object."""
    response = await client.post(path, json=document)
    assert response.status_code == 201, response.text
    return dict(response.json())
