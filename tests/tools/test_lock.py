"""The locks: what `make test` says when they are not those of pyproject.toml."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.unit


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the check reads."""
    for name in ("pyproject.toml", "tools/lock.py", "requirements/run.lock", "requirements/test.lock"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def check(project: Path) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "tools/lock.py", "check"], cwd=project, capture_output=True, text=True)
    return done.returncode, done.stdout


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_the_locks_are_those_of_the_project(project: Path) -> None:
    assert check(project) == (0, "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"numpy>=1.26,<3"', '"numpy>=1.26,<4"'),
        ('"numpy>=1.26,<3",', '"numpy>=1.26,<3",\n  "simplejson",'),
        ('"pytest>=8.3",', ""),
        ('"hatchling>=1.27"', '"hatchling>=1.28"'),
    ],
)
def test_a_change_of_the_tables_is_noticed(project: Path, old: str, new: str) -> None:
    change(project / "pyproject.toml", old, new)
    status, said = check(project)
    assert status == 1
    assert "test.lock is not of this pyproject.toml: run `make lock`" in said
    assert "run.lock is not of this pyproject.toml: run `make lock`" in said


@pytest.mark.parametrize("name", ["run", "test"])
def test_a_pin_that_was_edited_out_of_its_range_is_noticed(project: Path, name: str) -> None:
    change(project / f"requirements/{name}.lock", "\nuvicorn==0.", "\nuvicorn==1.")
    status, said = check(project)
    assert status == 1
    assert said.startswith(f"{name}.lock: uvicorn<1,>=0.35 is not met by 1.")


def test_every_pin_has_hashes_and_no_registry_is_named() -> None:
    for lock in ROOT.glob("requirements/*.lock"):
        text = lock.read_text()
        pins = [line for line in text.splitlines() if line[:1].isalnum()]
        assert all(line.endswith(" \\") and "==" in line for line in pins)
        assert "://" not in text and "--index" not in text and "--find-links" not in text
