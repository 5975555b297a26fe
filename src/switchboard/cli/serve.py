"""`switchboard serve`: the whole installation, or one part of it. Each part loads only what it needs."""

import asyncio
import socket
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from switchboard.activation import API_SOCKETS, SIP_SOCKETS, take_sockets
from switchboard.cli.common import console, run, set_up_logging, settings_of
from switchboard.config import Settings
from switchboard.descriptors import raise_limit
from switchboard.installation import Installation, installation
from switchboard.lifeline import Lifeline
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.sip.aio.addresses import bracketed
from switchboard.store.people import passwords
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.store.people.credentials import PASSWORD_LENGTH
from switchboard.store.people.users import Users
from switchboard.supervisor import Child, Supervisor, die_with_parent, stop_signal

STOP_MARGIN_S = 10.0
FIRST_USER = "admin"


class Part(StrEnum):
    """A process of an installation."""

    API = "api"
    CALLS = "calls"
    MEDIA = "media"


app = typer.Typer()


@app.command()
def serve(
    context: typer.Context,
    only: Annotated[Part | None, typer.Option(help="Run one part alone, for an installation over machines.")] = None,
    worker_index: Annotated[int, typer.Option("--worker", help="Which media worker, from 0.")] = 0,
    supervised: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """Answer calls and serve the API until SIGTERM."""
    settings = settings_of(context)
    set_up_logging(settings.log_level)
    raise_limit()
    if supervised:
        die_with_parent()
    lifeline = Lifeline.taken()
    match only:
        case None:
            run(_supervise(settings, context.meta["arguments"]))
        case Part.API:
            from switchboard.processes.api import run_api

            run(run_api(settings, lifeline))
        case Part.CALLS:
            from switchboard.processes.calls import run_calls

            run(run_calls(settings, lifeline))
        case Part.MEDIA:
            from switchboard.processes.media import run_media

            run_media(settings, worker_index, lifeline)


async def _supervise(settings: Settings, arguments: list[str]) -> None:
    sockets = take_sockets()
    async with installation(settings) as opened:
        await first_start(opened)
    (settings.data / "run").mkdir(mode=0o700, exist_ok=True)
    stop, ready = stop_signal(), asyncio.Event()
    supervisor = Supervisor(_children(settings, arguments, sockets), settings.sip.drain_s + STOP_MARGIN_S)
    announcing = asyncio.create_task(_announce(settings, ready, sockets))
    await supervisor.run(stop, ready)
    announcing.cancel()


def _children(settings: Settings, arguments: list[str], sockets: Mapping[str, socket.socket]) -> list[Child]:
    """The processes in the order in which they are started.

    They are stopped in the reverse order: calls first, while the media workers and the API still serve them.
    """

    def child(name: str, *part: str, serving: Collection[str] = ()) -> Child:
        own = {name: sock for name, sock in sockets.items() if name in serving}
        command = [*arguments, "serve", "--supervised", "--only", *part]
        return Child(name, command, settings.supervisor.hang_s, own)

    media = [child(f"media-{index}", "media", "--worker", str(index)) for index in range(settings.media_workers)]
    return [child("api", "api", serving=API_SOCKETS), *media, child("calls", "calls", serving=SIP_SOCKETS)]


async def _announce(settings: Settings, ready: asyncio.Event, sockets: Mapping[str, socket.socket]) -> None:
    """When all processes are ready, print at which addresses they are reached."""
    await ready.wait()
    sip_bound, sip_port = where(sockets.get("sip-udp"), settings.sip.host, settings.sip.port)
    sip_host = bracketed(settings.sip.advertised_host or reachable_address(sip_bound))
    transports = "UDP and TCP" if settings.sip.tcp else "UDP"
    console.print(f"SIP    register at {sip_host}:{sip_port} ({transports}), call sip:6200@{sip_host}")
    host, port = where(sockets.get("api"), settings.api.host, settings.api.port)
    api = f"http://{reachable_address(host)}:{port}"
    console.print(
        f"API    {api}/openapi/v1.0 (Yeastar), {api}/v1 (Servetel), {api}/api (PortSIP), {api}/rest/v1 (native)"
    )
    host, port = where(sockets.get("portsip"), settings.api.host, settings.portsip.port)
    if settings.portsip.enabled and port:
        console.print(f"API    http://{reachable_address(host)}:{port}/api (PortSIP alone)")
    console.print("ready to take calls")


def where(handed: socket.socket | None, host: str, port: int) -> tuple[str, int]:
    """Host and port of the socket that systemd handed to us, or else those of the settings."""
    return (host, port) if handed is None else handed.getsockname()[:2]


def reachable_address(bound: str) -> str:
    """The address at which others reach a socket bound to `bound`: for the wildcard, that of the default route."""
    if bound not in ("0.0.0.0", "::"):
        return bound
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address


async def first_start(opened: Installation) -> None:
    """On a new installation create credentials for the API and the demo, and show them this once."""
    if not await _has_anybody(opened):
        client_id, secret = await opened.credentials.new_api_client(DEFAULT_TENANT, "yeastar", "first")
        _, token = await ApiTokens(opened.database).mint(DEFAULT_TENANT, "first", "admin", datetime.now(UTC))
        console.print("Credentials, shown only now (more: switchboard credentials new --help)")
        console.print(f"  Yeastar API   username {client_id}   password {secret}")
        console.print(f"  Native API    token {token}")
        console.print(f"  User          username {FIRST_USER}   password {await _first_user(opened)}")
    change, _ = await opened.repository.snapshot()
    if change == 0:
        from switchboard.demo import create_demo

        demo = await create_demo(
            opened.repository, opened.credentials, opened.library, DEFAULT_TENANT, opened.settings.sip.realm
        )
        _show(demo.passwords, demo.numbers)


async def _has_anybody(opened: Installation) -> bool:
    """Whether anybody has access. Once true it stays true, as the last admin cannot be deleted: so nothing is minted
    twice.
    """
    return bool(
        await Users(opened.database).all(DEFAULT_TENANT)
        or await opened.credentials.api_clients(DEFAULT_TENANT)
        or await ApiTokens(opened.database).all(DEFAULT_TENANT)
    )


async def _first_user(opened: Installation) -> str:
    """Create the user `admin`; returns its password."""
    password = passwords.random_text(PASSWORD_LENGTH)
    await Users(opened.database).create(DEFAULT_TENANT, FIRST_USER, password, "admin", datetime.now(UTC))
    return password


def _show(phones: Mapping[str, str], numbers: Iterable[str]) -> None:
    for number, password in phones.items():
        console.print(f"  SIP account   username {number}   password {password}")
    console.print(f"  Menus to call: {', '.join(numbers)}")
