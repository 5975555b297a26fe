"""`switchboard locks`: list and lift the locks after too many wrong PINs."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from switchboard.cli.common import Json, installation_of, print_json, run
from switchboard.cli.terminal import console
from switchboard.installation import Installation
from switchboard.printable import printable
from switchboard.store.people.pin_failures import PinFailures, PinLock

T = TypeVar("T")
app = typer.Typer(help="Who may try no PIN, or waits for each answer, after too many wrong ones.")


@app.callback(invoke_without_command=True)
def locks(context: typer.Context, as_json: Json = False) -> None:
    """List the locks that are in force."""
    if context.invoked_subcommand is None:
        _print(context, as_json)


@app.command("list")
def listing(context: typer.Context, as_json: Json = False) -> None:
    """List the locks that are in force."""
    _print(context, as_json)


@app.command()
def lift(
    context: typer.Context,
    lock: Annotated[int, typer.Argument(metavar="ID", help="The lock's id, as `locks` lists it.")],
) -> None:
    """Lift a lock at once, and forget the wrong PINs that led to it."""
    _work(context, lambda failures, opened: failures.lift(opened.tenant, lock))
    console.print("lifted")


def _print(context: typer.Context, as_json: bool) -> None:
    found = _work(context, lambda failures, opened: failures.locks(opened.tenant, datetime.now(UTC)))
    if as_json:
        print_json(found)
    else:
        console.print(_table(found))


def _work(context: typer.Context, work: Callable[[PinFailures, Installation], Awaitable[T]]) -> T:
    async def opened_for_work() -> T:
        async with installation_of(context) as opened:
            return await work(PinFailures(opened.database), opened)

    return run(opened_for_work())


def _table(found: list[PinLock]) -> Table:
    table = Table("id", "what", "who", "state", "wrong", "until", box=None)
    for lock in found:
        until = lock.until.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        table.add_row(str(lock.id), lock.what, printable(lock.who), lock.state, str(lock.count), until)
    return table
