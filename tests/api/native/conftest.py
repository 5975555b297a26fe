"""A furnished server for each test, and one for a module of tests that leave it as it was."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

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
