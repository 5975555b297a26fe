"""Users of the tenants of a native server, and how they log in."""

import httpx

from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.people.api_tokens import Role
from switchboard.store.people.users import User, Users

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
