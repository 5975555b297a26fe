"""Bearer tokens of the native API. Only their SHA-256 is stored: who reads the database has no token."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast, get_args

from sqlalchemy import Row, delete, func, insert, select

from switchboard import errors
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.glance import moment
from switchboard.store.db.tables import bearer_token, tenant, words
from switchboard.store.people import passwords

Role = Literal["phone", "viewer", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Roles in rising order; each may do what those before it may. `phone` is for what belongs to one's own extension."""

TokenRole = Literal["viewer", "editor", "admin"]
"""The roles of tokens, which have no extension."""

Right = Literal["messages", "recordings"]
"""What no role includes: `messages` is to hear the messages of mailboxes, and to change and delete them; `recordings`
is to hear and delete the recordings of calls.
"""

RIGHTS: tuple[Right, ...] = get_args(Right)

ClientRight = Literal["recordings"]
"""Those that clients of the vendors' APIs can have."""

PREFIX = "swb_"
"""The prefix by which scanners for leaked secrets recognize a token."""

RANDOM_LENGTH = 40
MAX_TOKENS = 1000
"""The limit of tokens for one tenant."""

MAX_NAME = 63
_COLUMNS = (
    bearer_token.c.id,
    bearer_token.c.tenant,
    bearer_token.c.name,
    bearer_token.c.role,
    bearer_token.c.last_four,
    bearer_token.c.created_at,
    bearer_token.c.expires_at,
    bearer_token.c.rights,
)

_CHECK = (
    "SELECT id, tenant, name, role, last_four, created_at, expires_at, rights FROM bearer_token"
    " WHERE hash = :hash AND (expires_at IS NULL OR expires_at > :now)"
)


@dataclass(frozen=True, slots=True)
class ApiToken:
    """What is known of a token: for whom, what its bearer may do, and its last four characters."""

    id: int
    tenant: int
    name: str
    role: TokenRole
    last_four: str
    created_at: datetime
    expires_at: datetime | None
    rights: tuple[Right, ...] = ()


class ApiTokens:
    """The tokens of an installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mint(
        self,
        tenant_id: int,
        name: str,
        role: TokenRole,
        now: datetime,
        expires_at: datetime | None = None,
        rights: tuple[Right, ...] = (),
    ) -> tuple[ApiToken, str]:
        """Makes a new token, shown this once. Raises Invalid, LimitReached."""
        check_name(name)
        if expires_at is not None and expires_at <= now:
            raise errors.Invalid("expires_at", "is in the past", rule="min")
        token = PREFIX + passwords.random_text(RANDOM_LENGTH)
        values = {
            "tenant": tenant_id,
            "name": name,
            "role": role,
            "hash": _hash(token),
            "last_four": token[-4:],
            "created_at": now,
            "expires_at": expires_at,
            "rights": rights,
        }
        count = select(func.count()).where(bearer_token.c.tenant == tenant_id)
        async with self._database.write() as connection:
            await connection.execute(select(tenant.c.id).where(tenant.c.id == tenant_id).with_for_update())
            if (await connection.scalar(count) or 0) >= MAX_TOKENS:
                raise errors.LimitReached("tokens", MAX_TOKENS)
            row = (await connection.execute(insert(bearer_token).values(values).returning(*_COLUMNS))).one()
        return _token(row), token

    async def all(self, tenant_id: int) -> list[ApiToken]:
        """Every token of a tenant, oldest first, also the expired ones; at most `MAX_TOKENS`."""
        query = select(*_COLUMNS).where(bearer_token.c.tenant == tenant_id).order_by(bearer_token.c.id)
        async with self._database.read() as connection:
            return [_token(row) for row in await connection.execute(query)]

    async def get(self, tenant_id: int, id: int) -> ApiToken:
        """Raises NotFound."""
        query = select(*_COLUMNS).where(bearer_token.c.tenant == tenant_id, bearer_token.c.id == id)
        if storable.is_id(id):
            async with self._database.read() as connection:
                if row := (await connection.execute(query)).one_or_none():
                    return _token(row)
        raise errors.NotFound("token", id)

    async def revoke(self, tenant_id: int, id: int) -> None:
        """Revoke a token, at once. Raises NotFound."""
        found = (bearer_token.c.tenant == tenant_id) & (bearer_token.c.id == id)
        async with self._database.write() as connection:
            if not storable.is_id(id) or not (await connection.execute(delete(bearer_token).where(found))).rowcount:
                raise errors.NotFound("token", id)

    async def check(self, token: str, now: datetime) -> ApiToken | None:
        """The owner of a token; None for an unknown, revoked or expired one.

        One statement, which every request needs.
        """
        rows = await self._database.look(_CHECK, hash=_hash(token), now=now)
        for id, tenant_id, name, role, last_four, created_at, expires_at, rights in rows:
            expiry = None if expires_at is None else moment(expires_at)
            return ApiToken(id, tenant_id, name, role, last_four, moment(created_at), expiry, rights_of(rights))
        return None


def rights_of(text: str) -> tuple[Right, ...]:
    """The rights in a column that was read past SQLAlchemy."""
    return cast(tuple[Right, ...], words(text))


def check_name(name: str) -> None:
    """Raises Invalid for what is no name of a token."""
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise errors.Invalid("name", f"must be 1 to {MAX_NAME} printable characters")


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(**row._mapping)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
