"""Pairs of an access and a refresh token. Only their SHA-256 is stored: who reads the database has no token."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.store import passwords
from switchboard.store.tables import api_client, api_token

TOKEN_LENGTH = 32
CLIENT_COLUMNS = (api_client.c.id, api_client.c.tenant, api_client.c.dialect, api_client.c.client_id, api_client.c.name)


@dataclass(frozen=True, slots=True)
class ApiClient:
    """An application that uses the API of one dialect for one tenant."""

    id: int
    tenant: int
    dialect: str
    client_id: str
    name: str


@dataclass(frozen=True, slots=True)
class TokenPair:
    """Two tokens of 32 characters [A-Za-z0-9] and when they expire."""

    access_token: str = field(repr=False)
    access_expires_at: datetime
    refresh_token: str = field(repr=False)
    refresh_expires_at: datetime


async def issue(
    connection: AsyncConnection, client: ApiClient, access_s: float, refresh_s: float, now: datetime, max_pairs: int
) -> TokenPair:
    """Raises Unauthenticated when the client is gone, LimitReached when it has `max_pairs` valid access tokens."""
    await _purge(connection, now)
    lock = select(api_client.c.id).where(api_client.c.id == client.id).with_for_update()
    if await connection.scalar(lock) is None:
        raise errors.Unauthenticated("the client does not exist any more")
    valid = select(func.count()).where(
        api_token.c.client == client.id, api_token.c.kind == "access", api_token.c.expires_at > now
    )
    if (await connection.scalar(valid) or 0) >= max_pairs:
        raise errors.LimitReached("tokens", max_pairs)
    return await _insert_pair(connection, client.id, access_s, refresh_s, now)


async def refresh(
    connection: AsyncConnection, refresh_token: str, access_s: float, refresh_s: float, now: datetime
) -> TokenPair:
    """Raises Unauthenticated. Of two at once with one token only the first gets a pair."""
    await _purge(connection, now)
    taken = (
        delete(api_token)
        .where(api_token.c.hash == _hash(refresh_token), api_token.c.kind == "refresh", api_token.c.expires_at > now)
        .returning(api_token.c.pair, api_token.c.client)
    )
    row = (await connection.execute(taken)).one_or_none()
    if row is None:
        raise errors.Unauthenticated("the refresh token is unknown or expired")
    await connection.execute(delete(api_token).where(api_token.c.pair == row.pair))
    return await _insert_pair(connection, row.client, access_s, refresh_s, now)


async def revoke(connection: AsyncConnection, access_token: str) -> None:
    """Delete the pair of an access token."""
    query = select(api_token.c.pair).where(api_token.c.hash == _hash(access_token), api_token.c.kind == "access")
    if (pair := await connection.scalar(query)) is not None:
        await connection.execute(delete(api_token).where(api_token.c.pair == pair))


async def check(connection: AsyncConnection, access_token: str, now: datetime) -> ApiClient | None:
    """The owner of a valid access token."""
    query = (
        select(*CLIENT_COLUMNS)
        .join(api_token, api_token.c.client == api_client.c.id)
        .where(api_token.c.hash == _hash(access_token), api_token.c.kind == "access", api_token.c.expires_at > now)
    )
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else ApiClient(*row)


async def _purge(connection: AsyncConnection, now: datetime) -> None:
    """Rows that somebody else is deleting are left to them, so that two at once cannot block one another."""
    expired = select(api_token.c.hash).where(api_token.c.expires_at <= now).with_for_update(skip_locked=True)
    await connection.execute(delete(api_token).where(api_token.c.hash.in_(expired)))


async def _insert_pair(
    connection: AsyncConnection, client: int, access_s: float, refresh_s: float, now: datetime
) -> TokenPair:
    pair = TokenPair(
        passwords.random_text(TOKEN_LENGTH),
        now + timedelta(seconds=access_s),
        passwords.random_text(TOKEN_LENGTH),
        now + timedelta(seconds=refresh_s),
    )
    common = {"pair": passwords.random_text(TOKEN_LENGTH), "client": client}
    rows = [
        {"hash": _hash(pair.access_token), "kind": "access", "expires_at": pair.access_expires_at},
        {"hash": _hash(pair.refresh_token), "kind": "refresh", "expires_at": pair.refresh_expires_at},
    ]
    await connection.execute(insert(api_token), [common | row for row in rows])
    return pair


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
