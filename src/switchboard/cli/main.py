"""The commands and their options."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from switchboard.cli.common import read_settings, settings_of

COMMANDS = {
    **{"serve": "serve", "status": "status", "simulate": "simulate", "check": "check", "voices": "voices"},
    "call": "call",
    "forget": "forget",
    "kamailio": "kamailio",
    **dict.fromkeys(("backup", "restore"), "backup"),
    **dict.fromkeys(("export", "apply", "schema"), "ascode"),
}
"""Command -> its module in `switchboard.cli`."""

GROUPS = ("calls", "conferences", "credentials", "locks", "objects", "prompts", "tenants", "users")
"""Commands with commands of their own, each in the module of its name."""

LIGHT = ("config", "--version")
"""What is answered here, without any of these modules."""

OF_NO_TENANT = (
    *("serve", "status", "voices", "config", "schema", "tenants"),
    *("backup", "restore", "kamailio"),
)
"""Commands that do the same for all tenants."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"switchboard {version('switchboard-ivr')}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    show_version: Annotated[  # Typer calls `_print_version` for it, before anything else is read.
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    config: Annotated[Path | None, typer.Option(help="Settings in TOML.", exists=True, dir_okay=False)] = None,
    data: Annotated[Path | None, typer.Option(help="Directory of the database, prompts and recordings.")] = None,
    tenant: Annotated[str | None, typer.Option(metavar="NAME", help="Whose objects, calls and credentials.")] = None,
) -> None:
    """Switchboard answers telephone calls with menus that REST APIs configure."""
    if tenant is not None and context.invoked_subcommand in OF_NO_TENANT:
        raise typer.BadParameter(f"{context.invoked_subcommand} is not of one tenant", param_hint="--tenant")
    context.obj = read_settings(config, data)
    context.meta["tenant"] = tenant
    context.meta["arguments"] = [
        *(["--config", str(config)] if config else []),
        *(["--data", str(data)] if data else []),
    ]


@app.command()
def config(context: typer.Context) -> None:
    """Print the settings in force."""
    from switchboard.cli.terminal import console

    console.print_json(settings_of(context).model_dump_json())


def run_command() -> None:
    """Run the command that is meant, and load no other: most load a lot."""
    everything = {*COMMANDS, *GROUPS}
    named = {command_of(sys.argv[1:])} & {*everything, *LIGHT} or everything
    for module in dict.fromkeys(COMMANDS[name] for name in COMMANDS if name in named):
        app.add_typer(import_module(f"switchboard.cli.{module}").app)
    for group in (group for group in GROUPS if group in named):
        app.add_typer(import_module(f"switchboard.cli.{group}").app, name=group)
    app()


def command_of(arguments: Sequence[str]) -> str:
    """The command, which comes after the options that all commands have, each with its value."""
    rest = iter(arguments)
    for argument in rest:
        if argument in LIGHT or not argument.startswith("-"):
            return argument
        if "=" not in argument:
            next(rest, None)
    return ""
