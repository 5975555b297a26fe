"""`switchboard users`: people who log in to the native API."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from switchboard import errors
from switchboard.cli.common import Json, RightName, RoleName, installation_of, rights_of, run
from switchboard.cli.terminal import console
from switchboard.installation import Installation
from switchboard.model.directory import Extension
from switchboard.store.people import passwords
from switchboard.store.people.credentials import PASSWORD_LENGTH
from switchboard.store.people.second_factors import SecondFactors
from switchboard.store.people.users import User, Users

T = TypeVar("T")
app = typer.Typer(no_args_is_help=True, help="People who log in, and what they may do.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="By which the user logs in.")]
Generate = Annotated[
    bool, typer.Option("--generate", help="Make up a password and show it this once; the page asks for another one.")
]


@app.command("list")
def listing(context: typer.Context, as_json: Json = False) -> None:
    """List the users."""
    found = _work(context, lambda users, opened: users.all(opened.tenant))
    if as_json:
        typer.echo(json.dumps([_plain(user) for user in found]))
        return
    table = Table("id", "name", "role", "rights", "since", box=None)
    for user in found:
        table.add_row(str(user.id), user.name, user.role, " ".join(user.rights), user.created_at.isoformat())
    console.print(table)


@app.command()
def add(
    context: typer.Context,
    name: Name,
    role: Annotated[RoleName, typer.Option(help="What the user may do.")] = RoleName.EDITOR,
    extension: Annotated[str | None, typer.Option(metavar="NUMBER", help="The user's own extension.")] = None,
    generate: Generate = False,
    as_json: Json = False,
) -> None:
    """Add a user. The password is asked for."""
    password = _password(generate)

    async def work(users: Users, opened: Installation) -> User:
        of = None if extension is None else await _extension(opened, extension)
        return await users.create(
            opened.tenant,
            name,
            password,
            role.value,
            datetime.now(UTC),
            must_change_password=generate,
            extension=of,
        )

    _print(_work(context, work), as_json, password if generate else None)


@app.command("password")
def set_password(context: typer.Context, name: Name, generate: Generate = False, as_json: Json = False) -> None:
    """Give a user a new password, which is asked for. All sessions of the user end."""
    password = _password(generate)

    async def work(users: Users, opened: Installation) -> User:
        user = await users.by_name(opened.tenant, name)
        await users.set_password(opened.tenant, user.id, password, must_change=generate)
        return user

    _print(_work(context, work), as_json, password if generate else None)


@app.command("role")
def set_role(
    context: typer.Context,
    name: Name,
    role: Annotated[RoleName, typer.Argument(help="What the user may do from now on.")],
    as_json: Json = False,
) -> None:
    """Give a user another role, at once also in open sessions."""

    async def work(users: Users, opened: Installation) -> User:
        user = await users.by_name(opened.tenant, name)
        return await users.set_role(opened.tenant, user.id, role.value)

    _print(_work(context, work), as_json)


@app.command("rights")
def set_rights(
    context: typer.Context,
    name: Name,
    rights: Annotated[list[RightName] | None, typer.Argument(help="All that the user may do beside the role.")] = None,
    as_json: Json = False,
) -> None:
    """Give a user these rights and no others, at once also in open sessions."""

    async def work(users: Users, opened: Installation) -> User:
        user = await users.by_name(opened.tenant, name)
        return await users.set_role(opened.tenant, user.id, user.role, rights_of(rights))

    _print(_work(context, work), as_json)


@app.command()
def delete(context: typer.Context, name: Name) -> None:
    """Delete a user, whose sessions end at once."""

    async def work(users: Users, opened: Installation) -> None:
        await users.delete(opened.tenant, (await users.by_name(opened.tenant, name)).id)

    _work(context, work)


@app.command("extension")
def set_extension(
    context: typer.Context,
    name: Name,
    number: Annotated[str | None, typer.Argument(help="Of the user's own extension; without it, none.")] = None,
    as_json: Json = False,
) -> None:
    """Say which extension is the user's own, at once also in open sessions."""

    async def work(users: Users, opened: Installation) -> User:
        user = await users.by_name(opened.tenant, name)
        own = None if number is None else await _extension(opened, number)
        return await users.edit(opened.tenant, user.id, lambda old: replace(old, extension=own))

    _print(_work(context, work), as_json)


@app.command("reset-second-factor")
def reset_second_factor(context: typer.Context, name: Name) -> None:
    """Let a user who has lost it log in without the second factor. All sessions of the user end."""

    async def work(users: Users, opened: Installation) -> None:
        user = await users.by_name(opened.tenant, name)
        await SecondFactors(opened.database, opened.credentials.vault).remove(user)
        await users.log_out_everywhere(user.id)

    _work(context, work)


async def _extension(opened: Installation, number: str) -> int:
    """The id of the extension with that number. Raises NotFound."""
    found = await opened.repository.by_number(number)
    if found is None or not isinstance(found.document, Extension):
        raise errors.NotFound("extension", number)
    return found.id


def _work(context: typer.Context, work: Callable[[Users, Installation], Awaitable[T]]) -> T:
    async def opened_for_work() -> T:
        async with installation_of(context) as opened:
            return await work(Users(opened.database), opened)

    return run(opened_for_work())


def _password(generate: bool) -> str:
    if generate:
        return passwords.random_text(PASSWORD_LENGTH)
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _plain(user: User) -> dict[str, object]:
    return {
        "id": user.id,
        "name": user.name,
        "role": user.role,
        "rights": user.rights,
        "extension": user.extension,
        "second_factor": user.totp_since is not None,
        "created_at": user.created_at.isoformat(),
    }


def _print(user: User, as_json: bool, password: str | None = None) -> None:
    """Print the user; with the password only if it was generated."""
    shown = {} if password is None else {"password": password}
    if as_json:
        typer.echo(json.dumps({**_plain(user), **shown}))
        return
    for name, value in {"name": user.name, "role": user.role, "rights": " ".join(user.rights), **shown}.items():
        console.print(f"{name:10} {value}")
