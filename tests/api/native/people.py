"""Users of the tenants of a native server, and how they log in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.people.api_tokens import Role
from switchboard.store.people.users import User, Users
from tests.kit.web import web_client

from .support import Native

PASSWORD = "correct horse"


async def person(native: Native, name: str = "ann", role: Role = "admin", tenant: int = DEFAULT_TENANT) -> User:
    """A new user whose password is `PASSWORD`."""
    return await Users(native.services.database).create(tenant, name, PASSWORD, role, native.services.clock.now())


async def log_in(native: Native, name: str = "ann", password: str = PASSWORD, **body: object) -> httpx.Response:
    """What /login answers, without checks."""
    return await native.anybody.post("/login", json={"name": name, "password": password, **body})


async def session(native: Native, name: str = "ann", password: str = PASSWORD, **body: object) -> dict[str, str]:
    """The headers of somebody who has just logged in."""
    answer = await log_in(native, name, password, **body)
    assert answer.status_code == 200, answer.text
    return bearer(answer.json()["access_token"])


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@asynccontextmanager
async def browser(native: Native, name: str = "ann", password: str = PASSWORD) -> AsyncIterator[httpx.AsyncClient]:
    """A browser with the page open, in which somebody has logged in; nobody, if `name` is empty."""
    headers = {"Origin": origin(native), "Sec-Fetch-Site": "same-origin", "User-Agent": "Browser/1"}
    async with web_client(str(native.anybody.base_url), headers) as client:
        if name:
            answer = await client.post("/session", json={"name": name, "password": password})
            assert answer.status_code == 200, answer.text
        yield client


def origin(native: Native) -> str:
    """The origin of the page that this server gives."""
    url = native.anybody.base_url
    return f"{url.scheme}://{url.netloc.decode()}"
