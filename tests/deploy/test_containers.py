"""Images and the compose file: linted always, built and asked where there is an engine."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from compose_spec import PyCompose

from switchboard.config import Settings, load
from tests.kit.compose import COMPOSE, NODES, composed, prepare

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]
CONTAINER = ROOT / "deploy" / "container"
HADOLINT = Path(sys.prefix) / "bin" / "hadolint"
ADDRESS = "192.0.2.7"


@pytest.mark.parametrize("file", sorted(CONTAINER.glob("*ontainerfile")), ids=lambda file: str(file.name))
def test_images_are_made_as_hadolint_wants_it(file: Path) -> None:
    found = subprocess.run([HADOLINT, file], capture_output=True, text=True, check=False)
    assert (found.stdout, found.returncode) == ("", 0)


def test_an_image_runs_as_nobody_and_holds_no_tools_to_build() -> None:
    last = (CONTAINER / "Containerfile").read_text().rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001", last, re.MULTILINE)
    assert "pip install" not in last and "COPY src" not in last


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A copy of the compose file with the secrets that its script makes."""
    return prepare(tmp_path, ADDRESS)


def test_the_compose_file_is_one(prepared: Path) -> None:
    found = composed(prepared)
    PyCompose.from_yaml(yaml.safe_dump(found)).validate()
    assert "$" not in yaml.safe_dump({name: found["services"][name] for name in (*NODES, "edge", "postgres")})


def test_each_node_gets_settings_that_fit_the_others(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services = composed(prepared)["services"]
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(prepared / "secrets"))
    found: list[Settings] = []
    for node in NODES:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in services[node]["environment"].items():
                if name != "CREDENTIALS_DIRECTORY":
                    patch.setenv(name, value)
            found.append(load())
    one, other = found
    assert one.database == other.database
    assert one.database.startswith("postgresql+asyncpg://switchboard:")
    assert one.secret_key.get_secret_value() == other.secret_key.get_secret_value() != ""
    assert one.node != other.node and one.sip.port != other.sip.port and one.api.port != other.api.port
    assert one.media.last_port < other.media.first_port
    assert one.sip.outbound_proxy == f"{ADDRESS}:5060"
    assert [str(network) for network in one.sip.trusted_proxies] == [f"{ADDRESS}/32"]
    (script,) = services["edge-settings"]["command"]
    assert all(f'--node "$ADDRESS:{settings.sip.port}"' in script for settings in found)
    assert all(int(services[node]["stop_grace_period"].rstrip("s")) > one.sip.drain_s + 30 for node in NODES)


def test_secrets_are_made_once_and_are_nobodys_default(prepared: Path) -> None:
    def secrets() -> dict[str, str]:
        return {file.name: file.read_text() for file in (prepared / "secrets").iterdir()}

    first = secrets()
    assert all(len(secret) >= 32 for secret in first.values())
    assert (prepared / "secrets").stat().st_mode & 0o077 == 0
    subprocess.run([prepared / "prepare", "192.0.2.8"], check=True)
    assert secrets() == first
    assert (prepared / ".env").read_text() == "ADDRESS=192.0.2.8\n"
    shutil.rmtree(prepared / "secrets")
    subprocess.run([prepared / "prepare", ADDRESS], check=True)
    assert not {*secrets().values()} & {*first.values()}


@pytest.mark.parametrize("address", ["", "pbx.example", "192.0.2.7; reboot", "::1"])
def test_what_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    script = shutil.copy(COMPOSE / "prepare", tmp_path)
    assert subprocess.run([script, address], check=False, capture_output=True).returncode == 2
    assert [file.name for file in tmp_path.iterdir()] == ["prepare"]


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
