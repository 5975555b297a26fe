"""The image: linted always, built and asked where there is an engine."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
CONTAINER = ROOT / "deploy" / "container"
HADOLINT = Path(sys.prefix) / "bin" / "hadolint"


@pytest.mark.parametrize("file", sorted(CONTAINER.glob("*ontainerfile")), ids=lambda file: str(file.name))
def test_images_are_made_as_hadolint_wants_it(file: Path) -> None:
    found = subprocess.run([HADOLINT, file], capture_output=True, text=True, check=False)
    assert (found.stdout, found.returncode) == ("", 0)


def test_an_image_runs_as_nobody_and_holds_no_tools_to_build() -> None:
    last = (CONTAINER / "Containerfile").read_text().rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001", last, re.MULTILINE)
    assert "pip install" not in last and "COPY src" not in last


@pytest.fixture(scope="module")
def engine() -> str:
    """What builds and runs images here."""
    for name in ("podman", "docker"):
        if shutil.which(name) and subprocess.run([name, "info"], capture_output=True, check=False).returncode == 0:
            return name
    pytest.skip("neither podman nor docker works on this machine")


@pytest.fixture(scope="module")
def image(engine: str) -> Iterator[str]:
    """Built for this test alone."""
    name = f"localhost/switchboard-test:{os.getpid()}"
    build = [engine, "build", "--file", str(CONTAINER / "Containerfile"), "--tag", name, str(ROOT)]
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    if built.returncode != 0 and "registry" in built.stderr:
        pytest.skip(f"the base image cannot be had: {built.stderr.splitlines()[-1]}")
    assert built.returncode == 0, built.stdout + built.stderr
    yield name
    subprocess.run([engine, "rmi", "--force", name], capture_output=True, check=False)


def test_an_image_that_was_built_runs(engine: str, image: str) -> None:
    run = [engine, "run", "--rm", "--network", "none", "--read-only", "--tmpfs", "/tmp", image]
    version = subprocess.run([*run, "--version"], capture_output=True, text=True, check=True).stdout
    assert version.startswith("switchboard ")
    shell = [*run[:-1], "--entrypoint", "sh", image, "-c", "id -u; ls /opt/switchboard/bin; command -v gcc pip"]
    said = subprocess.run(shell, capture_output=True, text=True, check=False).stdout.split()
    assert said[0] == "10001" and "switchboard" in said
    assert not {"gcc", "pip", "hatchling"} & {Path(word).name for word in said}
