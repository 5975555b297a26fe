"""`switchboard serve`: the whole installation, or one part of it. Each part loads only what it needs."""

from enum import StrEnum
from typing import Annotated

import typer

from switchboard.cli.common import look_for_garbage, run, settings_of
from switchboard.cli.logs import set_up_logging
from switchboard.descriptors import raise_limit
from switchboard.lifeline import Lifeline
from switchboard.supervisor import die_with_parent


class Part(StrEnum):
    """A process of an installation."""

    API = "api"
    CALLS = "calls"
    MEDIA = "media"


app = typer.Typer()


@app.command()
def serve(
    context: typer.Context,
    only: Annotated[Part | None, typer.Option(help="Run one part alone, for an installation over machines.")] = None,
    worker_index: Annotated[int, typer.Option("--worker", help="Which media worker, from 0.")] = 0,
    supervised: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """Answer calls and serve the API until SIGTERM."""
    settings = settings_of(context)
    name = "supervisor" if only is None else f"media-{worker_index}" if only is Part.MEDIA else only.value
    set_up_logging(settings.log_level, settings.log_format, node=settings.node_name, process=name)
    raise_limit()
    if supervised:
        die_with_parent()
    lifeline = Lifeline.taken()
    match only:
        case None:
            from switchboard.cli.whole import run_whole

            run(run_whole(settings, context.meta["arguments"]))
        case Part.API:
            from switchboard.processes.api import run_api

            run(run_api(settings, lifeline))
        case Part.CALLS:
            from switchboard.processes.calls import run_calls

            run(run_calls(settings, lifeline))
        case Part.MEDIA:
            from switchboard.processes.media import run_media

            look_for_garbage()
            run_media(settings, worker_index, lifeline)
