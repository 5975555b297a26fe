"""`switchboard export`, `apply` and `schema`: configuration as code."""

import json
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from switchboard.ascode import apply as applying
from switchboard.ascode import export as exporting
from switchboard.ascode.apply import Tenant
from switchboard.ascode.differences import Difference
from switchboard.ascode.entries import Identity, identity
from switchboard.ascode.plan import Plan
from switchboard.ascode.problems import Rejected
from switchboard.ascode.text import Plain
from switchboard.ascode.wire import json_schema
from switchboard.cli.common import Json, installation_of, print_json, run
from switchboard.cli.terminal import console, errors_to
from switchboard.installation import Installation
from switchboard.model.parts import dotted
from switchboard.store.documents.batch import Batches

T = TypeVar("T")

AUTHOR = "cli"
_LONGEST_VALUE = 80
_HASH_FIELD, _HASH_SHOWN = "content", 12

Out = Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="New, empty, or an earlier export.")]
In = Annotated[Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, help="As export writes it.")]
PlanOnly = Annotated[bool, typer.Option("--plan", help="Print the difference and change nothing.")]
Prune = Annotated[bool, typer.Option("--prune", help="Delete what is not in DIR.")]


app = typer.Typer()


@app.command()
def export(context: typer.Context, directory: Out) -> None:
    """Write the configuration to a directory: YAML, and prompts as audio files; no secrets."""

    async def work() -> int:
        async with installation_of(context) as opened:
            current = await _tenant(opened).batches.current()
            exporting.write(await exporting.export(current, opened.library), directory)
            return len(current.objects)

    typer.echo(f"{_run(work())} objects")


@app.command()
def apply(
    context: typer.Context, directory: In, only_plan: PlanOnly = False, prune: Prune = False, as_json: Json = False
) -> None:
    """Change the configuration to what a directory says: all of it or nothing."""

    async def work() -> Plan:
        async with installation_of(context) as opened:
            if only_plan:
                return await applying.preview(directory, _tenant(opened), prune=prune)
            return await applying.apply(directory, _tenant(opened), author=AUTHOR, prune=prune)

    plan = _run(work())
    if as_json:
        print_json(plain(plan))
    else:
        console.print("\n".join(lines(plan)))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the files, for editors."""
    typer.echo(json.dumps(json_schema(), indent=2))


def lines(plan: Plan) -> list[str]:
    """The plan for people."""
    told = [f"+ {_called(identity(stored.document), stored.document.name)}" for stored in plan.created]
    for change in plan.changes:
        told.append(f"~ {_called(change.identity, change.name)}")
        told += [f"    {_difference(one)}" for one in change.differences]
    told += [f"- {_called(identity(stored.document), stored.document.name)}" for stored in plan.deleted]
    told += [f"  {_called(identity(stored.document), stored.document.name)} is not in DIR" for stored in plan.kept]
    told += [f"! {warning}" for warning in plan.warnings]
    counts = f"{len(plan.created)} created, {len(plan.replaced)} changed, {len(plan.deleted)} deleted"
    kept = f", {len(plan.kept)} kept that --prune would delete" if plan.kept else ""
    return [*told, f"{counts}, {plan.unchanged} unchanged{kept}"]


def plain(plan: Plan) -> dict[str, object]:
    """The plan for scripts."""
    return {
        "created": [_key(identity(stored.document)) for stored in plan.created],
        "changed": [
            _key(change.identity)
            | {"paths": [{"path": dotted(one.steps), "old": one.old, "new": one.new} for one in change.differences]}
            for change in plan.changes
        ],
        "deleted": [_key(identity(stored.document)) for stored in plan.deleted],
        "kept": [_key(identity(stored.document)) for stored in plan.kept],
        "unchanged": plan.unchanged,
        "warnings": list(plan.warnings),
    }


def _key(identity: Identity) -> dict[str, object]:
    return {"kind": identity[0], "key": identity[1]}


def _called(identity: Identity, name: str) -> str:
    kind, key = identity
    return f"{kind} {key}" if key == name else f"{kind} {key} {json.dumps(name, ensure_ascii=False)}"


def _difference(one: Difference) -> str:
    if one.steps == (_HASH_FIELD,):
        return f"audio: {str(one.old)[:_HASH_SHOWN]} -> {str(one.new)[:_HASH_SHOWN]}"
    return f"{dotted(one.steps)}: {_value(one.old)} -> {_value(one.new)}"


def _value(value: Plain) -> str:
    if value is None:
        return "(unset)"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _run(work: Coroutine[object, object, T]) -> T:
    """Print every problem on a line of its own, in a form that editors can jump to."""

    async def complaining() -> T:
        try:
            return await work
        except (Rejected, OSError) as error:
            errors_to.print(str(error))
            raise typer.Exit(1) from None

    return run(complaining())


def _tenant(opened: Installation) -> Tenant:
    batches = Batches(opened.database, opened.tenant)
    return Tenant(batches, opened.library, opened.settings.limits, opened.settings.music.streams)
