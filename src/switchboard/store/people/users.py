"""People who log in. Of a password only the Argon2 hash is stored."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.tenant import DEFAULT_TENANT, sip_domain
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.glance import moment
from switchboard.store.db.tables import tenant, user, user_session, user_token
from switchboard.store.documents import objects
from switchboard.store.people import passwords
from switchboard.store.people.api_tokens import Right, Role, rights_of

MAX_USERS = 1000
"""The limit of users for one tenant."""

MAX_NAME = 64
MIN_PASSWORD, MAX_PASSWORD = 8, 128
RESERVED = frozenset({"system", "administrator", "root"})
_NAME = re.compile(r"(?!\.)[A-Za-z0-9_'.-]{1,64}(?<!\.)")
COLUMNS = (
    user.c.id,
    user.c.tenant,
    user.c.name,
    user.c.role,
    user.c.created_at,
    user.c.rights,
    user.c.must_change_password,
    user.c.totp_since,
    user.c.extension,
)
LOOKED = "u.id, u.tenant, u.name, u.role, u.created_at, u.rights, u.must_change_password, u.totp_since, u.extension"
"""The same columns of a table `u`, for statements past SQLAlchemy; `looked` makes a user of them."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who logs in, and what they may do in their tenant.

    `must_change_password`: somebody else knows the password, so the page asks for another one. `totp_since`: since when
    a log-in needs a code as well. `extension` is the id of their own, which may be gone.
    """

    id: int
    tenant: int
    name: str
    role: Role
    created_at: datetime
    rights: tuple[Right, ...] = ()
    must_change_password: bool = False
    totp_since: datetime | None = None
    extension: int | None = None


class Users:
    """The users of an installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(
        self,
        tenant_id: int,
        name: str,
        password: str,
        role: Role,
        now: datetime,
        rights: tuple[Right, ...] = (),
        *,
        must_change_password: bool = False,
        extension: int | None = None,
    ) -> User:
        """Creates a user. Raises Invalid, Duplicate (of "name"), LimitReached, and NotFound for the tenant."""
        _check_name(name)
        _check_password(password, name)
        values = {
            "tenant": tenant_id,
            "name": name,
            "name_folded": storable.fold(name),
            "password_hash": await asyncio.to_thread(passwords.hashed, password),
            "role": role,
            "created_at": now,
            "rights": rights,
            "must_change_password": must_change_password,
            "extension": extension,
        }
        async with self._database.write() as connection:
            await _lock(connection, tenant_id)
            await _check_extension(connection, tenant_id, role, extension)
            await _refuse_another(connection, tenant_id, name)
            row = (await connection.execute(insert(user).values(values).returning(*COLUMNS))).one()
        return _user(row)

    async def all(self, tenant_id: int) -> list[User]:
        """Every user of a tenant in the order of names; at most `MAX_USERS`."""
        query = select(*COLUMNS).where(user.c.tenant == tenant_id).order_by(user.c.name_folded)
        async with self._database.read() as connection:
            return [_user(row) for row in await connection.execute(query)]

    async def get(self, tenant_id: int, id: int) -> User:
        """Raises NotFound."""
        async with self._database.read() as connection:
            return await _fetch(connection, tenant_id, id)

    async def by_name(self, tenant_id: int, name: str) -> User:
        """The user with that name in any case. Raises NotFound."""
        folded = storable.fold(name)
        query = select(*COLUMNS).where(user.c.tenant == tenant_id, user.c.name_folded == folded)
        if storable.is_text(folded):
            async with self._database.read() as connection:
                if row := (await connection.execute(query)).one_or_none():
                    return _user(row)
        raise errors.NotFound("user", name)

    async def set_password(self, tenant_id: int, id: int, password: str, *, must_change: bool = False) -> None:
        """Sets a new password, which ends all sessions of the user. Raises NotFound, Invalid."""
        _check_password(password, (await self.get(tenant_id, id)).name)
        password_hash = await asyncio.to_thread(passwords.hashed, password)
        async with self._database.write() as connection:
            await _fetch(connection, tenant_id, id)
            new = {"password_hash": password_hash, "must_change_password": must_change}
            await connection.execute(update(user).where(user.c.id == id).values(new))
            # Whoever has the old password may have a session.
            await end_sessions(connection, id)

    async def log_out_everywhere(self, id: int) -> None:
        """Ends all sessions of a user, those of programs too."""
        async with self._database.write() as connection:
            await end_sessions(connection, id)

    async def set_role(self, tenant_id: int, id: int, role: Role, rights: tuple[Right, ...] | None = None) -> User:
        """The user with a new role and other rights (None: those that they have), also in the sessions that they have.

        Raises NotFound, LastAdmin, Invalid.
        """

        def edited(old: User) -> User:
            return replace(old, role=role, rights=old.rights if rights is None else rights)

        return await self.edit(tenant_id, id, edited)

    async def edit(self, tenant_id: int, id: int, edited: Callable[[User], User]) -> User:
        """The user with another role, rights and extension, also in the sessions that they have.

        Raises NotFound, LastAdmin, and Invalid for an extension that is none.
        """
        async with self._database.write() as connection:
            await _lock(connection, tenant_id)
            old = await _fetch(connection, tenant_id, id)
            new = edited(old)
            if new.role != "admin":
                await _keep_an_admin(connection, old)
            if (new.role, new.extension) != (old.role, old.extension):
                await _check_extension(connection, tenant_id, new.role, new.extension)
            values = {"role": new.role, "rights": new.rights, "extension": new.extension}
            changed = update(user).where(user.c.id == id).values(values).returning(*COLUMNS)
            return _user((await connection.execute(changed)).one())

    async def delete(self, tenant_id: int, id: int) -> None:
        """Remove a user with their sessions. Raises NotFound, LastAdmin."""
        async with self._database.write() as connection:
            await _lock(connection, tenant_id)
            await _keep_an_admin(connection, await _fetch(connection, tenant_id, id))
            await connection.execute(delete(user).where(user.c.id == id))

    async def has_password(self, of: User, password: str) -> bool:
        """Whether that is the password of a user; not when the user is gone."""
        async with self._database.read() as connection:
            stored_hash = await connection.scalar(select(user.c.password_hash).where(user.c.id == of.id))
        return await asyncio.to_thread(passwords.fits, stored_hash or passwords.NOBODY, password)

    async def verify(self, domain: str, name: str, password: str) -> User | None:
        """The user with that name and password. `domain` is the SIP domain of the tenant, empty for the default tenant.

        Takes as long for an unknown user or domain as for a known one.
        """
        async with self._database.read() as connection:
            row = (await connection.execute(_login(domain, name))).one_or_none()
        stored_hash = passwords.NOBODY if row is None else row.password_hash
        fits = await asyncio.to_thread(passwords.fits, stored_hash, password)
        return User(*row[:-1]) if fits and row is not None else None


def looked(row: Sequence[Any]) -> User:
    """The user in a row of `LOOKED`."""
    id, tenant_id, name, role, created_at, rights, must_change_password, totp_since, extension = row
    since = totp_since and moment(totp_since)
    must = bool(must_change_password)
    return User(id, tenant_id, name, role, moment(created_at), rights_of(rights), must, since, extension)


def account(domain: str, name: str) -> tuple[str, str]:
    """Normalizes a domain and a user name, so that all spellings are equal."""
    return sip_domain(domain) or domain, storable.fold(name)


def _login(domain: str, name: str) -> Select[Any]:
    """The query for an account. Rejects names that cannot be stored: they match nobody."""
    domain, name = (part if storable.is_text(part) else "?" for part in account(domain, name))
    of_tenant = tenant.c.sip_domain == domain if domain else tenant.c.id == DEFAULT_TENANT
    query = select(*COLUMNS, user.c.password_hash).join(tenant, tenant.c.id == user.c.tenant)
    return query.where(of_tenant, user.c.name_folded == name)


async def _lock(connection: AsyncConnection, tenant_id: int) -> None:
    """Lock the users of the tenant against changes until the transaction ends. Raises NotFound."""
    query = select(tenant.c.id).where(tenant.c.id == tenant_id).with_for_update()
    if not storable.is_id(tenant_id) or await connection.scalar(query) is None:
        raise errors.NotFound("tenant", tenant_id)


async def _fetch(connection: AsyncConnection, tenant_id: int, id: int) -> User:
    query = select(*COLUMNS).where(user.c.tenant == tenant_id, user.c.id == id)
    if storable.is_id(id) and (row := (await connection.execute(query)).one_or_none()):
        return _user(row)
    raise errors.NotFound("user", id)


async def end_sessions(connection: AsyncConnection, id: int) -> None:
    """Ends all sessions of a user: those of browsers, and those of programs."""
    for table in (user_token, user_session):
        await connection.execute(delete(table).where(table.c.user == id))


async def _refuse_another(connection: AsyncConnection, tenant_id: int, name: str) -> None:
    users = select(func.count()).where(user.c.tenant == tenant_id)
    if await connection.scalar(users.where(user.c.name_folded == storable.fold(name))):
        raise errors.Duplicate("name", name, "user", "")
    if (await connection.scalar(users) or 0) >= MAX_USERS:
        raise errors.LimitReached("users", MAX_USERS)


async def _keep_an_admin(connection: AsyncConnection, leaving: User) -> None:
    """Raises LastAdmin if the user is the only admin of the tenant."""
    others = select(user.c.id).where(user.c.tenant == leaving.tenant, user.c.role == "admin", user.c.id != leaving.id)
    if leaving.role == "admin" and await connection.scalar(others.limit(1)) is None:
        raise errors.LastAdmin


async def _check_extension(connection: AsyncConnection, tenant_id: int, role: Role, extension: int | None) -> None:
    """Raises Invalid for an extension that the tenant has not, and for the role `phone` without one."""
    if extension is None:
        if role == "phone":
            raise errors.Invalid("extension", "is needed for the role phone", rule="required")
        return
    try:
        await objects.require(connection, tenant_id, "extension", extension)
    except errors.NotFound:
        raise errors.Invalid("extension", "does not exist", rule="reference") from None


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        rule = f"must be 1 to {MAX_NAME} letters, digits and _ - ' . without a period at either end"
        raise errors.Invalid("name", rule, rule="pattern")
    if storable.fold(name) in RESERVED:
        raise errors.Invalid("name", "is reserved", rule="reserved")


def _check_password(password: str, name: str) -> None:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise errors.Invalid("password", f"must have {MIN_PASSWORD} to {MAX_PASSWORD} characters", rule="length")
    if storable.fold(password) == storable.fold(name):
        raise errors.Invalid("password", "must not be the user name", rule="guessable")


def _user(row: Row[Any]) -> User:
    return User(**row._mapping)
