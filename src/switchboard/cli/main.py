"""The commands and their options."""

from pathlib import Path
from typing import Annotated

import typer

from switchboard.cli import calls, credentials, objects, prompts, serve, simulate
from switchboard.cli.common import console, read_settings, settings_of

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option(help="Settings in TOML.", exists=True, dir_okay=False)] = None,
    data: Annotated[Path | None, typer.Option(help="Directory of the database, prompts and recordings.")] = None,
) -> None:
    """Switchboard answers telephone calls with menus that REST APIs configure."""
    context.obj = read_settings(config, data)
    context.meta["arguments"] = [
        *(["--config", str(config)] if config else []),
        *(["--data", str(data)] if data else []),
    ]


@app.command()
def config(context: typer.Context) -> None:
    """Print the settings in force."""
    console.print_json(settings_of(context).model_dump_json())


app.command()(serve.serve)
app.command()(simulate.simulate)
app.add_typer(calls.app, name="calls")
app.add_typer(credentials.app, name="credentials")
app.add_typer(objects.app, name="objects")
app.add_typer(prompts.app, name="prompts")


def main() -> None:
    """Entry point of the `switchboard` program."""
    app()
