"""`switchboard tenants`: the companies that share an installation, and see nothing of one another."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from switchboard.cli.common import Json, installation_of, run
from switchboard.cli.terminal import console
from switchboard.installation import Installation
from switchboard.store.calls.recordings import CallRecordings
from switchboard.store.tenants import Tenant, Tenants

app = typer.Typer(no_args_is_help=True, help="Companies that share the installation; use theirs with --tenant.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The tenant's name.")]
Domain = Annotated[str, typer.Argument(metavar="DOMAIN", help="Where its phones register, such as a.example.")]
NewName = Annotated[str, typer.Argument(metavar="NEW_NAME")]


@app.command("list")
def listing(context: typer.Context, as_json: Json = False) -> None:
    """List the tenants."""

    async def work() -> list[Tenant]:
        async with installation_of(context) as opened:
            return await Tenants(opened.database).all()

    found = run(work())
    if as_json:
        typer.echo(json.dumps([asdict(tenant) for tenant in found]))
        return
    table = Table("id", "name", "SIP domain", box=None)
    for tenant in found:
        table.add_row(str(tenant.id), tenant.name, tenant.sip_domain)
    console.print(table)


@app.command()
def create(context: typer.Context, name: Name, domain: Domain, as_json: Json = False) -> None:
    """Create a tenant without any objects."""

    async def work() -> Tenant:
        async with installation_of(context) as opened:
            return await Tenants(opened.database).create(name, domain)

    _print(run(work()), as_json)


@app.command()
def rename(context: typer.Context, name: Name, new_name: NewName, as_json: Json = False) -> None:
    """Give a tenant another name. Nothing else changes."""
    _print(_changed(context, name, lambda tenants, id: tenants.rename(id, new_name)), as_json)


@app.command()
def domain(context: typer.Context, name: Name, domain: Domain, as_json: Json = False) -> None:
    """Give a tenant another SIP domain, in which its phones must register. "" removes the default tenant's."""
    _print(_changed(context, name, lambda tenants, id: tenants.set_domain(id, domain)), as_json)


@app.command()
def delete(context: typer.Context, name: Name) -> None:
    """Delete a tenant that has no objects or credentials, with its users, history, calls and recordings."""

    async def work() -> None:
        async with installation_of(context) as opened:
            tenants = Tenants(opened.database)
            id = (await tenants.by_name(name)).id
            recordings = CallRecordings.of(opened.database, opened.settings)
            stored = await recordings.places(id)
            _remove(opened, await tenants.delete(id))
            await recordings.delete_places(stored)

    run(work())


def _changed(context: typer.Context, name: str, change: Callable[[Tenants, int], Awaitable[Tenant]]) -> Tenant:
    async def work() -> Tenant:
        async with installation_of(context) as opened:
            tenants = Tenants(opened.database)
            return await change(tenants, (await tenants.by_name(name)).id)

    return run(work())


def _remove(opened: Installation, recordings: list[str]) -> None:
    for recording in recordings:
        (opened.settings.recordings_directory / recording).unlink(missing_ok=True)


def _print(tenant: Tenant, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(tenant)))
    else:
        console.print(f"{tenant.id} {tenant.name} {tenant.sip_domain}")
