"""What `switchboard status` and `GET /rest/v1/status` show of the running product, also when a process stands still."""

import asyncio
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from switchboard.status import Status
from tests.e2e.phones import Phones
from tests.kit.processes import processes, until
from tests.kit.product import Product

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU = "6200"
NOBODY = "7999"
SETTINGS = """
[supervisor]
hang_s = 60.0
"""
"""Nothing that stands still is killed here."""

WITHIN_S = 30.0


async def by_command(product: Product) -> tuple[int, Status]:
    """Exit status and content of `switchboard status --json`."""
    command = product.command("status", "--json")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    output, _ = await asyncio.wait_for(process.communicate(), WITHIN_S)
    assert process.returncode is not None
    return process.returncode, Status.model_validate(json.loads(output))


async def by_api(product: Product) -> Status:
    async with product.native() as client:
        answer = await asyncio.wait_for(client.get("/status"), WITHIN_S)
        return Status.model_validate(answer.json())


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """A process that stands still in the block."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


async def is_well(product: Product) -> bool:
    return all(process.is_well for process in (await by_api(product)).processes)


async def test_the_command_and_the_api_tell_the_same(product: Product, people: Phones) -> None:
    await until(lambda: is_well(product))
    await people.try_to_call(NOBODY)
    session = await people.call(MENU)
    await session.rtp.hears(20)
    told = await by_api(product)
    exit_status, commanded = await by_command(product)
    assert exit_status == 0
    assert {process.name: process.pid for process in told.processes} == processes(product)
    for one, other in zip(told.processes, commanded.processes, strict=True):
        assert (one.name, one.state, one.answers, one.pid, one.since) == (
            *(other.name, other.state, other.answers, other.pid, other.since),
        )
        assert (one.state, one.answers) == ("running", True)
        assert one.since is not None and one.since < told.at
    figures, again = told.calls.figures, commanded.calls.figures
    assert figures is not None and again is not None and figures.sip is not None
    assert (figures.calls, figures.registrations) == (again.calls, again.registrations)
    assert (figures.calls.now, figures.calls.started, figures.calls.ended) == (1, 2, {"not-found": 1})
    assert (figures.registrations, figures.records.dropped, figures.sip.handler_faults) == (1, 0, 0)
    assert figures.sip.responses["404"] >= 1 and figures.sip.responses["401"] >= 1
    assert figures.sip.received > 0 < figures.sip.server_transactions
    (worker,) = told.media
    assert worker.figures is not None and worker.figures.streams == 1
    api = commanded.api.figures
    assert api is not None and api.outbox is not None and api.feed is not None
    assert api.requests["native"]["200"] >= 1
    assert (api.outbox.waiting, api.outbox.failed, api.feed.listeners, api.feed.behind) == (0, 0, 0, 0)
    await session.bye()

    async def is_over() -> bool:
        figures = (await by_api(product)).calls.figures
        return figures is not None and figures.calls.now == 0

    await until(is_over)
    ended = (await by_api(product)).calls.figures
    assert ended is not None and ended.calls.ended == {"normal": 1, "not-found": 1}


async def test_the_command_prints_it_for_people(product: Product) -> None:
    await until(lambda: is_well(product))
    lines = (await product.cli("status")).splitlines()
    assert {"api", "media-0", "calls"} <= {line.split()[0] for line in lines if "running" in line}
    assert any(line.startswith("calls") and "0 now" in line for line in lines)
    assert any(line.startswith("media-0") and "late slot" in line for line in lines)


async def test_a_calls_process_that_stands_still_is_shown(product: Product) -> None:
    await until(lambda: is_well(product))
    pid = processes(product)["calls"]
    with stopped(pid):
        told = await by_api(product)
        exit_status, commanded = await by_command(product)
    for found in (told, commanded):
        assert (found.calls.answers, found.calls.figures, found.calls.pid) == (False, None, pid)
        assert found.api.is_well
        assert [worker.answers for worker in found.media] == [None]
    assert exit_status == 1
    await until(lambda: is_well(product))


async def test_a_media_worker_that_stands_still_is_shown_and_was_late(product: Product, people: Phones) -> None:
    await until(lambda: is_well(product))
    session = await people.call(MENU)
    await session.rtp.hears(20)
    with stopped(processes(product)["media-0"]):
        told = await by_api(product)
    (worker,) = told.media
    assert (worker.answers, worker.figures, worker.pid) == (False, None, processes(product)["media-0"])
    assert told.calls.is_well
    await until(lambda: is_well(product))
    (worker,) = (await by_api(product)).media
    assert worker.figures is not None and worker.figures.late_slots > 0
    await session.bye()


async def test_an_api_process_that_stands_still_is_shown(product: Product) -> None:
    await until(lambda: is_well(product))
    with stopped(processes(product)["api"]):
        exit_status, found = await by_command(product)
    assert (exit_status, found.api.answers, found.api.figures) == (1, False, None)
    assert found.calls.answers and found.calls.figures is not None
    assert found.calls.pid == processes(product)["calls"]
    await until(lambda: is_well(product))
