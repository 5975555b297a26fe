"""Commands as they are called, on an installation of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from switchboard.cli import check, credentials, forget, kamailio, locks, prompts, tenants, users, voices
from switchboard.cli.main import options

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Call it with arguments, and `input` for what is typed; exit status 0 is demanded unless `fails`."""
    app = typer.Typer()
    app.callback()(options)
    modules = {"credentials": credentials, "locks": locks, "prompts": prompts, "tenants": tenants, "users": users}
    for name, module in modules.items():
        app.add_typer(module.app, name=name)

    app.add_typer(check.app)
    app.add_typer(forget.app)
    app.add_typer(voices.app)
    app.add_typer(kamailio.app)

    def called(*arguments: str, typed: str = "", fails: bool = False) -> Result:
        result = CliRunner().invoke(app, ["--data", str(tmp_path / "data"), *arguments], input=typed)
        assert (result.exit_code != 0) is fails, result.output
        return result

    return called
