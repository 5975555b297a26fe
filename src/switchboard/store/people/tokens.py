"""Pairs of an access and a refresh token. Only their SHA-256 is stored: who reads the database has no token."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Table, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.store.db.database import Database
from switchboard.store.db.glance import moment
from switchboard.store.db.last_change import of_tenant_in
from switchboard.store.db.tables import api_client, api_token
from switchboard.store.people import passwords
from switchboard.store.people.api_tokens import Right, rights_of

TOKEN_LENGTH = 32
_PAIR_LENGTH = 32
Owner = TypeVar("Owner")
CLIENT_COLUMNS = (
    *(api_client.c.id, api_client.c.tenant, api_client.c.dialect, api_client.c.client_id, api_client.c.name),
    api_client.c.rights,
)


@dataclass(frozen=True, slots=True)
class ApiClient:
    """An application that uses the API of one dialect for one tenant."""

    id: int
    tenant: int
    dialect: str
    client_id: str
    name: str
    rights: tuple[Right, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenPair:
    """Two tokens of [A-Za-z0-9] and when they expire."""

    access_token: str = field(repr=False)
    access_expires_at: datetime
    refresh_token: str = field(repr=False)
    refresh_expires_at: datetime


@dataclass(frozen=True, slots=True)
class TokenPairs(Generic[Owner]):
    """The pairs of one kind of owner: `table` holds them, and its column `owner` refers to the table of `columns`.

    `made` makes an owner of a row of `columns`, which begin with the id; a token has `length` characters.
    """

    table: Table
    owner: Column[int]
    columns: tuple[Column[Any], ...]
    made: Callable[..., Owner]
    length: int

    async def issue(
        self, connection: AsyncConnection, owner: int, access_s: float, refresh_s: float, now: datetime, max_pairs: int
    ) -> TokenPair:
        """Raises Unauthenticated when the owner is gone, LimitReached when it has `max_pairs` valid access tokens."""
        await self._purge(connection, now)
        id, table = self.columns[0], self.table.c
        # Locked, so that many logins at once cannot pass the limit together.
        if await connection.scalar(select(id).where(id == owner).with_for_update()) is None:
            raise errors.Unauthenticated("the owner of the tokens does not exist any more")
        valid = select(func.count()).where(self.owner == owner, table.kind == "access", table.expires_at > now)
        if (await connection.scalar(valid) or 0) >= max_pairs:
            raise errors.LimitReached("tokens", max_pairs)
        return await self._insert(connection, owner, access_s, refresh_s, now)

    async def refresh(
        self, connection: AsyncConnection, refresh_token: str, access_s: float, refresh_s: float, now: datetime
    ) -> TokenPair:
        """Raises Unauthenticated. Of two at once with one token only the first gets a pair."""
        await self._purge(connection, now)
        table = self.table.c
        taken = (
            delete(self.table)
            .where(table.hash == token_hash(refresh_token), table.kind == "refresh", table.expires_at > now)
            .returning(table.pair, self.owner.label("owner"))
        )
        row = (await connection.execute(taken)).one_or_none()
        if row is None:
            raise errors.Unauthenticated("the refresh token is unknown or expired")
        # The access token of the pair ends, too: who stole it would keep it otherwise.
        await connection.execute(delete(self.table).where(table.pair == row.pair))
        return await self._insert(connection, row.owner, access_s, refresh_s, now)

    async def revoke(self, connection: AsyncConnection, access_token: str) -> None:
        """Delete the pair of an access token; unknown tokens are ignored."""
        table = self.table.c
        query = select(table.pair).where(table.hash == token_hash(access_token), table.kind == "access")
        if (pair := await connection.scalar(query)) is not None:
            await connection.execute(delete(self.table).where(table.pair == pair))

    async def expiry(self, connection: AsyncConnection, access_token: str) -> datetime | None:
        """When an access token ends."""
        table = self.table.c
        query = select(table.expires_at).where(table.hash == token_hash(access_token), table.kind == "access")
        return await connection.scalar(query)

    async def _purge(self, connection: AsyncConnection, now: datetime) -> None:
        """Rows that somebody else is deleting are left to them, so that two at once cannot block one another."""
        table = self.table.c
        expired = select(table.hash).where(table.expires_at <= now).with_for_update(skip_locked=True)
        await connection.execute(delete(self.table).where(table.hash.in_(expired)))

    async def _insert(
        self, connection: AsyncConnection, owner: int, access_s: float, refresh_s: float, now: datetime
    ) -> TokenPair:
        pair = TokenPair(
            passwords.random_text(self.length),
            now + timedelta(seconds=access_s),
            passwords.random_text(self.length),
            now + timedelta(seconds=refresh_s),
        )
        common = {"pair": passwords.random_text(_PAIR_LENGTH), self.owner.name: owner}
        rows = [
            {"hash": token_hash(pair.access_token), "kind": "access", "expires_at": pair.access_expires_at},
            {"hash": token_hash(pair.refresh_token), "kind": "refresh", "expires_at": pair.refresh_expires_at},
        ]
        await connection.execute(insert(self.table), [common | row for row in rows])
        return pair


OF_CLIENTS = TokenPairs(api_token, api_token.c.client, CLIENT_COLUMNS, ApiClient, TOKEN_LENGTH)
"""The tokens of API clients."""


@dataclass(frozen=True, slots=True)
class Admission:
    """The owner of a valid access token, the last change (`change.seq`) of the configuration that they use, and when
    the token ends."""

    client: ApiClient
    last_change: int
    expires_at: datetime


_ADMISSION = (
    "SELECT c.id, c.tenant, c.dialect, c.client_id, c.name, c.rights,"
    f" t.expires_at, {of_tenant_in('c.tenant')}"
    " FROM api_token t JOIN api_client c ON c.id = t.client"
    " WHERE t.hash = :hash AND t.kind = 'access' AND t.expires_at > :now"
)


async def admission(database: Database, access_token: str, now: datetime) -> Admission | None:
    """The owner of a valid access token; one statement, which every request begins with."""
    rows = await database.look(_ADMISSION, hash=token_hash(access_token), now=now)
    for id, tenant, dialect, client_id, name, rights, expires_at, last_change in rows:
        client = ApiClient(id, tenant, dialect, client_id, name, rights_of(rights))
        return Admission(client, last_change or 0, moment(expires_at))
    return None


def token_hash(token: str) -> str:
    """The hash of a token, which alone is stored."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
