"""A furnished server for a whole module of tests that leave it as it was."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from ..support import Api, logged_in


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_api(furnished_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    directory = tmp_path_factory.mktemp("api")
    file = shutil.copy(furnished_sqlite, directory / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", directory) as logged:
        yield logged
