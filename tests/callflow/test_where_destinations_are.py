"""ARCHITECTURE.md says where each destination is, and tests/ends.toml how it may end; what they name is there, and no
destination is missing.
"""

import re
import tomllib
from pathlib import Path

import pytest
from tests.callflow.scenarios import ALL

from switchboard.model.destination import DESTINATION_KINDS

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
FOLDERS = ("src/switchboard/callflow", "src/switchboard/model", "", "tests/callflow")
"""Where the files of the second to the fifth column are; the fourth has links."""


def rows() -> list[list[str]]:
    page = (ROOT / "ARCHITECTURE.md").read_text()
    table = page.split("## Where a destination is")[1].split("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_destination_has_a_row() -> None:
    named = [name for row in rows() for name in re.findall(r"\*(\w+)\*", row[0])]
    assert sorted(named) == sorted(DESTINATION_KINDS)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_what_a_row_names_is_there(row: list[str]) -> None:
    for folder, cell in zip(FOLDERS, row[1:], strict=True):
        files = re.findall(r"`([\w/]+\.py)`", cell)
        assert files or "](docs/call-semantics.md#" in cell
        for file in files:
            assert (ROOT / folder / file).is_file(), file


def ends() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((ROOT / "tests" / "ends.toml").read_text())


def test_every_destination_has_its_ways_to_fail() -> None:
    assert set(DESTINATION_KINDS) <= set(ends())


@pytest.mark.parametrize(("destination", "ways"), ends().items(), ids=ends())
def test_what_shows_a_way_to_fail_is_there(destination: str, ways: dict[str, list[str]]) -> None:
    shown = {one for found in ways.values() for one in found}
    assert next(iter(ways)) in ("heard", "works"), destination
    assert {one for one in shown if "::" not in one} <= {case.name for case in ALL}
