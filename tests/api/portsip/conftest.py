"""A furnished server for each test, and one for a whole module of tests that leave it as it was."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from .support import PortSip, furnish_all, logged_in


@pytest.fixture
async def portsip(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[PortSip]:
    file = shutil.copy(migrated_sqlite, tmp_path / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", tmp_path) as logged:
        await furnish_all(logged.repository)
        yield logged


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_portsip(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PortSip]:
    directory = tmp_path_factory.mktemp("portsip")
    file = shutil.copy(migrated_sqlite, directory / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", directory) as logged:
        await furnish_all(logged.repository)
        yield logged
