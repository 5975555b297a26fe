"""tools/pages.py: it says what in the pages is not true to other pages, to the source or to the tests."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.unit

PAGE = """\
# The call semantics

## 1. One visit of a menu

See [the record](#2-the-record).

## 2. The record

    # no heading
"""
ARCHITECTURE = """\
[Record](docs/call-semantics.md#2-the-record)

| what | where |
|---|---|
| a visit | `menu.py` (`Menu`) |
"""
TABLE = """\
["call-semantics.md".2-the-record]
"test_menu.py" = ["test_greeting"]

["call-semantics.md".1-one-visit-of-a-menu.scenarios]
"A key stops the greeting" = ["a key stops the greeting"]
"""
ENDS = """\
[menu]
heard = ["test_menu.py::test_greeting"]
"no key" = ["nobody presses a key"]
"""


def run(project: Path, command: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "tools/pages.py", command], cwd=project, capture_output=True, text=True)
    return done.returncode, done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project in which all is well."""
    for name in ("docs", "src", "tests", "tools"):
        (tmp_path / name).mkdir()
    shutil.copy(ROOT / "tools" / "pages.py", tmp_path / "tools")
    (tmp_path / "docs" / "call-semantics.md").write_text(PAGE)
    (tmp_path / "README.md").write_text("[Semantics](docs/call-semantics.md)\n")
    (tmp_path / "ARCHITECTURE.md").write_text(ARCHITECTURE)
    (tmp_path / "src" / "menu.py").write_text(
        '"""A menu: the call semantics, sections 1 and 2."""\n\nclass Menu: ...\n'
    )
    (tmp_path / "tests" / "test_menu.py").write_text("def test_greeting() -> None: ...\n")
    (tmp_path / "tests" / "trace.toml").write_text(TABLE)
    (tmp_path / "tests" / "ends.toml").write_text(ENDS)
    assert run(tmp_path, "trace") == (0, "")
    return tmp_path


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def apply(project: Path) -> None:
        file = project / name
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new))

    return apply


def test_the_pages_of_this_project() -> None:
    assert run(ROOT, "check") == (0, "")


def test_a_project_in_which_all_is_well(project: Path) -> None:
    assert run(project, "check") == (0, "")
    trace = (project / "docs" / "trace.md").read_text()
    visit, record = "[1. One visit of a menu](call-semantics.md#1-one-visit", "[2. The record](call-semantics.md#2-the"
    assert 0 < trace.index(visit) < trace.index(record)
    assert "- A key stops the greeting: *a key stops the greeting*" in trace
    assert "- `test_menu.py`: `test_greeting`" in trace
    assert "### menu\n\n- heard: `test_menu.py::test_greeting`\n- no key: *nobody presses a key*\n" in trace


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (change("README.md", "semantics.md", "semantic.md"), "README.md: there is no docs/call-semantic.md"),
        (change("ARCHITECTURE.md", "#2-", "#3-"), "ARCHITECTURE.md: call-semantics.md has no section #3-the-record"),
        (change("src/menu.py", "and 2", "and 4"), "src/menu.py: the call semantics have no section 4"),
        (
            change("tests/test_menu.py", "greeting", "prompt"),
            "tests/trace.toml: there is no test_menu.py::test_greeting\n"
            "tests/ends.toml: there is no test_menu.py::test_greeting",
        ),
        (
            change("tests/trace.toml", ".2-the", ".2-a"),
            "tests/trace.toml: call-semantics.md has no section #2-a-record",
        ),
        (change("tests/trace.toml", '"A key', '"Any key'), "docs/trace.md is not what tools/pages.py trace writes"),
        (change("tests/ends.toml", "heard", "works"), "tests/ends.toml: no test hears menu"),
        (change("ARCHITECTURE.md", "menu.py", "menus.py"), "ARCHITECTURE.md: there is no menus.py"),
        (change("src/menu.py", "class Menu", "class Visit"), "ARCHITECTURE.md: Menu is not where it says"),
        (
            change("docs/call-semantics.md", "See", "`test_menu.py` shows it. See"),
            "docs/call-semantics.md names a test: that belongs into tests/trace.toml",
        ),
    ],
)
def test_what_is_wrong_is_told(project: Path, wrong: Callable[[Path], None], told: str) -> None:
    wrong(project)
    assert run(project, "check") == (1, f"{told}\n")
