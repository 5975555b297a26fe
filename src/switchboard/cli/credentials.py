"""`switchboard credentials`: mint secrets for scripts, phones and trunks. Each is shown once."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from switchboard.cli.common import Installation, Json, console, installation, run, settings_of
from switchboard.errors import Invalid, NotFound
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk
from switchboard.store.tenants import DEFAULT_TENANT

app = typer.Typer(no_args_is_help=True, help="API clients, SIP passwords, trunk passwords.")


class Kind(StrEnum):
    """Whom the credentials are for."""

    YEASTAR = "yeastar"
    SIP = "sip"


@app.command()
def new(
    context: typer.Context,
    dialect: Annotated[Kind, typer.Option(help="An API dialect, or sip for a phone.")] = Kind.YEASTAR,
    name: Annotated[str, typer.Option(help="What the API client is for.")] = "script",
    extension: Annotated[str, typer.Option(help="The extension's number, for sip.")] = "",
    as_json: Json = False,
) -> None:
    """Mint credentials. A phone's former password stops to work."""
    settings = settings_of(context)

    async def work() -> dict[str, str]:
        async with installation(settings) as opened:
            if dialect is Kind.SIP:
                return await _new_sip(opened, extension)
            client_id, secret = await opened.credentials.new_api_client(DEFAULT_TENANT, dialect.value, name)
            return {"dialect": dialect.value, "username": client_id, "password": secret}

    _print(run(work()), as_json)


@app.command()
def trunk(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="TRUNK", help="The trunk's id.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="What the provider gave you.")],
) -> None:
    """Keep the password by which we authenticate at a trunk, encrypted."""
    settings = settings_of(context)

    async def work() -> None:
        async with installation(settings) as opened:
            await opened.repository.get(Trunk, number)
            await opened.credentials.set_trunk_secret(DEFAULT_TENANT, number, password)

    run(work())
    console.print("kept")


async def _new_sip(opened: Installation, number: str) -> dict[str, str]:
    if not number:
        raise Invalid("extension", "name the extension with --extension", rule="required")
    stored = await opened.repository.by_number(number)
    if stored is None or not isinstance(stored.document, Extension):
        raise NotFound("extension", number)
    realm = opened.settings.sip.realm
    password = await opened.credentials.new_sip(DEFAULT_TENANT, stored.id, number, realm)
    return {"dialect": "sip", "username": number, "password": password, "realm": realm}


def _print(values: dict[str, str], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(values))
        return
    for name, value in values.items():
        console.print(f"{name:10} {value}")
