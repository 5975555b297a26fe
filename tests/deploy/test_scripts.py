"""Shell scripts, those of the project itself too, are what shellcheck takes for right."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
SHELLCHECK = Path(sys.prefix) / "bin" / "shellcheck"
SCRIPTS = [ROOT / "deploy" / "install.sh", ROOT / "deploy" / "switchboard"]


def test_scripts_are_right() -> None:
    found = subprocess.run([SHELLCHECK, *SCRIPTS], capture_output=True, text=True, check=False)
    assert (found.stdout, found.returncode) == ("", 0)
