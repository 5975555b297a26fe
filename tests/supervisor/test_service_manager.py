"""What systemd hears of the installation: that it takes calls, that it lives, and how long it may take to stop."""

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from switchboard.service_manager import ServiceManager
from switchboard.supervisor import Supervisor

pytestmark = pytest.mark.e2e


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """systemd's end, whose address is in the environment."""
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.bind(address)
        sock.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        yield sock


def heard(manager: socket.socket) -> list[str]:
    lines = []
    while True:
        try:
            lines.append(manager.recv(4096).decode())
        except BlockingIOError:
            return lines


async def test_it_hears_of_the_start_of_each_beat_and_of_the_end(
    manager: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "100000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(Supervisor([], 40.0, ServiceManager.taken()).run(stop, ready))
    await asyncio.wait_for(ready.wait(), 30)
    said = heard(manager)
    while "WATCHDOG=1" not in said:
        said += [(await asyncio.wait_for(asyncio.get_running_loop().sock_recv(manager, 4096), 30)).decode()]
    stop.set()
    await asyncio.wait_for(running, 30)
    assert said[0] == "READY=1"
    assert heard(manager)[-1] == "STOPPING=1\nEXTEND_TIMEOUT_USEC=0"
    assert not {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"} & {*os.environ}


def test_all_children_may_take_their_time(manager: socket.socket) -> None:
    ServiceManager.taken().stopping(120.5)
    assert heard(manager) == ["STOPPING=1\nEXTEND_TIMEOUT_USEC=120500000"]


def test_a_watchdog_of_another_process_is_none_of_ours(manager: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "100000")
    monkeypatch.setenv("WATCHDOG_PID", "1")
    ServiceManager.taken().beat()
    assert heard(manager) == []


def test_an_abstract_address_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"switchboard-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.bind(f"\0{name}")
        sock.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
        ServiceManager.taken().ready()
        assert heard(sock) == ["READY=1"]


def test_without_a_manager_or_with_a_deaf_one_nothing_happens(tmp_path: Path) -> None:
    for address in ("", str(tmp_path / "nobody")):
        ServiceManager(address, 1.0).ready()
        ServiceManager(address, 1.0).beat()
