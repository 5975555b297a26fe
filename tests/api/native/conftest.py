"""A furnished server for each test, one for a module of tests that leave it as it was, and the statements it runs."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import event
from sqlalchemy.engine import Engine

from .support import Native, native_server


@pytest.fixture
async def native(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Native]:
    file = Path(shutil.copy(migrated_sqlite, tmp_path / "switchboard.db"))
    async with native_server(file, tmp_path) as served:
        yield served


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_native(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Native]:
    directory = tmp_path_factory.mktemp("native")
    file = Path(shutil.copy(migrated_sqlite, directory / "switchboard.db"))
    async with native_server(file, directory) as served:
        yield served


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
