"""The whole installation: the supervisor, what it starts, and what it prints when all are ready."""

import asyncio
import socket
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from switchboard.activation import API_SOCKETS, SIP_SOCKETS, take_sockets
from switchboard.config import Settings
from switchboard.service_manager import ServiceManager
from switchboard.store.begun import has_begun
from switchboard.supervisor import Child, Supervisor, stop_signal

if TYPE_CHECKING:
    from switchboard.store.db.database import Database

STOP_MARGIN_S = 10.0


async def run_whole(settings: Settings, arguments: list[str]) -> None:
    """Run all processes until SIGTERM, each started with `arguments` in front of its command."""
    sockets, manager = take_sockets(), ServiceManager.taken()
    if not (settings.database_file and has_begun(settings.database_file)):
        await _begin(settings)
    (settings.data / "run").mkdir(mode=0o700, exist_ok=True)
    stop, ready = stop_signal(), asyncio.Event()
    supervisor = Supervisor(_children(settings, arguments, sockets), settings.sip.drain_s + STOP_MARGIN_S, manager)
    announcing = asyncio.create_task(_announce(settings, ready, sockets))
    await supervisor.run(stop, ready)
    announcing.cancel()


async def _begin(settings: Settings) -> None:
    """Bring the database up to date, and begin a new installation."""
    # Loaded here, because most starts need none of it.
    from switchboard.installation import installation, opened_database
    from switchboard.model.tenant import DEFAULT_TENANT
    from switchboard.store.db.last_change import last_change
    from switchboard.store.people.access import has_anybody

    async with opened_database(settings) as database:
        await _check_name(database, settings)
        if await has_anybody(database, DEFAULT_TENANT) and await last_change(database, DEFAULT_TENANT):
            return
    from switchboard.cli.first_start import first_start
    from switchboard.store.nodes.agreement import one_begins

    async with installation(settings) as opened, one_begins(opened.database):
        await first_start(opened)


async def _check_name(database: "Database", settings: Settings) -> None:
    """Raises NodeNameTaken: better here than in a process that is started again and again."""
    if database.is_sqlite:
        return
    from switchboard.clock import SystemClock
    from switchboard.store.nodes.agreement import machine_id
    from switchboard.store.nodes.nodes import taken_until, until_name_is_free

    name, machine, clock = settings.node_name, machine_id(settings.machine_file), SystemClock()
    await until_name_is_free(database, lambda connection: taken_until(connection, clock, name, machine), name)


def _children(settings: Settings, arguments: list[str], sockets: Mapping[str, socket.socket]) -> list[Child]:
    """The processes in the order in which they are started and stopped.

    Calls come first: they load longest, and while they end, the media workers and the API still serve them.
    """

    def child(name: str, *part: str, serving: Collection[str] = ()) -> Child:
        own = {name: sock for name, sock in sockets.items() if name in serving}
        command = [*arguments, "serve", "--supervised", "--only", *part]
        return Child(name, command, settings.supervisor.hang_s, own)

    media = [child(f"media-{index}", "media", "--worker", str(index)) for index in range(settings.media_workers)]
    return [child("calls", "calls", serving=SIP_SOCKETS), child("api", "api", serving=API_SOCKETS), *media]


async def _announce(settings: Settings, ready: asyncio.Event, sockets: Mapping[str, socket.socket]) -> None:
    """When all processes are ready, print at which addresses they are reached."""
    await ready.wait()
    # Loaded once nobody waits for it any more.
    from switchboard.cli.terminal import console
    from switchboard.sip.aio.addresses import bracketed

    sip_bound, sip_port = where(sockets.get("sip-udp"), settings.sip.host, settings.sip.port)
    sip_host = bracketed(settings.sip.advertised_host or reachable_address(sip_bound))
    transports = f"{'UDP and TCP' if settings.sip.tcp else 'UDP'}{_at_tls(settings, sockets.get('sip-tls'))}"
    console.print(f"SIP    register at {sip_host}:{sip_port} ({transports}), call sip:6200@{sip_host}")
    host, port = where(sockets.get("api"), settings.api.host, settings.api.port)
    api = f"{settings.api.scheme}://{reachable_address(host)}:{port}"
    console.print(
        f"API    {api}/openapi/v1.0 (Yeastar), {api}/v1 (Servetel), {api}/api (PortSIP), {api}/rest/v1 (native)"
    )
    host, port = where(sockets.get("portsip"), settings.api.host, settings.portsip.port)
    if settings.portsip.enabled and port:
        console.print(f"API    {settings.api.scheme}://{reachable_address(host)}:{port}/api (PortSIP alone)")
    console.print("ready to take calls")


def _at_tls(settings: Settings, handed: socket.socket | None) -> str:
    return f"; TLS at {where(handed, '', settings.sip.tls_port)[1]}" if settings.sip.tls_port else ""


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
