"""`switchboard status`: how the processes of this machine are."""

from collections.abc import Iterator, Mapping

import typer
from rich.table import Table

from switchboard.api.status import status_of_machine
from switchboard.cli.common import Json, print_json, run, settings_of
from switchboard.cli.terminal import console
from switchboard.status import ApiFigures, CallsFigures, MediaFigures, NodeStatus, Process, SipFigures, Status

app = typer.Typer()

_ANSWERS = {True: "", False: "does not answer", None: "not asked: the calls process does that"}


@app.command()
def status(context: typer.Context, as_json: Json = False) -> None:
    """Show how the processes of this machine are; exit status 1 when one does not run or answer."""
    found = run(status_of_machine(settings_of(context)))
    if as_json:
        print_json(found)
    else:
        _show(found)
    if not all(process.is_well for process in found.processes):
        raise typer.Exit(1)


def _show(found: Status) -> None:
    console.print(f"node {found.node} at {found.at.astimezone():%Y-%m-%d %H:%M:%S}")
    table = Table("process", "state", "pid", "runs since", "", box=None, pad_edge=False, collapse_padding=True)
    for process in found.processes:
        table.add_row(*_cells(process))
    console.print(table)
    for node in found.nodes:
        console.print(f"{'node':<9}{_of_node(node)}")
    for name, text in _lines(found):
        console.print(f"{name:<9}{text}")


def _of_node(node: NodeStatus) -> str:
    since = "" if node.since is None else f" since {node.since.astimezone():%Y-%m-%d %H:%M:%S}"
    return f"{node.name} {'alive' if node.alive else 'dead'}{since} {node.version}".rstrip()


def _cells(process: Process) -> tuple[str, ...]:
    since = "" if process.since is None else f"{process.since.astimezone():%Y-%m-%d %H:%M:%S}"
    pid = "" if process.pid is None else str(process.pid)
    return process.name, process.state, pid, since, _ANSWERS[process.answers]


def _lines(found: Status) -> Iterator[tuple[str, str]]:
    """The figures of all that answer: a name for each line, and what it tells."""
    if found.calls.figures is not None:
        yield from _of_calls(found.calls.figures)
    for worker in found.media:
        if worker.figures is not None:
            yield worker.name, _of_media(worker.figures)
    if found.api.figures is not None:
        yield from _of_api(found.api.figures)


def _of_calls(figures: CallsFigures) -> Iterator[tuple[str, str]]:
    calls, records = figures.calls, figures.records
    blocked = f", {calls.blocked} blocked" if calls.blocked else ""
    yield "calls", f"{calls.now} now, {calls.started} since the start{_by(calls.ended, 'ended')}{blocked}"
    yield "phones", f"{figures.registrations} registered, {figures.subscriptions} subscribed"
    if figures.music_streams:
        yield "music", ", ".join(f"{number} {state}" for state, number in figures.music_streams.items())
    if figures.trunks:
        yield "trunks", ", ".join(f"{number} {state}" for state, number in figures.trunks.items())
    if figures.sip is not None:
        yield from _of_sip(figures.sip)
    yield "record", f"{_number(records.waiting, 'row')} waiting, {records.dropped} lost"


def _of_sip(sip: SipFigures) -> Iterator[tuple[str, str]]:
    yield "SIP", f"{sip.received} received, {sip.sent} sent{_by(sip.responses, 'responses')}"
    if sip.refused:
        yield (
            "",
            f"refused, too much to do: {', '.join(f'{number} {reason}' for reason, number in sip.refused.items())}",
        )
    troubles = {
        "malformed": sip.malformed,
        "dropped": sip.dropped,
        "not sent": sip.send_failures,
        "by two ways": sip.merged,
        "stray responses": sip.unmatched_responses,
        "faults": sip.handler_faults,
    }
    yield "", ", ".join(f"{number} {name}" for name, number in troubles.items())
    yield "", f"{sip.server_transactions} transactions as server, {sip.client_transactions} as client"


def _of_media(figures: MediaFigures) -> str:
    streams, late = _number(figures.streams, "stream"), _number(figures.late_slots, "late slot")
    return f"{streams}, {late}{_by(figures.refused_commands, 'refused')}"


def _of_api(figures: ApiFigures) -> Iterator[tuple[str, str]]:
    for face, statuses in figures.requests.items():
        yield face, f"{_number(sum(statuses.values()), 'request')}{_by(statuses, 'answered')}"
    if figures.outbox is None or figures.feed is None:
        yield "database", "does not answer"
        return
    yield "outbox", f"{figures.outbox.waiting} waiting, {figures.outbox.failed} given up"
    yield "events", f"{_number(figures.feed.listeners, 'listener')}, {_number(figures.feed.behind, 'event')} behind"


def _number(number: int, of: str) -> str:
    return f"{number} {of}" if number == 1 else f"{number} {of}s"


def _by(numbers: Mapping[str, int], what: str) -> str:
    """Such as `; ended: busy 2, normal 31`; nothing where there is nothing."""
    return f"; {what}: " + ", ".join(f"{label} {number}" for label, number in numbers.items()) if numbers else ""
