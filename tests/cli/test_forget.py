"""`switchboard forget`: it lists what it would delete, and asks first."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.call.record import EndedRow, OpenedRow
from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.store.calls.log import CallLog

from .conftest import Run

pytestmark = pytest.mark.interop
WHO = "+442079460199"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def called(tmp_path: Path) -> None:
    async def work() -> None:
        async with installation(Settings(data=tmp_path / "data")) as opened:
            for id, caller in (("mine", WHO), ("other", "1000")):
                opened_row = OpenedRow(id, opened.tenant, NOW, caller, "", "6200")
                await CallLog(opened.database, "node").write([opened_row, EndedRow(id, NOW)])

    asyncio.run(work())


@pytest.mark.usefixtures("called")
def test_a_number_is_forgotten_when_that_was_confirmed(run: Run) -> None:
    assert json.loads(run("forget", WHO, "--dry-run", "--json").stdout)["calls"] == ["mine"]
    listed = run("forget", WHO, "--dry-run").stdout
    assert "1 calls" in listed and "mine" in listed and "other" not in listed
    assert "deleted" not in run("forget", WHO, typed="n\n", fails=True).stdout
    assert "deleted" in run("forget", WHO, typed="y\n").stdout
    assert json.loads(run("forget", WHO, "--yes", "--json").stdout)["calls"] == []
    assert json.loads(run("forget", "1000", "--yes", "--json").stdout)["calls"] == ["other"]
