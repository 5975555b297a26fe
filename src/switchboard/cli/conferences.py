"""`switchboard conferences`: who is in conferences, and what may be done to them."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from switchboard.cli.common import Json, installation_of, print_json, run
from switchboard.cli.terminal import console
from switchboard.clock import SystemClock
from switchboard.engine import conference_control
from switchboard.engine.remote_control import CallsProcesses
from switchboard.errors import NotFound
from switchboard.installation import Installation
from switchboard.model.conference import Conference
from switchboard.model.conference_live import ConferenceAction, LiveConference, LiveMember
from switchboard.printable import printable
from switchboard.store.documents.repository import Repository

T = TypeVar("T")
app = typer.Typer(help="Who is in conferences, to watch and to moderate.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The conference's number.")]
CallStart = Annotated[str, typer.Argument(metavar="CALL", help="The call of the member, or enough of its beginning.")]


@app.command()
def show(context: typer.Context, number: Number, as_json: Json = False) -> None:
    """List who is there, in the order in which they came."""
    live = _work(context, number, _look)
    if as_json:
        print_json(live)
        return
    console.print(", ".join(_state(live)))
    console.print(_table(live))


@app.command()
def lock(context: typer.Context, number: Number) -> None:
    """Let nobody but moderators come in any more."""
    _change(context, number, "lock")


@app.command()
def unlock(context: typer.Context, number: Number) -> None:
    """Let everybody come in again."""
    _change(context, number, "unlock")


@app.command()
def mute(context: typer.Context, number: Number, call: CallStart) -> None:
    """Let a member be heard no more."""
    _change(context, number, "mute", call)


@app.command()
def unmute(context: typer.Context, number: Number, call: CallStart) -> None:
    """Let a member be heard again."""
    _change(context, number, "unmute", call)


@app.command()
def remove(context: typer.Context, number: Number, call: CallStart) -> None:
    """Show a member out: his call ends."""
    _change(context, number, "remove", call)


def _change(context: typer.Context, number: str, action: ConferenceAction, call: str = "") -> None:
    async def work(opened: Installation, conference: int) -> None:
        member = _member(await _look(opened, conference), call).call if call else ""
        ask = await _asker(opened, conference)
        await conference_control.change(ask, opened.tenant, conference, action, member)

    _work(context, number, work)
    console.print("done")


async def _look(opened: Installation, conference: int) -> LiveConference:
    return await conference_control.look(await _asker(opened, conference), opened.tenant, conference)


async def _asker(opened: Installation, conference: int) -> conference_control.Ask:
    return await CallsProcesses.of(opened.settings, opened.database, SystemClock()).with_room(conference)


def _member(live: LiveConference, call: str) -> LiveMember:
    """Whose call begins so. Raises NotFound, also if there are several."""
    found = [member for member in live.members if member.call.startswith(call)]
    if len(found) != 1:
        raise NotFound("member", call)
    return found[0]


def _work(context: typer.Context, number: str, work: Callable[[Installation, int], Awaitable[T]]) -> T:
    async def opened_for_work() -> T:
        async with installation_of(context) as opened:
            repository = Repository(opened.database, opened.tenant)
            found = await repository.by_number(number)
            if found is None or not isinstance(found.document, Conference):
                raise NotFound("conference", number)
            return await work(opened, found.id)

    return run(opened_for_work())


def _state(live: LiveConference) -> list[str]:
    return [
        f"{len(live.members)} there",
        *(["locked"] if live.locked else []),
        *(["only moderators are heard"] if live.quiet else []),
    ]


def _table(live: LiveConference) -> Table:
    table = Table("call", "caller", "name", "role", "since", "state", box=None, pad_edge=False)
    for member in live.members:
        is_so = {"waits": member.waits, "muted": member.muted, "recorded": member.recorded}
        table.add_row(
            member.call,
            printable(member.caller),
            printable(member.caller_name),
            member.role,
            member.since.astimezone().strftime("%H:%M:%S"),
            ", ".join(word for word, holds in is_so.items() if holds),
        )
    return table
