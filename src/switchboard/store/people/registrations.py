"""Which phones are registered where: so a restart forgets none, and machines that share a database know all."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import registration
from switchboard.store.documents import objects

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One contact of an extension (RFC 3261 §10.3). `path`: RFC 3327; `source`: the address it registered from; `node`:
    the name of the machine that it registers at, "" if that is not known. `since` the contact came; None if that is not
    known. `instance`: which device it is (RFC 5626), "" if it does not say.
    """

    contact: str
    expires_at: datetime
    call_id: str
    cseq: int
    path: tuple[str, ...] = ()
    q: float = 1.0
    source: str = ""
    user_agent: str = ""
    node: str = ""
    since: datetime | None = None
    instance: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the contacts of an extension: these rows are new, or other than before; those contacts are
    gone.
    """

    put: tuple[RegistrationRow, ...] = ()
    gone: tuple[str, ...] = ()


Decide = Callable[[Sequence[RegistrationRow]], tuple[T, Change]]

_NAMES = tuple(field.name for field in fields(RegistrationRow))
_COLUMNS = (registration.c.extension, *(registration.c[name] for name in _NAMES))


_ADDRESSES = "SELECT extension, source FROM registration WHERE tenant = :tenant AND expires_at > :now"
_SOME = 1000
"""Ids in one statement."""


class Registrations:
    """The bindings of all extensions. Each is written by itself: what others have registered stays."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def is_shared(self) -> bool:
        """Whether phones may register at other machines, too."""
        return not self._database.is_sqlite

    async def load(self, tenant: int, now: datetime) -> dict[int, tuple[RegistrationRow, ...]]:
        """The bindings of a tenant that live, by the id of their extension. Raises Unavailable."""
        return await self._load((registration.c.tenant == tenant) & (registration.c.expires_at > now))

    async def of(self, tenant: int, extension: int, now: datetime) -> tuple[RegistrationRow, ...]:
        """The bindings of one extension that live. Raises Unavailable."""
        mine = (registration.c.tenant == tenant) & (registration.c.extension == extension)
        return (await self._load(mine & (registration.c.expires_at > now))).get(extension, ())

    async def at_extensions(self, extensions: Collection[int], now: datetime) -> dict[int, tuple[RegistrationRow, ...]]:
        """The bindings of these extensions that live. Raises Unavailable."""
        return await self._load(registration.c.extension.in_(extensions) & (registration.c.expires_at > now))

    async def load_all(self, now: datetime) -> dict[int, tuple[RegistrationRow, ...]]:
        """Those of every tenant. Raises Unavailable."""
        return await self._load(registration.c.expires_at > now)

    async def at_node(self, node: str, now: datetime) -> dict[int, tuple[RegistrationRow, ...]]:
        """Those that phones have registered at this machine. Raises Unavailable."""
        return await self._load((registration.c.node == node) & (registration.c.expires_at > now))

    async def _load(self, which: ColumnElement[bool]) -> dict[int, tuple[RegistrationRow, ...]]:
        async with self._database.read() as connection:
            return await _found(connection, which)

    async def addresses(self, tenant: int, extensions: Sequence[int] | None, now: datetime) -> dict[int, list[str]]:
        """The addresses of registered phones, by extension; for many extensions perhaps more than asked for. None: of
        all."""
        # Integers of ours; `look` takes no lists as parameters.
        few = extensions if extensions is not None and len(extensions) <= _SOME else None
        some = "" if few is None else f" AND extension IN ({', '.join(map(str, few)) or 'NULL'})"
        found: dict[int, list[str]] = {}
        for extension, source in await self._database.look(f"{_ADDRESSES}{some} ORDER BY id", tenant=tenant, now=now):
            found.setdefault(extension, []).append(source)
        return found

    async def put(
        self, tenant: int, extension: int, rows: Iterable[RegistrationRow], *, gone: Iterable[str] = ()
    ) -> None:
        """Add these contacts, or replace what was known of them, and forget those that are `gone`.

        Raises NotFound, Unavailable.
        """
        change = Change(tuple(rows), tuple(gone))
        async with self._database.write() as connection:
            await objects.require(connection, tenant, "extension", extension)
            await _apply(connection, tenant, extension, change)

    async def change(self, tenant: int, extension: int, decide: Decide[T]) -> T:
        """Write what `decide` makes of all rows of an extension, those that have expired among them. Nobody else
        changes any of them meanwhile. Raises NotFound, Unavailable.
        """
        async with self._database.write() as connection:
            # It locks the extension: of two phones that register at once, the second sees what the first has left.
            await objects.require(connection, tenant, "extension", extension)
            known = (await _found(connection, registration.c.extension == extension)).get(extension, ())
            result, change = decide(known)
            await _apply(connection, tenant, extension, change)
        return result

    async def purge(self, now: datetime) -> int:
        """Forget the bindings that have expired; returns how many."""
        async with self._database.write() as connection:
            expired = delete(registration).where(registration.c.expires_at <= now)
            return (await connection.execute(expired)).rowcount


async def _found(connection: AsyncConnection, which: ColumnElement[bool]) -> dict[int, tuple[RegistrationRow, ...]]:
    query = select(*_COLUMNS).where(which).order_by(registration.c.id)
    found: dict[int, list[RegistrationRow]] = {}
    for row in (await connection.execute(query)).mappings():
        values = dict(row)
        found.setdefault(values.pop("extension"), []).append(_row(values))
    return {extension: tuple(rows) for extension, rows in found.items()}


async def _apply(connection: AsyncConnection, tenant: int, extension: int, change: Change) -> None:
    by_contact = {row.contact: row for row in change.put}
    if gone := set(change.gone) - by_contact.keys():
        former = (registration.c.extension == extension) & registration.c.contact.in_(sorted(gone))
        await connection.execute(delete(registration).where(former))
    if by_contact:
        statement = insert_into(connection, registration)
        known = {name: statement.excluded[name] for name in _NAMES if name != "contact"}
        upsert = statement.on_conflict_do_update(index_elements=["extension", "contact"], set_=known)
        owner = {"tenant": tenant, "extension": extension}
        await connection.execute(upsert, [owner | asdict(row) for row in by_contact.values()])


def _row(values: dict[str, Any]) -> RegistrationRow:
    return RegistrationRow(**values | {"path": tuple(values["path"])})
