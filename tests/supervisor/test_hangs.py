"""A process that hangs is noticed, says where, and is started again; one that is slow, or asleep with us, is not."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from tests.kit.processes import until

from switchboard.lifeline import Board, Lifeline, OnBoard
from switchboard.supervisor import TICK_S, Child, Supervisor, awake_s

HANG_S = 2.0
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CHILD = """
import asyncio, os, signal, sys
from pathlib import Path
from switchboard.lifeline import Lifeline

starts, behaviour = Path(sys.argv[1]), sys.argv[2]
first = not starts.exists()
with starts.open("a") as file:
    file.write(f"{os.getpid()}\\n")
lifeline = Lifeline.taken()

def spin_for_ever():
    while True:
        pass

async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    lifeline.keep_beating()
    if behaviour == "starts slowly":
        import time
        time.sleep(3)
    lifeline.ready()
    if first and behaviour == "spins":
        asyncio.get_running_loop().call_later(0.1, spin_for_ever)
    if first and behaviour == "crashes":
        import faulthandler
        asyncio.get_running_loop().call_later(0.1, faulthandler._sigsegv)
    await stop.wait()
    if behaviour == "spins at the end":
        spin_for_ever()

asyncio.run(main())
"""


@asynccontextmanager
async def supervised(directory: Path, behaviour: str, stop_timeout_s: float = 30.0) -> AsyncIterator[Child]:
    """A running child; stopped at the end."""
    arguments = ["-c", CHILD, str(directory / "starts"), behaviour]
    child = Child("calls", arguments, hang_s=HANG_S, program=(sys.executable,))
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(Supervisor([child], stop_timeout_s).run(stop, ready))
    try:
        await asyncio.wait_for(ready.wait(), 30)
        yield child
    finally:
        stop.set()
        await asyncio.wait_for(running, 30)


def starts(directory: Path) -> list[int]:
    return [int(line) for line in (directory / "starts").read_text().split()]


async def again(directory: Path, child: Child) -> None:
    """Until the child was started a second time and is ready."""

    async def is_back() -> bool:
        return len(starts(directory)) == 2 and child.state == "running"

    await until(is_back)


async def test_a_loop_that_spins_is_ended_and_its_stack_is_in_the_log(tmp_path: Path) -> None:
    with capture_logs() as logs:
        async with supervised(tmp_path, "spins") as child:
            await again(tmp_path, child)
    (line,) = [line for line in logs if line["event"] == "process hangs and is killed"]
    assert line["process"] == "calls"
    assert HANG_S <= line["silent_s"] < HANG_S + 2 * TICK_S
    assert "in spin_for_ever" in line["stack"]
    assert "in main" in line["stack"] or "in run" in line["stack"]


async def test_a_stopped_process_is_killed(tmp_path: Path) -> None:
    with capture_logs() as logs:
        async with supervised(tmp_path, "waits") as child:
            assert child.process is not None
            os.kill(child.process.pid, signal.SIGSTOP)
            await until(lambda: has_state(child, "silent", "hung"))
            await again(tmp_path, child)
    (line,) = [line for line in logs if line["event"] == "process hangs and is killed"]
    assert line["kernel"] == "T (stopped)"


async def has_state(child: Child, *states: str) -> bool:
    return child.state in states


async def test_a_slow_start_is_no_hang(tmp_path: Path) -> None:
    """It says nothing for longer than a process may that is ready."""
    async with supervised(tmp_path, "starts slowly") as child:
        assert starts(tmp_path) == [child.on_board.pid]


async def test_a_crash_leaves_its_stack_in_the_log(tmp_path: Path) -> None:
    with capture_logs() as logs:
        async with supervised(tmp_path, "crashes") as child:
            await again(tmp_path, child)
    (line,) = [line for line in logs if line["event"] == "process ended"]
    assert line["status"] == -signal.SIGSEGV
    assert "Segmentation fault" in line["stack"]


@pytest.mark.parametrize("behaviour", ["spins at the end", "waits"])
async def test_whatever_hangs_while_stopping_is_ended(tmp_path: Path, behaviour: str) -> None:
    """By its silence, long before the time that a process has for stopping."""
    async with supervised(tmp_path, behaviour, stop_timeout_s=1000) as child:
        assert child.process is not None
        if behaviour == "waits":
            os.kill(child.process.pid, signal.SIGSTOP)
    assert child.process.returncode == -signal.SIGKILL
    assert len(starts(tmp_path)) == 1


async def test_one_that_beats_and_does_not_stop_is_killed_in_the_end(tmp_path: Path) -> None:
    code = CHILD.replace("stop.set)", "lambda: None)")
    child = Child("calls", ["-c", code, str(tmp_path / "starts"), "waits"], program=(sys.executable,))
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(Supervisor([child], 0.5).run(stop, ready))
    await asyncio.wait_for(ready.wait(), 30)
    stop.set()
    await asyncio.wait_for(running, 30)
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_time_in_which_the_supervisor_slept_does_not_count() -> None:
    """A suspended machine's clock stands; one that was stopped from outside, or overloaded, jumps."""
    assert awake_s(10.0, 10.0 + TICK_S) == TICK_S
    assert awake_s(10.0, 10_000.0) == 2 * TICK_S


async def test_a_supervisor_that_was_stopped_kills_nobody(tmp_path: Path) -> None:
    """Its child's heartbeats have filled no pipe, and are heard before its silence is judged."""
    async with supervised(tmp_path, "waits") as child:
        assert child.process is not None
        before = child.process.pid
        time.sleep(HANG_S + 1)  # noqa: ASYNC251 - our loop is to stand
        await asyncio.sleep(2 * TICK_S)
        assert (child.process.pid, child.state) == (before, "running")


def test_the_board_shows_states_and_its_age(monkeypatch: pytest.MonkeyPatch) -> None:
    board = Board()
    board.write({"calls": OnBoard("hung", 17, NOON), "media-0": OnBoard("running")})
    lifeline = Lifeline(board=board.descriptor)
    assert lifeline.states() == {"calls": "hung", "media-0": "running"}
    assert lifeline.processes() == {"calls": OnBoard("hung", 17, NOON), "media-0": OnBoard("running")}
    now = time.monotonic()
    monkeypatch.setattr("switchboard.lifeline.time.monotonic", lambda: now + 60)
    assert lifeline.states() == {}
    board.close()
    assert Lifeline().states() is None
