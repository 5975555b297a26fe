"""`switchboard export`, `apply` and `schema`, as they are called."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from switchboard.ascode.directory import MANIFEST
from switchboard.cli import ascode, credentials
from switchboard.cli.main import options

from .conftest import tone

pytestmark = pytest.mark.interop


def run(data: Path, *arguments: str | Path) -> Result:
    app = typer.Typer()
    app.callback()(options)
    app.add_typer(ascode.app)
    app.add_typer(credentials.app, name="credentials")
    return CliRunner().invoke(app, ["--data", str(data), *map(str, arguments)])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A menu, a phone and a prompt."""
    directory = tmp_path / "config"
    (directory / "ivr").mkdir(parents=True)
    (directory / MANIFEST).write_text("format: 1\n")
    (directory / "hello.wav").write_bytes(tone(440))
    (directory / "all.yaml").write_text(
        "extension:\n- {number: 1000, name: Alice}\nprompt:\n- {name: hello.wav, audio: hello.wav}\n"
    )
    (directory / "ivr" / "6000.yaml").write_text(
        "ivr:\n- number: 6000\n  name: '[red]Main'\n  greeting:\n  - {kind: prompt, prompt: hello.wav}\n"
    )
    return directory


def test_plan_apply_export_and_apply_elsewhere(root: Path, tmp_path: Path) -> None:
    told = '+ extension 1000 "Alice"\n+ prompt hello.wav\n+ ivr 6000 "[red]Main"\n'
    counts = "3 created, 0 changed, 0 deleted, 0 unchanged\n"
    one, two = tmp_path / "one", tmp_path / "two"
    assert run(one, "apply", root, "--plan").stdout == told + counts
    assert run(one, "apply", root).stdout == told + counts
    assert run(one, "apply", root).stdout == "0 created, 0 changed, 0 deleted, 3 unchanged\n"
    assert run(one, "export", tmp_path / "out").stdout == "3 objects\n"
    assert run(two, "apply", tmp_path / "out").exit_code == 0
    assert run(two, "apply", tmp_path / "out", "--plan", "--prune").stdout.startswith("0 created, 0 changed, 0 deleted")


def test_what_changes_is_told(root: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run(data, "apply", root)
    (root / "hello.wav").write_bytes(tone(880))
    (root / "all.yaml").write_text("prompt:\n- {name: hello.wav, audio: hello.wav}\n")
    (root / "ivr" / "6000.yaml").write_text("ivr:\n- {number: 6000, name: Main, response_timeout_s: 5}\n")
    lines = run(data, "apply", root, "--plan").stdout.splitlines()
    assert lines[0] == "~ prompt hello.wav"
    assert lines[1].startswith("    audio: ")
    assert lines[2:] == [
        '~ ivr 6000 "Main"',
        '    name: "[red]Main" -> "Main"',
        '    greeting: [{"kind": "prompt", "prompt": "hello.wav"}] -> (unset)',
        "    response_timeout_s: (unset) -> 5.0",
        '  extension 1000 "Alice" is not in DIR',
        "0 created, 2 changed, 0 deleted, 0 unchanged, 1 kept that --prune would delete",
    ]
    plan = json.loads(run(data, "apply", root, "--prune", "--json").stdout)
    assert plan["deleted"] == [{"kind": "extension", "key": "1000"}]
    assert plan["changed"][1]["paths"][0] == {"path": "name", "old": "[red]Main", "new": "Main"}


def test_mistakes_are_told_by_file_and_line(root: Path, tmp_path: Path) -> None:
    (root / "ivr" / "6000.yaml").write_text("ivr:\n- number: 6000\n  name: Main\n  greting: []\n")
    failed = run(tmp_path / "data", "apply", root)
    assert failed.exit_code == 1
    assert failed.stderr == "ivr/6000.yaml:4: ivr 6000 greting: Extra inputs are not permitted\n"


def test_no_secret_is_exported(root: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run(data, "apply", root)
    secret = json.loads(run(data, "credentials", "new", "--dialect", "sip", "--extension", "1000", "--json").stdout)
    password = next(value for key, value in secret.items() if "password" in key)
    run(data, "export", tmp_path / "out")
    assert password
    files = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files and not any(str(password).encode() in content for content in files)


def test_a_full_directory_is_not_exported_into(root: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    failed = run(tmp_path / "data", "export", tmp_path / "full")
    assert failed.exit_code == 1 and "neither empty" in failed.stderr


def test_the_schema(tmp_path: Path) -> None:
    assert "ivr" in json.loads(run(tmp_path / "data", "schema").stdout)["properties"]
