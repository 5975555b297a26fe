"""Processes of the real product that stand still: noticed, told, killed and started again; and a machine that slept."""

import asyncio
import os
import signal
from pathlib import Path

import httpx
import pytest

from tests.e2e.phones import phones
from tests.kit.processes import WITHIN_S, processes, until
from tests.kit.product import Product
from tests.kit.web import web_client

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU = "6200"
NAP_S = 4.0
"""More than the silence for which a process is killed."""


async def health(product: Product) -> tuple[int, dict[str, object]]:
    async with web_client(timeout_s=5) as http:
        answer = await http.get(f"http://127.0.0.1:{product.api_port}/healthz")
        return answer.status_code, answer.json()


async def all_is_well(product: Product) -> bool:
    return (await health(product))[0] == 200


@pytest.mark.parametrize("name", ["calls", "media-0"])
async def test_a_process_that_stands_still_is_replaced(product: Product, name: str) -> None:
    await until(lambda: all_is_well(product))
    before = processes(product)
    os.kill(before[name], signal.SIGSTOP)
    told = set[str]()

    async def is_replaced() -> bool:
        status, body = await health(product)
        if status == 503:
            told.add(str(body["reason"]))
        return status == 200 and processes(product)[name] != before[name]

    await until(is_replaced)
    assert f"{name} is silent" in told
    after = processes(product)
    assert {part for part in before if before[part] != after[part]} == {name}
    (line,) = [line for line in product.output if "process hangs and is killed" in line and f"process={name}" in line]
    assert 'kernel="T (stopped)"' in line
    async with phones(product) as people:
        await until(lambda: people.caller.answers_options(product.sip_port))
        # A new media worker runs for a moment before the calls process has found it.
        async with asyncio.timeout(WITHIN_S):
            while (session := (await people.try_to_call(MENU)).session) is None:
                pass
        await session.rtp.hears(20)
        await session.bye()


async def test_health_tells_of_all_processes(product: Product) -> None:
    await until(lambda: all_is_well(product))
    _, body = await health(product)
    assert body == {
        "status": "ok",
        "supervised": True,
        "processes": dict.fromkeys(["api", "media-0", "calls"], "running"),
    }


async def test_nothing_is_killed_when_the_machine_wakes(product: Product) -> None:
    """All stand still together, the supervisor, too."""
    await until(lambda: all_is_well(product))
    before = processes(product)
    assert product.process is not None
    everybody = [*before.values(), product.process.pid]
    for pid in everybody:
        os.kill(pid, signal.SIGSTOP)
    await asyncio.sleep(NAP_S)
    for pid in everybody:
        os.kill(pid, signal.SIGCONT)
    await until(lambda: all_is_well(product))
    await asyncio.sleep(NAP_S)
    assert processes(product) == before


async def test_without_a_supervisor_nobody_knows_of_the_others(tmp_path: Path) -> None:
    alone = Product.prepare(tmp_path)
    process = await alone.start_api()

    async def answers() -> bool:
        try:
            return await health(alone) == (200, {"status": "ok", "supervised": False})
        except httpx.HTTPError:
            return False

    await until(answers)
    process.terminate()
    assert await process.wait() == 0


async def test_a_stopped_process_does_not_hold_up_the_end(tmp_path: Path) -> None:
    ending = Product.prepare(tmp_path)
    await ending.start()
    for pid in processes(ending).values():
        os.kill(pid, signal.SIGSTOP)
    assert await ending.stop() == 0
    for name in ("calls", "media-0", "api"):
        assert any("process hangs and is killed" in line and f"process={name}" in line for line in ending.output)
