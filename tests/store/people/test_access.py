"""Whether a tenant has anybody who can reach it."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.store.db.database import Database
from switchboard.store.people.access import has_anybody
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.users import Users
from switchboard.store.tenants import Tenants

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)


async def add_user(database: Database, tenant: int) -> None:
    await Users(database).create(tenant, "ann", "correct horse battery", "admin", NOW)


async def add_client(database: Database, tenant: int) -> None:
    await Credentials(database, Path("no-key")).new_api_client(tenant, "yeastar", "first")


async def add_token(database: Database, tenant: int) -> None:
    await ApiTokens(database).mint(tenant, "first", "admin", NOW)


@pytest.mark.parametrize("add", [add_user, add_client, add_token])
async def test_one_user_client_or_token_is_somebody(
    database: Database, add: Callable[[Database, int], Awaitable[None]]
) -> None:
    other = (await Tenants(database).create("other", "other.example")).id
    await add(database, other)
    assert (await has_anybody(database, other), await has_anybody(database, 1)) == (True, False)
