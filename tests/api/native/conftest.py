"""A furnished server for each test, and one for a module of tests that leave it as it was."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from .support import Native, furnish_native, native_server


@pytest.fixture(scope="session")
def furnished_native(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy, with a furnished tenant and another one."""
    file = Path(shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("furnished") / "native.db"))
    asyncio.run(furnish_native(file))
    return file


@pytest.fixture
async def native(furnished_native: Path, tmp_path: Path) -> AsyncIterator[Native]:
    async with native_server(furnished_native, tmp_path) as served:
        yield served


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_native(furnished_native: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Native]:
    async with native_server(furnished_native, tmp_path_factory.mktemp("native")) as served:
        yield served
