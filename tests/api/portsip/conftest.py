"""A furnished server for each test, and one for a whole module of tests that leave it as it was."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.ivr import Ivr

from ..support import repository_of
from .support import ROWS, PortSip, furnish_all, logged_in


@pytest.fixture(scope="session")
def furnished_portsip(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy, with the objects that an IVR can refer to."""
    file = Path(shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("furnished") / "switchboard.db"))
    asyncio.run(_furnish(file))
    return file


async def _furnish(file: Path) -> None:
    async with repository_of(file) as repository:
        await furnish_all(repository)


@pytest.fixture
async def portsip(furnished_portsip: Path, tmp_path: Path) -> AsyncIterator[PortSip]:
    file = shutil.copy(furnished_portsip, tmp_path / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", tmp_path) as logged:
        yield logged


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_portsip(furnished_portsip: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PortSip]:
    directory = tmp_path_factory.mktemp("portsip")
    file = shutil.copy(furnished_portsip, directory / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", directory) as logged:
        yield logged


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def listed(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PortSip]:
    """A server with the IVRs of `ROWS` alone."""
    directory = tmp_path_factory.mktemp("portsip")
    async with logged_in(f"sqlite+aiosqlite:///{directory / 'a.db'}", directory) as portsip:
        for id, number, name in ROWS:
            await portsip.repository.create(Ivr(name=name, number=number), author="test", id=id)
        yield portsip
