"""The units for systemd: systemd finds nothing wrong with them, and they are what the product expects."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from switchboard import activation
from switchboard.config import load

pytestmark = pytest.mark.e2e

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICE = DEPLOY / "systemd" / "switchboard.service"
EXPOSURE = 2.0
"""Of ten, as systemd counts what a unit could do if it were broken into."""


class Unit(configparser.RawConfigParser):
    """A unit file, whose keys are case-sensitive; of a key that comes twice only the last value is kept."""

    def __init__(self, file: Path) -> None:
        super().__init__(strict=False, delimiters=("=",), comment_prefixes=("#",))
        self.optionxform = str  # type: ignore[method-assign,assignment]
        self.read(file)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The files of an image as far as the units name them."""
    for directory in ("etc/systemd/system", "usr/lib/systemd", "opt/switchboard/current/bin"):
        (tmp_path / directory).mkdir(parents=True)
    shutil.copytree("/usr/lib/systemd/system", tmp_path / "usr/lib/systemd/system", symlinks=True)
    for unit in UNITS:
        shutil.copy(unit, tmp_path / "etc/systemd/system")
    program = tmp_path / "opt/switchboard/current/bin/switchboard"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return tmp_path


def test_systemd_finds_nothing_wrong(image: Path) -> None:
    command = ["systemd-analyze", "verify", f"--root={image}", "--man=no", *(unit.name for unit in UNITS)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in (found.stdout + found.stderr).splitlines() if "switchboard" in line]
    assert (found.returncode, complaints) == (0, [])


def test_a_mistake_would_be_found(image: Path) -> None:
    unit = image / "etc/systemd/system/switchboard.service"
    unit.write_text(unit.read_text().replace("ProtectSystem=strict", "ProtectSystems=strict"))
    command = ["systemd-analyze", "verify", f"--root={image}", "--man=no", unit.name]
    assert "ProtectSystems" in subprocess.run(command, capture_output=True, text=True, check=False).stderr


def test_little_can_be_done_by_a_service_that_was_broken_into() -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(SERVICE)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    level = re.search(r"exposure level for switchboard\.service: ([\d.]+)", said)
    assert level and float(level[1]) <= EXPOSURE


def test_the_sockets_are_those_that_are_served() -> None:
    sockets = [Unit(unit)["Socket"] for unit in UNITS if unit.suffix == ".socket"]
    assert {socket["FileDescriptorName"] for socket in sockets} == {"api", "sip-udp", "sip-tcp"} <= {*activation.KINDS}
    assert {socket["Service"] for socket in sockets} == {"switchboard.service"}


def test_the_settings_that_are_installed_are_valid_and_agree_with_the_service() -> None:
    settings = load(DEPLOY / "switchboard.toml")
    service = Unit(SERVICE)["Service"]
    assert str(settings.data) == service["WorkingDirectory"] == service["ReadWritePaths"]
    assert Path(settings.credentials_file).parent == settings.data
    sockets = {Unit(unit)["Socket"].get("ListenStream", "").rpartition(":")[2] for unit in UNITS if unit != SERVICE}
    assert sockets == {str(settings.api.port), str(settings.sip.port), ""}
