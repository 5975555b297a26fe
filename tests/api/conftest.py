"""A furnished server for each test."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .support import Api, furnish, furnish_services, logged_in, repository_of


@pytest.fixture(scope="session")
def furnished_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy, with the objects that an IVR can refer to."""
    file = Path(shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("furnished") / "switchboard.db"))
    asyncio.run(_furnish(file))
    return file


async def _furnish(file: Path) -> None:
    async with repository_of(file) as repository:
        await furnish(repository)
        await furnish_services(repository)


@pytest.fixture
async def api(furnished_sqlite: Path, tmp_path: Path) -> AsyncIterator[Api]:
    file = shutil.copy(furnished_sqlite, tmp_path / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", tmp_path) as logged:
        yield logged
