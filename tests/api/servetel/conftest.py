"""A furnished server for each test, and one for a whole module of tests that leave it as it was."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.config import ServetelSettings

from .support import Servetel, logged_in

SETTINGS = ServetelSettings(fetch_hosts=("localhost",), fetch_timeout_s=30)


@pytest.fixture
async def servetel(furnished_sqlite: Path, tmp_path: Path) -> AsyncIterator[Servetel]:
    file = shutil.copy(furnished_sqlite, tmp_path / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", tmp_path, SETTINGS) as logged:
        yield logged


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_servetel(furnished_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Servetel]:
    directory = tmp_path_factory.mktemp("servetel")
    file = shutil.copy(furnished_sqlite, directory / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", directory, SETTINGS) as logged:
        yield logged
