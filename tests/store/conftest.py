"""What the tests of the store share."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import event, insert
from sqlalchemy.engine import Engine

from switchboard.store.database import Database
from switchboard.store.repository import Repository
from switchboard.store.tables import tenant


@pytest.fixture
def repository(database: Database) -> Repository:
    """The default tenant's."""
    return Repository(database, 1)


@pytest.fixture
async def neighbour(database: Database) -> Repository:
    """Another tenant's."""
    async with database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="neighbour", sip_domain="n.example"))
    return Repository(database, 2)


@pytest.fixture
def statements() -> Iterator[Callable[[], list[str]]]:
    """Call it for the statements that were executed since the last call, without those that begin a transaction."""
    seen: list[str] = []

    def listener(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    def take() -> list[str]:
        taken = seen.copy()
        seen.clear()
        return taken

    event.listen(Engine, "before_cursor_execute", listener)
    yield take
    event.remove(Engine, "before_cursor_execute", listener)
