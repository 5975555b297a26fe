"""Pairs of tokens, on every database."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from switchboard import errors
from switchboard.store.db.database import Database
from switchboard.store.db.tables import api_token
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.tokens import ApiClient, TokenPair

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def credentials(database: Database, tmp_path: Path) -> Credentials:
    return Credentials(database, tmp_path / "key")


@pytest.fixture
async def client(credentials: Credentials) -> ApiClient:
    client_id, _ = await credentials.new_api_client(1, "yeastar", "CRM")
    return next(one for one in await credentials.api_clients(1) if one.client_id == client_id)


async def issue(credentials: Credentials, client: ApiClient, at: datetime = NOW, max_pairs: int = 8) -> TokenPair:
    return await credentials.issue(client, 1800, 86400, at, max_pairs)


async def stored(database: Database) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(api_token)) or 0


async def test_an_access_token_is_good_until_it_expires(credentials: Credentials, client: ApiClient) -> None:
    pair = await issue(credentials, client)
    assert all(re.fullmatch(r"[A-Za-z0-9]{32}", token) for token in (pair.access_token, pair.refresh_token))
    assert (pair.access_expires_at, pair.refresh_expires_at) == (after(1800), after(86400))
    assert await credentials.check(pair.access_token, after(1799.999)) == client
    assert await credentials.check(pair.access_token, after(1800)) is None
    for wrong in (pair.refresh_token, pair.access_token.swapcase(), "", "\0", "\ud800", "x" * 100_000):
        assert await credentials.check(wrong, NOW) is None
    assert pair.access_token not in repr(pair)
    assert pair.refresh_token not in repr(pair)


async def test_refreshing_kills_the_old_pair(credentials: Credentials, client: ApiClient) -> None:
    old = await issue(credentials, client)
    new = await credentials.refresh(old.refresh_token, 1800, 86400, after(10))
    assert await credentials.check(old.access_token, after(10)) is None
    assert await credentials.check(new.access_token, after(10)) == client
    for dead in (old.refresh_token, new.access_token, "nonsense"):
        with pytest.raises(errors.Unauthenticated):
            await credentials.refresh(dead, 1800, 86400, after(10))
    assert await credentials.check(new.access_token, after(10)) == client


async def test_a_refresh_token_outlives_its_access_token_but_not_itself(
    credentials: Credentials, client: ApiClient
) -> None:
    pair = await issue(credentials, client)
    pair = await credentials.refresh(pair.refresh_token, 1800, 86400, after(86399))
    with pytest.raises(errors.Unauthenticated):
        await credentials.refresh(pair.refresh_token, 1800, 86400, after(2 * 86400))


async def test_of_two_refreshes_at_once_one_wins(
    credentials: Credentials, client: ApiClient, database_url: str, tmp_path: Path
) -> None:
    second = Database(database_url)
    await second.connect()
    other = Credentials(second, tmp_path / "key")
    pair = await issue(credentials, client)
    outcomes = await asyncio.gather(
        *(one.refresh(pair.refresh_token, 1800, 86400, NOW) for one in (credentials, other) * 3),
        return_exceptions=True,
    )
    await second.close()
    assert sum(isinstance(outcome, TokenPair) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, errors.Unauthenticated) for outcome in outcomes) == 5


async def test_revoking_kills_the_pair(credentials: Credentials, client: ApiClient, database: Database) -> None:
    pair, other = await issue(credentials, client), await issue(credentials, client)
    await credentials.revoke(pair.refresh_token)
    assert await credentials.check(pair.access_token, NOW) == client
    await credentials.revoke(pair.access_token)
    await credentials.revoke(pair.access_token)
    assert await credentials.check(pair.access_token, NOW) is None
    with pytest.raises(errors.Unauthenticated):
        await credentials.refresh(pair.refresh_token, 1800, 86400, NOW)
    assert await credentials.check(other.access_token, NOW) == client
    assert await stored(database) == 2


async def test_the_number_of_valid_access_tokens_is_limited(credentials: Credentials, client: ApiClient) -> None:
    pairs = [await issue(credentials, client) for _ in range(8)]
    with pytest.raises(errors.LimitReached) as caught:
        await issue(credentials, client)
    assert caught.value.limit == 8
    refreshed = await credentials.refresh(pairs[0].refresh_token, 1800, 86400, NOW)
    with pytest.raises(errors.LimitReached):
        await issue(credentials, client)
    await credentials.revoke(refreshed.access_token)
    await issue(credentials, client)
    await issue(credentials, client, after(1800))


async def test_the_limit_holds_for_many_at_once_and_for_each_client_alone(
    credentials: Credentials, client: ApiClient
) -> None:
    outcomes = await asyncio.gather(*(issue(credentials, client) for _ in range(12)), return_exceptions=True)
    assert sum(isinstance(outcome, TokenPair) for outcome in outcomes) == 8
    client_id, _ = await credentials.new_api_client(1, "yeastar", "Other")
    other = next(one for one in await credentials.api_clients(1) if one.client_id == client_id)
    await issue(credentials, other)


async def test_expired_tokens_are_purged(credentials: Credentials, client: ApiClient, database: Database) -> None:
    for _ in range(3):
        await issue(credentials, client)
    await issue(credentials, client, after(86400))
    assert await stored(database) == 2


async def test_tokens_go_with_their_client(credentials: Credentials, client: ApiClient, database: Database) -> None:
    pair = await issue(credentials, client)
    await credentials.delete_api_client(1, client.client_id)
    assert await credentials.check(pair.access_token, NOW) is None
    assert await stored(database) == 0
    with pytest.raises(errors.Unauthenticated):
        await issue(credentials, client)
