"""`switchboard credentials`: mint secrets for scripts, phones and trunks, each shown once; list and revoke them."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, get_args

import typer
from rich.markup import escape
from rich.table import Column, Table

from switchboard.api.servetel.auth import permanent_token
from switchboard.cli.common import Json, RightName, TokenRoleName, installation_of, rights_of, run
from switchboard.cli.terminal import console
from switchboard.errors import Invalid, NotFound
from switchboard.installation import Installation
from switchboard.model.destination import is_outside_number
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk
from switchboard.store.people.api_tokens import ApiToken, ApiTokens, ClientRight, Right
from switchboard.store.people.call_keys import CallKey, CallKeys
from switchboard.store.people.phone_accounts import PhoneAccounts
from switchboard.store.people.tokens import ApiClient
from switchboard.store.tenants import Tenants

app = typer.Typer(no_args_is_help=True, help="API clients, SIP passwords, trunk passwords.")


class Kind(StrEnum):
    """Whom the credentials are for."""

    YEASTAR = "yeastar"
    SERVETEL = "servetel"
    NATIVE = "native"
    SIP = "sip"


@app.command()
def new(
    context: typer.Context,
    dialect: Annotated[Kind, typer.Option(help="An API dialect, or sip for a phone.")] = Kind.YEASTAR,
    name: Annotated[str, typer.Option(help="What the API client is for.")] = "script",
    extension: Annotated[str, typer.Option(help="The extension's number, for sip.")] = "",
    role: Annotated[TokenRoleName, typer.Option(help="What the token permits, for native.")] = TokenRoleName.EDITOR,
    right: Annotated[list[RightName] | None, typer.Option(help="What it permits besides.")] = None,
    to: Annotated[str, typer.Option(help="A key instead: where customers go, for servetel.")] = "",
    permission: Annotated[str, typer.Option(help="The extension whose routes call them, with --to.")] = "",
    permanent: Annotated[bool, typer.Option(help="A token that does not expire, for servetel.")] = False,
    as_json: Json = False,
) -> None:
    """Mint credentials. The former password of a phone stops working."""

    async def work() -> dict[str, str]:
        async with installation_of(context) as opened:
            if dialect is Kind.SIP:
                return await _new_sip(opened, extension)
            if dialect is Kind.NATIVE:
                return await _new_token(opened, name, role, rights_of(right))
            if to or permission:
                if right or permanent:
                    raise Invalid("right", "a key permits one thing alone, and has no token", rule="unsupported")
                return await _new_key(opened, dialect, name, to, permission)
            rights = _of_clients(right)
            client_id, secret = await opened.credentials.new_api_client(opened.tenant, dialect.value, name, rights)
            if dialect is Kind.SERVETEL:
                return await _servetel(opened, client_id, secret, permanent)
            return {"dialect": dialect.value, "username": client_id, "password": secret}

    _print(run(work()), as_json)


@app.command("rights")
def set_rights(
    context: typer.Context,
    client: Annotated[str, typer.Argument(metavar="ID", help="The API client's id as `list` has it.")],
    rights: Annotated[list[RightName] | None, typer.Argument(help="All that the client may do besides.")] = None,
) -> None:
    """Give an API client of a vendor's dialect these rights and no others, from its next request on."""

    async def work() -> tuple[Right, ...]:
        async with installation_of(context) as opened:
            wanted = _of_clients(rights)
            return (await opened.credentials.set_client_rights(opened.tenant, client, wanted)).rights

    console.print(" ".join(run(work())) or "no rights")


@app.command()
def trunk(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="TRUNK", help="The trunk's id.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="What the provider gave you.")],
) -> None:
    """Store the password with which we authenticate at a trunk, encrypted."""

    async def work() -> None:
        async with installation_of(context) as opened:
            await opened.repository.get(Trunk, number)
            await opened.credentials.set_trunk_secret(opened.tenant, number, password)

    run(work())
    console.print("kept")


@app.command("list")
def listing(context: typer.Context, as_json: Json = False) -> None:
    """List the API clients, the keys that have people called, and the native tokens, without their secrets."""

    async def work() -> tuple[list[ApiClient], list[CallKey], list[ApiToken]]:
        async with installation_of(context) as opened:
            clients = await opened.credentials.api_clients(opened.tenant)
            keys = await CallKeys(opened.database).all(opened.tenant)
            return clients, keys, await ApiTokens(opened.database).all(opened.tenant)

    clients, keys, tokens = run(work())
    if as_json:
        typer.echo(json.dumps([*map(_plain_client, clients), *map(_plain_key, keys), *map(_plain_token, tokens)]))
        return
    # An id that is cut is no use to anybody.
    id_column = Column("id", no_wrap=True, min_width=max((len(client.client_id) for client in clients), default=2))
    table = Table("dialect", id_column, "name", "may", "ends in", "expires", box=None)
    for client in clients:
        table.add_row(client.dialect, client.client_id, escape(client.name), " ".join(client.rights))
    for key in keys:
        table.add_row(Kind.SERVETEL, _key_id(key), escape(key.name), f"to {key.to}", key.last_four, "never")
    for token in tokens:
        expires = token.expires_at.isoformat() if token.expires_at else "never"
        may = " ".join((token.role, *token.rights))
        table.add_row(Kind.NATIVE, str(token.id), escape(token.name), may, token.last_four, expires)
    console.print(table)


@app.command()
def revoke(
    context: typer.Context,
    which: Annotated[str, typer.Argument(metavar="ID", help="An id as `list` has it, or a native token's name.")],
) -> None:
    """Revoke an API client with its tokens, a key, or a native token, at once."""

    async def work() -> str:
        async with installation_of(context) as opened:
            clients = await opened.credentials.api_clients(opened.tenant)
            if which in [client.client_id for client in clients]:
                await opened.credentials.delete_api_client(opened.tenant, which)
                return "API client revoked"
            keys = CallKeys(opened.database)
            for key in await keys.all(opened.tenant):
                if _key_id(key) == which:
                    await keys.revoke(opened.tenant, key.id)
                    return "key revoked"
            tokens = ApiTokens(opened.database)
            await tokens.revoke(opened.tenant, _meant(await tokens.all(opened.tenant), which).id)
            return "token revoked"

    console.print(run(work()))


def _meant(tokens: list[ApiToken], which: str) -> ApiToken:
    """The token with that id, else the only one with that name. Raises NotFound, Invalid."""
    named = [token for token in tokens if str(token.id) == which] or [token for token in tokens if token.name == which]
    if len(named) > 1:
        ids = ", ".join(str(token.id) for token in named)
        raise Invalid("ID", f"several tokens have that name: {ids}", rule="ambiguous")
    if not named:
        raise NotFound("API client or native token", which)
    return named[0]


def _of_clients(names: list[RightName] | None) -> tuple[Right, ...]:
    """Rights of clients of the vendors' APIs. Raises Invalid."""
    rights = rights_of(names)
    if set(rights).difference(get_args(ClientRight)):
        raise Invalid("right", "clients of the vendors' APIs can have only recordings", rule="unsupported")
    return rights


def _plain_client(client: ApiClient) -> dict[str, object]:
    return {"dialect": client.dialect, "id": client.client_id, "name": client.name, "rights": client.rights}


def _key_id(key: CallKey) -> str:
    """How a key is named here, so that no token has the same id."""
    return f"key-{key.id}"


def _plain_key(key: CallKey) -> dict[str, object]:
    return {
        "dialect": Kind.SERVETEL.value,
        "id": _key_id(key),
        "name": key.name,
        "to": key.to,
        "permission": key.permission,
        "last_four": key.last_four,
        "created_at": key.created_at.isoformat(),
    }


def _plain_token(token: ApiToken) -> dict[str, object]:
    return {
        "dialect": Kind.NATIVE.value,
        "id": token.id,
        "name": token.name,
        "role": token.role,
        "rights": token.rights,
        "last_four": token.last_four,
        "created_at": token.created_at.isoformat(),
        "expires_at": token.expires_at and token.expires_at.isoformat(),
    }


async def _new_sip(opened: Installation, number: str) -> dict[str, str]:
    if not number:
        raise Invalid("extension", "name the extension with --extension", rule="required")
    stored = await opened.repository.by_number(number)
    if stored is None or not isinstance(stored.document, Extension):
        raise NotFound("extension", number)
    accounts = PhoneAccounts(
        opened.credentials, Tenants(opened.database), opened.repository, opened.tenant, opened.settings.sip
    )
    account = await accounts.new(stored.id)
    where = {"domain": account.domain, "port": str(account.port)} if account.domain else {"port": str(account.port)}
    return {"dialect": "sip", "username": number, "password": account.password, "realm": account.realm} | where


async def _servetel(opened: Installation, client_id: str, secret: str, permanent: bool) -> dict[str, str]:
    """Log-in id and password of a script; with `permanent` also a token that needs no log-in."""
    login = {"dialect": "servetel", "email": client_id, "password": secret}
    if not permanent:
        return login
    (client,) = [one for one in await opened.credentials.api_clients(opened.tenant) if one.client_id == client_id]
    return login | {"token": await permanent_token(opened.credentials, client, datetime.now(UTC))}


async def _new_key(opened: Installation, dialect: Kind, name: str, to: str, permission: str) -> dict[str, str]:
    """A key by which web pages have customers called, who go to the number `to`."""
    if dialect is not Kind.SERVETEL or not is_outside_number(to):
        raise Invalid("to", "a key of the dialect servetel has the number to which customers go")
    key, secret = await CallKeys(opened.database).mint(opened.tenant, name, to, permission, datetime.now(UTC))
    return {"dialect": dialect.value, "api_key": secret, "to": key.to, "permission": key.permission}


async def _new_token(opened: Installation, name: str, role: TokenRoleName, rights: tuple[Right, ...]) -> dict[str, str]:
    tokens, now = ApiTokens(opened.database), datetime.now(UTC)
    _, token = await tokens.mint(opened.tenant, name, role.value, now, rights=rights)
    shown = {"rights": " ".join(rights)} if rights else {}
    return {"dialect": "native", "role": role.value, **shown, "token": token}


def _print(values: dict[str, str], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(values))
        return
    for name, value in values.items():
        console.print(f"{name:10} {value}")
