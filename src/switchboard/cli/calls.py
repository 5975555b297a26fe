"""`switchboard calls`: list calls, show one, and transfer or end a running one."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Column, Table

from switchboard.call.audio import AudioReport, AudioWay
from switchboard.call.record import CallRecord, EventRow
from switchboard.call.timeline import timeline
from switchboard.cli.common import Json, installation_of, print_json, run
from switchboard.cli.terminal import console
from switchboard.clock import SystemClock
from switchboard.engine.call_control import TransferCall, hang_up, steer
from switchboard.engine.port import Side
from switchboard.engine.remote_control import CallsProcesses
from switchboard.installation import Installation
from switchboard.store.calls.audio import AudioLog, KeptAudio
from switchboard.store.calls.log import CallLog

app = typer.Typer(help="What happened to the calls.")
WIDE = 110
"""Columns of a terminal in which the whole list has room."""


@app.callback(invoke_without_command=True)
def listing(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=10000, help="How many, newest first.")] = 20,
    as_json: Json = False,
) -> None:
    """List the last calls."""
    if context.invoked_subcommand is not None:
        return

    async def work() -> list[CallRecord]:
        async with installation_of(context) as opened:
            return await _log(opened).page(opened.tenant, limit=limit)

    records = run(work())
    if as_json:
        print_json(records)
    else:
        console.print(_table(records))


@app.command()
def show(
    context: typer.Context,
    call: Annotated[str, typer.Argument(metavar="ID", help="The call's id, or enough of its beginning.")],
    as_json: Json = False,
) -> None:
    """Show a call as a timeline."""

    async def work() -> tuple[CallRecord, list[EventRow], list[KeptAudio]]:
        async with installation_of(context) as opened:
            calls = _log(opened)
            id = await calls.id_of(opened.tenant, call)
            return *await calls.get(opened.tenant, id), await AudioLog(opened.database).of(opened.tenant, id)

    record, rows, audio = run(work())
    if as_json:
        print_json(rows)
        return
    console.print(f"call {record.id} from {record.caller} to {record.dialled}, {_state(record)}")
    for line in timeline([row.event for row in rows]):
        console.print(line)
    for kept in audio:
        console.print(_heard(kept.report))


@app.command()
def hangup(
    context: typer.Context,
    call: Annotated[str, typer.Argument(metavar="ID", help="The id of a running call, or enough of its beginning.")],
) -> None:
    """End a running call, at once."""

    async def work() -> None:
        async with installation_of(context) as opened:
            calls = _log(opened)
            found = await calls.id_of(opened.tenant, call)
            await hang_up(calls, _processes(opened), opened.tenant, found)

    run(work())
    console.print("hung up")


@app.command()
def transfer(
    context: typer.Context,
    call: Annotated[str, typer.Argument(metavar="ID", help="The id of a running call, or enough of its beginning.")],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Where the party goes.")],
    party: Annotated[Side, typer.Option(help="Who goes there; the other one leaves the call.")] = "caller",
    permission: Annotated[
        str,
        typer.Option(metavar="EXTENSION", help="The extension by whose outbound routes numbers outside are called."),
    ] = "",
) -> None:
    """Send a party of a running call elsewhere."""

    async def work() -> None:
        async with installation_of(context) as opened:
            calls = _log(opened)
            found = await calls.id_of(opened.tenant, call)
            command = TransferCall(
                call=found, tenant=opened.tenant, by="cli", party=party, to=number, rights_of=permission
            )
            await steer(calls, _processes(opened), command)

    run(work())
    console.print("transferred")


def _log(opened: Installation) -> CallLog:
    return CallLog(opened.database, opened.settings.node_name)


def _processes(opened: Installation) -> CallsProcesses:
    return CallsProcesses.of(opened.settings, opened.database, SystemClock())


def _heard(report: AudioReport) -> str:
    """A line of how the audio of a party was."""
    party = report.party
    trip = "" if report.round_trip_ms is None else f", round trip {report.round_trip_ms:g} ms"
    how = f"{report.codec}{' encrypted' if report.encrypted else ''}"
    return (
        f"audio of the {party.side} {party.number} ({how}): "
        f"was heard {_way(report.received)}; heard {_way(report.sent)}{trip}"
    )


def _way(way: AudioWay) -> str:
    if way.mos is None:
        return f"in {way.packets} packets"
    return f"in {way.packets} packets, loss {way.loss_percent:g} %, jitter {way.jitter_ms:g} ms, MOS {way.mos:.2f}"


def _table(records: list[CallRecord]) -> Table:
    """The list as a table. Ids are never cut, so that they can be copied; a wide terminal gets two more columns."""
    id_column, started = Column("id", no_wrap=True, min_width=20), Column("started", no_wrap=True, min_width=14)
    names = ("caller", "dialled", "seconds", "state", *(("ended by", "keys by") if console.width >= WIDE else ()))
    rest = [Column(name, overflow="fold", min_width=len(name)) for name in names]
    table = Table(id_column, started, *rest, box=None, pad_edge=False, collapse_padding=True)
    for record in records:
        cells = (
            record.caller,
            record.dialled,
            f"{_seconds(record):.1f}",
            _state(record),
            record.ended_by,
            ", ".join(record.dtmf_methods),
        )
        table.add_row(record.id, record.started_at.astimezone().strftime("%m-%d %H:%M:%S"), *cells[: len(rest)])
    return table


def _seconds(record: CallRecord) -> float:
    """How long the call lasted, or has lasted so far; never less than 0, even if the clock was set back."""
    return max(0.0, ((record.ended_at or datetime.now(UTC)) - record.started_at).total_seconds())


def _state(record: CallRecord) -> str:
    return f"{record.state} ({record.cause})" if record.cause and record.cause != record.state else record.state
