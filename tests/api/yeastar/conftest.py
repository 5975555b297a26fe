"""A furnished server for a whole module of tests that leave it as it was."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import Engine, event

from ..support import Api, furnish, furnish_services, logged_in


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_api(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    directory = tmp_path_factory.mktemp("api")
    file = shutil.copy(migrated_sqlite, directory / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", directory) as logged:
        await furnish(logged.repository)
        await furnish_services(logged.repository)
        yield logged


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
