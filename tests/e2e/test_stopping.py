"""SIGTERM: calls may finish, new ones are turned away, nothing is made twice at the next start."""

import signal
from pathlib import Path

import pytest

from tests.e2e.phones import Phones, ends, phones
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import objects_of
from tests.kit.web import web_client

pytestmark = pytest.mark.e2e

MENU = "6200"


def prepare(directory: Path, drain_s: float) -> Product:
    """A product that gives its calls that long when it stops."""
    product = Product.prepare(directory)
    file = directory / "switchboard.toml"
    file.write_text(file.read_text().replace("drain_s = 2.0", f"drain_s = {drain_s}"))
    return product


def terminate(product: Product) -> None:
    assert product.process is not None
    product.process.send_signal(signal.SIGTERM)


async def is_turned_away(people: Phones) -> bool:
    """Whether a new call is answered 503, with a time to come back."""
    calling = await people.try_to_call(MENU)
    if calling.session is not None:
        await calling.session.bye()
        return False
    assert calling.response is not None
    return calling.response.status == 503 and (calling.response.headers.get("Retry-After") or "").isdigit()


async def is_taken_out(product: Product) -> bool:
    """Whether the probes tell a load balancer to send nothing any more, and nobody to kill the process."""
    async with web_client(f"http://127.0.0.1:{product.api_port}") as http:
        ready, live = await http.get("/readyz"), await http.get("/livez")
    assert live.status_code == 200
    return ready.status_code == 503 and ready.json()["not_ready"] == ["sip"]


async def test_a_call_may_finish(tmp_path: Path) -> None:
    product = prepare(tmp_path, 25.0)
    await product.start()
    async with phones(product) as people:
        await people.register()
        session = await people.call(MENU)
        await session.rtp.hears(10)
        terminate(product)
        await until(lambda: is_turned_away(people))
        await until(lambda: is_taken_out(product))
        alice = await people.reach_alice(session)
        await session.bye()
        await ends(alice)
    assert await product.ended() == 0
    call = (await product.calls())[-1]
    assert (call["state"], call["ended_by"], call["cause"]) == ("ended", "caller", "normal")


async def test_a_call_that_lasts_is_ended(tmp_path: Path) -> None:
    product = prepare(tmp_path, 1.0)
    await product.start()
    async with phones(product) as people:
        session = await people.call(MENU)
        terminate(product)
        await ends(session)
    assert await product.ended() == 0
    call = (await product.calls())[0]
    assert (call["state"], call["ended_by"], call["cause"]) == ("ended", "switchboard", "draining")


async def test_second_start_makes_nothing_anew(tmp_path: Path) -> None:
    product = prepare(tmp_path, 1.0)
    await product.start()
    assert await product.stop() == 0
    printed = [line for line in product.output if "password" in line]
    async with objects_of(product) as objects:
        before = await objects.repository.snapshot()
    await product.start()
    assert await product.stop() == 0
    assert [line for line in product.output if "password" in line] == printed
    async with objects_of(product) as objects:
        assert await objects.repository.snapshot() == before
