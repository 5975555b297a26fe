"""PortSIP's dialect at a port of its own, in the whole product."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from tests.kit.ports import reserved_port
from tests.kit.processes import is_serving, until
from tests.kit.product import STOP_S, Product
from tests.kit.web import web_client

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


def url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """It listens at two ports, and begins with what was left of an upload."""
    made = Product.prepare(tmp_path_factory.mktemp("product"), portsip=True)
    stray(made).parent.mkdir(parents=True)
    stray(made).write_bytes(b"x")
    await made.start()
    yield made
    await made.stop()


def stray(product: Product) -> Path:
    return product.data / "uploads" / "stray"


async def test_the_dialect_alone_is_there(product: Product) -> None:
    async with httpx.AsyncClient(base_url=url(product.port("portsip"))) as http:
        answer = await http.get("/api/ivrs")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "UNAUTHORIZED")
        assert "/ivrs" in (await http.get("/api/openapi.json")).json()["paths"]
        for path in ("/healthz", "/rest/v1/ivrs", "/openapi/v1.0/get_token", "/v1/ivrs", "/"):
            assert (await http.get(path)).status_code == 404
    async with web_client(url(product.api_port)) as http:
        assert (await http.get("/api/ivrs")).status_code == 401
        assert (await http.get("/healthz")).status_code == 200
        assert (await http.get("/rest/v1/ivrs")).status_code == 401


async def test_it_is_announced(product: Product) -> None:
    assert any(f":{product.port('portsip')}/api (PortSIP alone)" in line for line in product.output)


async def test_a_port_that_somebody_has_ends_the_process(tmp_path: Path) -> None:
    """It is bound by us, and not handed over."""
    made = Product.prepare(tmp_path)
    process = await asyncio.create_subprocess_exec(
        *made.command("serve", "--only", "api"), stderr=asyncio.subprocess.PIPE
    )
    _, said = await asyncio.wait_for(process.communicate(), STOP_S)
    assert process.returncode == 1
    assert f"bad-socket: cannot listen at 127.0.0.1 port {made.api_port}" in said.decode()


async def test_both_ports_of_the_settings_are_bound_and_close_when_it_stops(tmp_path: Path) -> None:
    """Without sockets that are handed over, as most installations are started."""
    own, common = reserved_port(), reserved_port()
    made = Product.prepare(tmp_path, f"[portsip]\nport = {own}\n")
    file = tmp_path / "switchboard.toml"
    file.write_text(file.read_text().replace(f"port = {made.api_port}", f"port = {common}"))
    process = await asyncio.create_subprocess_exec(*made.command("serve", "--only", "api"))
    await until(lambda: is_serving(common))
    await until(lambda: is_serving(own))
    process.terminate()
    assert await asyncio.wait_for(process.wait(), STOP_S) == 0
    for port in (common, own):
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED


async def test_what_a_crash_left_behind_is_gone_after_the_start(product: Product) -> None:
    async def gone() -> bool:
        return not stray(product).exists()

    await until(gone)
