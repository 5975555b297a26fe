"""`switchboard tenants`, and --tenant before every other command."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from switchboard.call.events import RecordingStarted
from switchboard.call.record import CallRow, EndedRow, EventRow, OpenedRow
from switchboard.cli import ascode, calls, credentials, objects, prompts, simulate, tenants
from switchboard.cli.main import OF_NO_TENANT, options
from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.model.trunk import Trunk
from switchboard.store.calls.log import CallLog

pytestmark = pytest.mark.interop

Run = Callable[..., Result]
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def switchboard(tmp_path: Path) -> Run:
    """Call it with arguments; it must succeed, or else with `fails` exit with that status."""
    app = typer.Typer()
    app.callback()(options)
    for module in (ascode, simulate):
        app.add_typer(module.app)
    groups = {"calls": calls, "credentials": credentials, "objects": objects, "prompts": prompts, "tenants": tenants}
    for name, group in groups.items():
        app.add_typer(group.app, name=name)

    def called(*arguments: str, fails: int = 0) -> Result:
        result = CliRunner().invoke(app, ["--data", str(tmp_path / "data"), *arguments])
        assert result.exit_code == fails, result.output
        return result

    return called


def shown(result: Result) -> Any:
    return json.loads(result.stdout)


def test_tenants_are_created_listed_renamed_and_moved(switchboard: Run) -> None:
    acme = shown(switchboard("tenants", "create", "acme", "Acme.Example", "--json"))
    assert acme == {"id": 2, "name": "acme", "sip_domain": "acme.example"}
    assert shown(switchboard("tenants", "rename", "acme", "Acme Ltd", "--json")) == acme | {"name": "Acme Ltd"}
    moved = acme | {"name": "Acme Ltd", "sip_domain": "192.0.2.7"}
    assert shown(switchboard("tenants", "domain", "Acme Ltd", "192.0.2.7", "--json")) == moved
    default = {"id": 1, "name": "default", "sip_domain": ""}
    assert shown(switchboard("tenants", "list", "--json")) == [default, moved]
    table = switchboard("tenants", "list").stdout
    assert [line.split() for line in table.splitlines()[1:]] == [["1", "default"], ["2", "Acme", "Ltd", "192.0.2.7"]]
    assert switchboard("tenants", "domain", "default", "PBX.example").stdout == "1 default pbx.example\n"
    assert switchboard("tenants", "domain", "default", "").stdout == "1 default \n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("create", "acme", "other.example"), "duplicate"),
        (("create", "other", "acme.example"), "duplicate"),
        (("create", "other", "no domain"), "invalid"),
        (("create", "other", ""), "invalid"),
        (("domain", "acme", ""), "invalid"),
        (("rename", "nobody", "x"), "not-found"),
        (("rename", "acme", "default"), "duplicate"),
        (("delete", "default"), "invalid"),
        (("delete", "nobody"), "not-found"),
    ],
)
def test_refusals_are_one_line(switchboard: Run, arguments: tuple[str, ...], complaint: str) -> None:
    switchboard("tenants", "create", "acme", "acme.example")
    refused = switchboard("tenants", *arguments, fails=1)
    assert refused.stderr.startswith(f"{complaint}: ")
    assert len(refused.stderr.splitlines()) == 1


def test_deleted_tenant_takes_its_recordings_along(switchboard: Run, tmp_path: Path) -> None:
    id = shown(switchboard("tenants", "create", "acme", "acme.example", "--json"))["id"]
    recordings = tmp_path / "data" / "recordings"
    recordings.mkdir()
    for name in ("ours", "theirs", "theirs-2"):
        (recordings / f"{name}.wav").write_bytes(b"RIFF")

    async def call() -> None:
        async with installation(Settings(data=tmp_path / "data")) as opened:
            rows: list[CallRow] = [
                OpenedRow("theirs", id, NOW, "1", "", "2"),
                EventRow.of("theirs", 0, RecordingStarted(at=NOW, name="theirs.wav")),
                EventRow.of("theirs", 1, RecordingStarted(at=NOW, name="theirs-2.wav")),
                EndedRow("theirs", NOW, recording="theirs-2.wav"),
            ]
            await CallLog(opened.database, "").write(rows)

    asyncio.run(call())
    extension = switchboard("--tenant", "acme", "objects", "create", "extension", '{"number":"1000","name":"A"}').stdout
    assert switchboard("tenants", "delete", "acme", fails=1).stderr.startswith("in-use: ")
    switchboard("--tenant", "acme", "objects", "delete", "extension", extension.strip())
    switchboard("tenants", "delete", "acme")
    assert [path.name for path in recordings.iterdir()] == ["ours.wav"]
    assert len(shown(switchboard("tenants", "list", "--json"))) == 1


def test_every_command_works_for_the_tenant_that_is_named(switchboard: Run, tmp_path: Path) -> None:
    switchboard("tenants", "create", "acme", "acme.example")
    acme = ("--tenant", "acme")
    extension = switchboard(*acme, "objects", "create", "extension", '{"number":"1000","name":"A"}').stdout.strip()
    trunk = switchboard(*acme, "objects", "create", "trunk", '{"name":"T","host":"192.0.2.1"}').stdout.strip()
    ivr = '{"number":"6200","name":"Menu","greeting":[{"kind":"announcement","name":"default"}]}'
    switchboard(*acme, "objects", "create", "ivr", ivr)
    for tenant, found in ((acme, 1), (("--tenant", "default"), 0), ((), 0)):
        assert len(shown(switchboard(*tenant, "objects", "list", "extension", "--json"))) == found
        missing = 0 if found else 1
        switchboard(*tenant, "objects", "show", "extension", extension, fails=missing)
        switchboard(*tenant, "credentials", "new", "--dialect", "sip", "--extension", "1000", fails=missing)
        switchboard(*tenant, "credentials", "trunk", trunk, "--password", "secret", fails=missing)
        menus = [event["type"] for event in shown(switchboard(*tenant, "simulate", "6200", "--json"))]
        assert ("menu_entered" in menus) == bool(found)
        assert (
            switchboard(*tenant, "export", str(tmp_path / "-".join(("out", *tenant)))).stdout
            == f"{3 * found} objects\n"
        )
        assert shown(switchboard(*tenant, "calls", "--json")) == []
    assert shown(switchboard("apply", str(tmp_path / "out---tenant-acme"), "--json"))["created"]
    assert len(shown(switchboard("objects", "list", "extension", "--json"))) == 1


async def secrets_of(data: Path, name: str) -> tuple[int, str | None]:
    """How many API clients a tenant has, and the password of its first trunk."""
    async with installation(Settings(data=data), name) as opened:
        (trunk,) = (await opened.repository.page(Trunk)).items
        clients = await opened.credentials.api_clients(opened.tenant)
        return len(clients), await opened.credentials.trunk_secret(opened.tenant, trunk.id)


def test_credentials_are_those_of_the_tenant(switchboard: Run, tmp_path: Path) -> None:
    switchboard("tenants", "create", "acme", "acme.example")
    for tenant, password in (("acme", "one"), ("default", "two")):
        at = ("--tenant", tenant)
        trunk = switchboard(*at, "objects", "create", "trunk", '{"name":"T","host":"192.0.2.1"}').stdout.strip()
        switchboard(*at, "credentials", "trunk", trunk, "--password", password)
        switchboard(*at, "credentials", "new", "--dialect", "yeastar")
        assert asyncio.run(secrets_of(tmp_path / "data", tenant)) == (1, password)


def test_unknown_tenant(switchboard: Run) -> None:
    for command in (("calls",), ("objects", "list", "ivr"), ("credentials", "new"), ("simulate", "6200")):
        assert (
            switchboard("--tenant", "nobody", *command, fails=1).stderr == "not-found: tenant nobody does not exist\n"
        )


@pytest.mark.parametrize("command", OF_NO_TENANT)
def test_command_for_all_tenants_takes_none(tmp_path: Path, command: str) -> None:
    arguments = ("--data", str(tmp_path), "--tenant", "default", command, *(("list",) if command == "tenants" else ()))
    done = subprocess.run([sys.executable, "-m", "switchboard", *arguments], capture_output=True, text=True)
    assert done.returncode == 2
    assert "is not of one tenant" in done.stderr
