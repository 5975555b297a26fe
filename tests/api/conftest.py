"""A furnished server for each test."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .support import Api, furnish, furnish_services, logged_in


@pytest.fixture
async def api(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Api]:
    file = shutil.copy(migrated_sqlite, tmp_path / "switchboard.db")
    async with logged_in(f"sqlite+aiosqlite:///{file}", tmp_path) as logged:
        await furnish(logged.repository)
        await furnish_services(logged.repository)
        yield logged
