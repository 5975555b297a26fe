"""Sockets that are bound before the product starts: it serves them, keeps them while its processes die, and says which
it cannot serve. All its processes get as many descriptors as they may have."""

import asyncio
import errno
import os
import resource
import signal
import socket
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
import pytest_asyncio
from tests.e2e.phones import phones
from tests.kit import handover
from tests.kit.ports import bound, reserved_port
from tests.kit.processes import is_serving, kill, processes, until
from tests.kit.product import STOP_S, Product

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
UDP, TCP = socket.SOCK_DGRAM, socket.SOCK_STREAM
FEW, DESCRIPTORS = 256, resource.getrlimit(resource.RLIMIT_NOFILE)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """It alone has its sockets now, whose ports its settings do not name, and was started with few descriptors."""
    running = Product.prepare(tmp_path_factory.mktemp("product"))
    file, api, sip = running.directory / "switchboard.toml", running.api_port, running.sip_port
    file.write_text(file.read_text().replace(f"port = {api}", "port = 1").replace(f"port = {sip}", "port = 2"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW, DESCRIPTORS[1]))
    try:
        await running.start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, DESCRIPTORS)
    running.release()
    assert f":{sip} (UDP and TCP)" in "\n".join(running.output)
    assert f":{api}/openapi" in "\n".join(running.output)
    yield running
    assert await running.stop() == 0


async def test_every_process_has_as_many_descriptors_as_it_may(product: Product) -> None:
    """The soft limit with which the product is started is a low one."""
    limits = {name: resource.prlimit(pid, resource.RLIMIT_NOFILE) for name, pid in processes(product).items()}
    assert limits == dict.fromkeys(("api", "media-0", "calls"), (DESCRIPTORS[1], DESCRIPTORS[1]))


async def test_nobody_can_take_a_port_while_its_process_is_dead(product: Product) -> None:
    """Who tries from the death to the next answer never gets it; at least one try comes before that answer."""
    ports = {name: product.port(name) for name in ("api", "sip-udp", "sip-tcp")}
    before = processes(product)
    for name in ("api", "calls"):
        await kill(product, name)
    async with phones(product) as people:

        async def is_back() -> bool:
            for name, port in ports.items():
                with socket.socket(type=UDP if name == "sip-udp" else TCP) as thief:
                    thief.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    with pytest.raises(OSError) as refused:
                        thief.bind(("127.0.0.1", port))
                    assert refused.value.errno == errno.EADDRINUSE
            return await is_serving(product.api_port) and await people.caller.answers_options(product.sip_port)

        await until(is_back)
    assert all(processes(product)[name] != before[name] for name in ("api", "calls"))


async def refused(directory: Path, sockets: Mapping[str, socket.socket], *arguments: str) -> str:
    """What the product says to these sockets; it must end."""
    product = Product.prepare(directory)
    process = await handover.start(product.command("serve", *arguments), sockets, stderr=asyncio.subprocess.PIPE)
    _, said = await asyncio.wait_for(process.communicate(), STOP_S)
    for sock in sockets.values():
        sock.close()
    assert process.returncode == 1
    return said.decode()


@pytest.mark.parametrize(
    ("name", "kind", "arguments", "reason"),
    [
        (
            "sip-upd",
            UDP,
            (),
            "nobody here serves a socket named 'sip-upd', but api, portsip, sip-udp, sip-tcp, sip-tls",
        ),
        ("unknown", TCP, (), "nobody here serves a socket named 'unknown'"),
        ("sip-udp", UDP, ("--only", "api"), "nobody here serves a socket named 'sip-udp', but api, portsip"),
        ("sip-udp", TCP, (), "sip-udp must be a socket of UDP"),
        ("api", UDP, (), "api must be a socket of TCP"),
    ],
)
async def test_what_it_cannot_serve_it_refuses(
    tmp_path: Path, name: str, kind: socket.SocketKind, arguments: tuple[str, ...], reason: str
) -> None:
    assert reason in await refused(tmp_path, {name: bound(kind)}, *arguments)


async def test_sip_has_one_port(tmp_path: Path) -> None:
    sockets = {"sip-udp": bound(UDP), "sip-tcp": bound(TCP)}
    assert "must have the same port" in await refused(tmp_path, sockets)


async def test_sockets_for_another_process_are_none_of_ours(tmp_path: Path) -> None:
    """LISTEN_PID names a parent that did not clean up: descriptor 3 is something else."""
    port = reserved_port()
    product = Product.prepare(tmp_path)
    file = tmp_path / "switchboard.toml"
    file.write_text(file.read_text().replace(f"port = {product.api_port}", f"port = {port}"))
    process = await asyncio.create_subprocess_exec(
        *product.command("serve", "--only", "api"),
        env={**os.environ, "LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1", "LISTEN_FDNAMES": "api"},
    )
    await until(lambda: is_serving(port))
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), STOP_S) == 0
