"""`switchboard check`."""

import asyncio
import json
from pathlib import Path

import pytest

from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.model.destination import ToTimeCondition
from switchboard.model.ivr import Ivr, Retry
from switchboard.model.prompt import Announcement
from switchboard.model.time_condition import TimeCondition

from .conftest import Run

pytestmark = pytest.mark.interop
MAIN = Ivr(
    name="Main",
    number="6200",
    greeting=(Announcement(name="default"),),
    no_match=Retry(final_prompt=Announcement(name="goodbye")),
)


def furnish(tmp_path: Path) -> None:
    async def work() -> None:
        async with installation(Settings(data=tmp_path / "data")) as opened:
            await opened.repository.create(MAIN, author="test")
            condition = TimeCondition(name="Night")
            night = await opened.repository.create(condition, author="test")
            again = condition.model_copy(update={"closed": ToTimeCondition(time_condition=night.id)})
            await opened.repository.update(night.id, again, expected_revision=None, author="test")

    asyncio.run(work())


def test_an_error_fails_the_command(run: Run, tmp_path: Path) -> None:
    furnish(tmp_path)
    printed = run("check", fails=True).stdout
    assert "Night → Night (endless-loop)" in printed
    found = json.loads(run("check", "--json", fails=True).stdout)
    assert (found[0]["code"], found[0]["kind"], found[0]["path"]) == ("endless-loop", "time_condition", "closed")
    assert "nothing-to-press" in {one["code"] for one in found}


def test_of_nothing_there_is_nothing_to_report(run: Run) -> None:
    assert run("check").stdout == "nothing to report\n"
