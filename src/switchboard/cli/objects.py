"""`switchboard objects`: configuration objects of every kind, as JSON."""

import json
from collections.abc import Callable
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table

from switchboard.cli.common import Json, installation_of, run
from switchboard.cli.terminal import console
from switchboard.errors import Invalid, SwitchboardError
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.music import refuse_stream
from switchboard.model.stored import Stored

app = typer.Typer(no_args_is_help=True, help="Configuration objects: extensions, trunks, routes, menus …")

AUTHOR = "cli"
Kind = Annotated[str, typer.Argument(help=f"One of {', '.join(FAMILIES)}.")]
Body = Annotated[str, typer.Argument(metavar="JSON", help="The document.")]
Id = Annotated[int, typer.Argument(metavar="ID")]


@app.command("list")
def listing(context: typer.Context, kind: Kind, search: str = "", as_json: Json = False) -> None:
    """List the objects of a kind."""
    family = _family(kind)

    async def work() -> tuple[Stored[Document], ...]:
        async with installation_of(context) as opened:
            return (await opened.repository.page(family, search=search)).items

    found = run(work())
    if as_json:
        typer.echo(json.dumps([_plain(stored) for stored in found]))
        return
    table = Table("id", "number", "name", "revision", box=None)
    for stored in found:
        number = stored.document.dialled_number() or ""
        table.add_row(str(stored.id), number, stored.document.name, str(stored.revision))
    console.print(table)


@app.command()
def show(context: typer.Context, kind: Kind, id: Id) -> None:
    """Print one object."""
    family = _family(kind)

    async def work() -> Stored[Document]:
        async with installation_of(context) as opened:
            return await opened.repository.get(family, id)

    typer.echo(json.dumps(_plain(run(work())), indent=2))


@app.command()
def create(context: typer.Context, kind: Kind, body: Body) -> None:
    """Create an object; prints its id."""
    document = _document(kind, body)

    async def work() -> Stored[Document]:
        async with installation_of(context) as opened:
            refuse_stream(document, None, permitted=opened.settings.music.streams)
            return await opened.repository.create(document, author=AUTHOR)

    typer.echo(str(run(work()).id))


@app.command()
def update(context: typer.Context, kind: Kind, id: Id, body: Body) -> None:
    """Change some fields of an object."""
    family, changes = _family(kind), _object(body)

    async def work() -> Stored[Document]:
        async with installation_of(context) as opened:

            def change(document: Document) -> Document:
                changed = _validated(family, {**document.model_dump(mode="json"), **changes})
                refuse_stream(changed, document, permitted=opened.settings.music.streams)
                return changed

            return await opened.repository.edit(family, id, change, author=AUTHOR)

    typer.echo(f"revision {run(work()).revision}")


@app.command()
def delete(context: typer.Context, kind: Kind, id: Id) -> None:
    """Delete an object that nothing refers to."""
    family = _family(kind)

    async def work() -> None:
        async with installation_of(context) as opened:
            await opened.repository.delete(family, id, author=AUTHOR)

    run(work())


def _family(kind: str) -> type[Document]:
    if kind not in FAMILIES:
        raise typer.BadParameter(f"one of {', '.join(FAMILIES)}", param_hint="KIND")
    family: type[Document] = FAMILIES[kind]
    return family


def _document(kind: str, body: str) -> Document:
    return _complain(lambda: _validated(_family(kind), _object(body)))


def _object(body: str) -> dict[str, object]:
    try:
        value = json.loads(body)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="JSON") from None
    if not isinstance(value, dict):
        raise typer.BadParameter("must be an object", param_hint="JSON")
    return value


def _validated(family: type[Document], values: dict[str, object]) -> Document:
    try:
        return family.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise Invalid(".".join(str(part) for part in first["loc"]), first["msg"]) from None


def _complain(make: Callable[[], Document]) -> Document:
    try:
        return make()
    except SwitchboardError as error:
        raise typer.BadParameter(str(error), param_hint="JSON") from None


def _plain(stored: Stored[Document]) -> dict[str, object]:
    return {"id": stored.id, "revision": stored.revision, **stored.document.model_dump(mode="json")}
