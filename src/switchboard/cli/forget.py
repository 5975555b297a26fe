"""`switchboard forget`: what is known of a telephone number is deleted, for whoever has a right to that."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from switchboard.cli.common import Json, installation_of, print_json, run
from switchboard.cli.terminal import console
from switchboard.installation import Installation
from switchboard.store.calls.recordings import CallRecordings
from switchboard.store.forgetting import Forgetting, Traces
from switchboard.store.mailboxes.blobs import Blobs

app = typer.Typer()

_WHAT = {
    "calls": "calls, with all that happened in them",
    "recordings": "recordings",
    "messages": "messages",
    "wishes": "wishes for calls",
    "deliveries": "webhooks, mails and short messages",
}


@app.command()
def forget(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="In any form in which it is dialled, or came in.")],
    dry_run: Annotated[bool, typer.Option(help="Only list what would be deleted.")] = False,
    yes: Annotated[bool, typer.Option(help="Ask nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Delete the calls, recordings and messages of a telephone number for good. Statistics stay: they name nobody."""
    if not (dry_run or yes):
        _show(_work(context, number, delete=False))
        typer.confirm("Delete all of it?", abort=True)
    found = _work(context, number, delete=not dry_run)
    if as_json:
        print_json(asdict(found))
    elif dry_run:
        _show(found)
    else:
        console.print("deleted")
        _show_kept(found)


def _work(context: typer.Context, number: str, *, delete: bool) -> Traces:
    async def work() -> Traces:
        async with installation_of(context) as opened:
            forgetting = _forgetting(opened)
            return await (forgetting.forget(number, datetime.now(UTC)) if delete else forgetting.traces(number))

    return run(work())


def _forgetting(opened: Installation) -> Forgetting:
    settings = opened.settings
    recordings = CallRecordings.of(opened.database, settings)
    return Forgetting(opened.database, opened.tenant, recordings, Blobs(opened.database, settings.sounds))


def _show(found: Traces) -> None:
    console.print(f"written as {', '.join(found.forms)}")
    for name, what in _WHAT.items():
        ids = getattr(found, name)
        console.print(f"{len(ids):>8} {what}")
        for id in ids:
            console.print(f"         {id}")
    console.print(f"{found.wrong_pins:>8} counts of wrong PINs")
    _show_kept(found)


def _show_kept(found: Traces) -> None:
    for one in found.objects:
        console.print(f"stays: {one.kind} {one.id} ({one.name}) names the number")
    for id in found.running:
        console.print(f"stays: the call {id} goes on")
    for node in found.elsewhere:
        console.print(f"stays: calls whose recordings are on the machine {node}; call it there, too")
