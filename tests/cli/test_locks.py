"""`switchboard locks`: who was wrong too often with PINs."""

import asyncio
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.model.pin_door import Door
from switchboard.store.people.pin_failures import PinFailures

from .conftest import Run

pytestmark = pytest.mark.interop


def be_wrong(tmp_path: Path, caller: str) -> None:
    async def work() -> None:
        async with installation(Settings(data=tmp_path / "data")) as opened:
            for _ in range(9):
                door = Door(opened.tenant, caller, "trunk:1", 10)
                assert await PinFailures(opened.database).begin(door, datetime.now(UTC)) is not None

    asyncio.run(work())


def test_locks_are_listed_and_lifted(run: Run, tmp_path: Path) -> None:
    be_wrong(tmp_path, "+4930777")
    assert re.search(r"caller +\+4930777 +refused +9 ", run("locks").stdout)
    assert re.search(r"source +trunk:1 +slowed +9 ", run("locks", "list").stdout)
    listed = json.loads(run("locks", "--json").stdout)
    assert json.loads(run("locks", "list", "--json").stdout) == listed
    for lock in listed:
        run("locks", "lift", str(lock["id"]))
    assert json.loads(run("locks", "--json").stdout) == []
    assert "not-found" in run("locks", "lift", str(listed[0]["id"]), fails=True).output


def test_a_caller_cannot_write_to_the_terminal(run: Run, tmp_path: Path) -> None:
    be_wrong(tmp_path, "\x1b[31m+49\r")
    for output in (run("locks").stdout, run("locks", "--json").stdout):
        assert re.findall(r"[^\x20-\x7e\n]", output) == []
