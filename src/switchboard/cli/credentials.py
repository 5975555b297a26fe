"""`switchboard credentials`: mint secrets for scripts, phones and trunks. Each is shown once."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from switchboard.api.servetel.auth import permanent_token
from switchboard.cli.common import Json, console, installation_of, run
from switchboard.errors import Invalid, NotFound
from switchboard.installation import Installation
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk
from switchboard.store.api_tokens import ApiTokens

app = typer.Typer(no_args_is_help=True, help="API clients, SIP passwords, trunk passwords.")


class Kind(StrEnum):
    """Whom the credentials are for."""

    YEASTAR = "yeastar"
    SERVETEL = "servetel"
    NATIVE = "native"
    SIP = "sip"


class RoleName(StrEnum):
    """What the bearer of a native token may do."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"


@app.command()
def new(
    context: typer.Context,
    dialect: Annotated[Kind, typer.Option(help="An API dialect, or sip for a phone.")] = Kind.YEASTAR,
    name: Annotated[str, typer.Option(help="What the API client is for.")] = "script",
    extension: Annotated[str, typer.Option(help="The extension's number, for sip.")] = "",
    role: Annotated[RoleName, typer.Option(help="What the token permits, for native.")] = RoleName.EDITOR,
    permanent: Annotated[bool, typer.Option(help="A token that does not expire, for servetel.")] = False,
    as_json: Json = False,
) -> None:
    """Mint credentials. A phone's former password stops to work."""

    async def work() -> dict[str, str]:
        async with installation_of(context) as opened:
            if dialect is Kind.SIP:
                return await _new_sip(opened, extension)
            if dialect is Kind.NATIVE:
                return await _new_token(opened, name, role)
            client_id, secret = await opened.credentials.new_api_client(opened.tenant, dialect.value, name)
            if dialect is Kind.SERVETEL:
                return await _servetel(opened, client_id, secret, permanent)
            return {"dialect": dialect.value, "username": client_id, "password": secret}

    _print(run(work()), as_json)


@app.command()
def trunk(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="TRUNK", help="The trunk's id.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="What the provider gave you.")],
) -> None:
    """Keep the password by which we authenticate at a trunk, encrypted."""

    async def work() -> None:
        async with installation_of(context) as opened:
            await opened.repository.get(Trunk, number)
            await opened.credentials.set_trunk_secret(opened.tenant, number, password)

    run(work())
    console.print("kept")


async def _new_sip(opened: Installation, number: str) -> dict[str, str]:
    if not number:
        raise Invalid("extension", "name the extension with --extension", rule="required")
    stored = await opened.repository.by_number(number)
    if stored is None or not isinstance(stored.document, Extension):
        raise NotFound("extension", number)
    realm = opened.settings.sip.realm
    password = await opened.credentials.new_sip(opened.tenant, stored.id, number, realm)
    return {"dialect": "sip", "username": number, "password": password, "realm": realm}


async def _servetel(opened: Installation, client_id: str, secret: str, permanent: bool) -> dict[str, str]:
    """What a script logs in with, and a token that makes that needless where wanted."""
    login = {"dialect": "servetel", "email": client_id, "password": secret}
    if not permanent:
        return login
    (client,) = [one for one in await opened.credentials.api_clients(opened.tenant) if one.client_id == client_id]
    return login | {"token": await permanent_token(opened.credentials, client, datetime.now(UTC))}


async def _new_token(opened: Installation, name: str, role: RoleName) -> dict[str, str]:
    tokens = ApiTokens(opened.database)
    _, token = await tokens.mint(opened.tenant, name, role.value, datetime.now(UTC))
    return {"dialect": "native", "role": role.value, "token": token}


def _print(values: dict[str, str], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(values))
        return
    for name, value in values.items():
        console.print(f"{name:10} {value}")
