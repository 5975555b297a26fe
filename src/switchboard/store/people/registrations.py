"""Which phones are registered where, so that a restart forgets none."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select

from switchboard.store.db.database import Database
from switchboard.store.db.tables import registration
from switchboard.store.documents import objects


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One contact of an extension (RFC 3261 §10.3). `path`: RFC 3327; `source`: the address it registered from; `node`:
    the name of the machine that it registers at, "" if that is not known. `since` the contact came; None if that is not
    known.
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


_NAMES = tuple(field.name for field in fields(RegistrationRow))


_ADDRESSES = "SELECT extension, source FROM registration WHERE tenant = :tenant AND expires_at > :now"
_SOME = 1000
"""Ids in one statement."""


class Registrations:
    """The bindings of all extensions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, tenant: int, now: datetime) -> dict[int, tuple[RegistrationRow, ...]]:
        """The bindings of a tenant that live, by the id of their extension. Raises Unavailable."""
        return await self._load((registration.c.tenant == tenant) & (registration.c.expires_at > now))

    async def of(self, tenant: int, extension: int, now: datetime) -> tuple[RegistrationRow, ...]:
        """The bindings of one extension that live. Raises Unavailable."""
        mine = (registration.c.tenant == tenant) & (registration.c.extension == extension)
        return (await self._load(mine & (registration.c.expires_at > now))).get(extension, ())

    async def load_all(self, now: datetime) -> dict[int, tuple[RegistrationRow, ...]]:
        """The same of every tenant. Raises Unavailable."""
        return await self._load(registration.c.expires_at > now)

    async def _load(self, which: ColumnElement[bool]) -> dict[int, tuple[RegistrationRow, ...]]:
        columns = (registration.c.extension, *(registration.c[name] for name in _NAMES))
        query = select(*columns).where(which).order_by(registration.c.id)
        found: dict[int, list[RegistrationRow]] = {}
        async with self._database.read() as connection:
            for row in (await connection.execute(query)).mappings():
                values = dict(row)
                found.setdefault(values.pop("extension"), []).append(_row(values))
        return {extension: tuple(rows) for extension, rows in found.items()}

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

    async def replace(
        self,
        tenant: int,
        extension: int,
        bindings: Iterable[RegistrationRow],
        *,
        node: str = "",
        former: Iterable[str] = (),
    ) -> None:
        """These are all the bindings of an extension at this machine now, in place of those with a `former` contact.

        What other machines have registered meanwhile, which this one has not heard of, stays. Raises NotFound,
        Unavailable.
        """
        by_contact = {row.contact: row for row in bindings}
        owner = {"tenant": tenant, "extension": extension}
        rows = [owner | asdict(row) for row in by_contact.values()]
        async with self._database.write() as connection:
            await objects.require(connection, tenant, "extension", extension)
            replaced = registration.c.node.in_({"", node}) | registration.c.contact.in_({*former, *by_contact})
            await connection.execute(delete(registration).where(registration.c.extension == extension, replaced))
            if rows:
                await connection.execute(insert(registration), rows)

    async def purge(self, now: datetime) -> int:
        """Forget the bindings that have expired; returns how many."""
        async with self._database.write() as connection:
            expired = delete(registration).where(registration.c.expires_at <= now)
            return (await connection.execute(expired)).rowcount


def _row(values: dict[str, Any]) -> RegistrationRow:
    return RegistrationRow(**values | {"path": tuple(values["path"])})
