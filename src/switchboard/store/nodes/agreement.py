"""What machines that share a database must agree about: the key that encrypts secrets, and who begins."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import select

from switchboard.errors import SwitchboardError
from switchboard.store.db import locks
from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import installation
from switchboard.store.people.vault import Vault

_KEY_CHECK = "key"
_SIGNED = "the key of this installation"
FIRST_START_LOOK_S = 0.2


class KeyMismatch(SwitchboardError):
    """This machine has another key than those with which it shares the database, or none."""

    code = "key-mismatch"

    def __init__(self, file: Path, what: str) -> None:
        super().__init__(
            f"{file} {what}: copy it from another machine of this installation, or from the backup (or set"
            " SWITCHBOARD_SECRET_KEY to what is in it)"
        )


def keep_given_key(file: Path, given: str) -> None:
    """Make what was given the key file of this machine. Raises KeyMismatch where that has another one."""
    if not given:
        return
    Vault.check(given)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(given)
    except FileExistsError:
        if not secrets.compare_digest(file.read_text().strip(), given):
            raise KeyMismatch(file, "has another key than SWITCHBOARD_SECRET_KEY") from None


async def check_key(database: Database, file: Path) -> None:
    """Have the first machine say which key it has, and all others have the same. Raises KeyMismatch, Unavailable."""
    query = select(installation.c.value).where(installation.c.name == _KEY_CHECK)
    async with database.read() as connection:
        agreed = await connection.scalar(query)
    if agreed is not None and not file.exists():
        raise KeyMismatch(file, "is missing")
    mine = await asyncio.to_thread(Vault(file).sign, _SIGNED)
    if agreed is None:
        async with database.write() as connection:
            row = insert_into(connection, installation).values(name=_KEY_CHECK, value=mine)
            await connection.execute(row.on_conflict_do_nothing())
            agreed = await connection.scalar(query)
    if agreed != mine:
        raise KeyMismatch(file, "is another key than that of the other machines")


@asynccontextmanager
async def one_begins(database: Database) -> AsyncIterator[None]:
    """Of all machines, one at a time makes a new installation of an empty database. Raises Unavailable."""
    if database.is_sqlite:
        yield
        return
    while True:
        async with database.write() as connection:
            # Waiting inside the database would end with the time-out of statements.
            if await locks.try_first_start(connection):
                yield
                return
        await asyncio.sleep(FIRST_START_LOOK_S)


def machine_id(file: Path) -> str:
    """What tells this machine from others of its name: made once, and kept in `file`."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_hex(8))
    except FileExistsError:
        pass
    return file.read_text()
