"""PortSIP's dialect at a port of its own, in the whole product."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.kit.processes import until
from tests.kit.product import STOP_S, Product, free_port

pytestmark = pytest.mark.e2e


class Ports:
    """A product that listens at two ports."""

    def __init__(self, directory: Path) -> None:
        self.own = free_port()
        self.product = Product.prepare(directory, f"[portsip]\nport = {self.own}\n")


def url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


@pytest.fixture
async def ports(tmp_path: Path) -> AsyncIterator[Ports]:
    made = Ports(tmp_path)
    await made.product.start()
    yield made
    await made.product.stop()


async def test_the_dialect_alone_is_there(ports: Ports) -> None:
    async with httpx.AsyncClient(base_url=url(ports.own)) as http:
        answer = await http.get("/api/ivrs")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "UNAUTHORIZED")
        assert "/ivrs" in (await http.get("/api/openapi.json")).json()["paths"]
        for path in ("/healthz", "/rest/v1/ivrs", "/openapi/v1.0/get_token", "/v1/ivrs", "/"):
            assert (await http.get(path)).status_code == 404
    async with httpx.AsyncClient(base_url=url(ports.product.api_port)) as http:
        assert (await http.get("/api/ivrs")).status_code == 401
        assert (await http.get("/healthz")).status_code == 200
        assert (await http.get("/rest/v1/ivrs")).status_code == 401


async def test_it_is_announced(ports: Ports) -> None:
    assert any(f":{ports.own}/api (PortSIP alone)" in line for line in ports.product.output)


async def test_a_port_that_somebody_has_ends_the_process(tmp_path: Path) -> None:
    made = Ports(tmp_path)
    with socket.create_server(("127.0.0.1", made.own)):
        process = await asyncio.create_subprocess_exec(*made.product.command("serve", "--only", "api"))
        assert await asyncio.wait_for(process.wait(), STOP_S) != 0


async def test_both_ports_close_when_it_stops(ports: Ports) -> None:
    assert await ports.product.stop() == 0
    for port in (ports.own, ports.product.api_port):
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


async def test_what_a_crash_left_behind_is_gone_after_the_start(tmp_path: Path) -> None:
    made = Ports(tmp_path)
    uploads = made.product.data / "uploads"
    uploads.mkdir(parents=True)
    (uploads / "stray").write_bytes(b"x")

    async def gone() -> bool:
        return not (uploads / "stray").exists()

    await made.product.start()
    try:
        await until(gone)
    finally:
        await made.product.stop()
