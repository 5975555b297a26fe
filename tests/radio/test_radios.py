"""The processes that fetch streams: how many, for how long, and again when one dies."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from switchboard.config import MusicSettings
from switchboard.media.ring import Ring
from switchboard.processes import radios as module
from switchboard.processes.radios import Radios
from switchboard.status import StreamState, StreamStatus
from tests.kit.processes import until
from tests.kit.station import reply, station, tone

pytestmark = pytest.mark.interop

OURS, THEIRS = 1, 2


@asynccontextmanager
async def radios(directory: Path, **settings: float) -> AsyncIterator[Radios]:
    made = Radios(MusicSettings(**{"streams": True, **settings}), ["localhost"], directory / "radio")
    made.start()
    try:
        yield made
    finally:
        await made.close()
        assert not list((directory / "radio").iterdir())


def children() -> list[int]:
    pids = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [int(pid) for pid in pids if b"processes.radio" in Path(f"/proc/{pid}/cmdline").read_bytes()]


async def is_(radios: Radios, url: str, state: StreamState) -> bool:
    return radios.status(url).state == state


async def test_nothing_is_fetched_where_streams_are_off(tmp_path: Path) -> None:
    async with radios(tmp_path, streams=False) as off:
        assert off.tune(OURS, "http://localhost:9/") is None
        assert off.status("http://localhost:9/") == StreamStatus(state="off")


async def test_a_machine_and_a_tenant_have_only_so_many(tmp_path: Path) -> None:
    async with radios(tmp_path, most_streams=3, streams_per_tenant=2) as few:
        first, second, third, fourth = (f"http://localhost:9/{number}" for number in range(4))
        assert few.tune(OURS, first) == few.tune(THEIRS, first)
        assert few.tune(OURS, second) is not None
        assert few.tune(OURS, third) is None
        assert few.tune(THEIRS, third) is not None
        assert few.tune(THEIRS, fourth) is None
        assert few.status(fourth) == StreamStatus(state="idle")
        assert sum(few.by_state().values()) == 3


async def test_a_process_that_dies_is_started_again_and_ends_when_nobody_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AGAIN_S", 0.0)
    async with station(tone("vorbis", 440)) as on_air, radios(tmp_path, linger_s=3) as running:
        on_air.heads["/radio"] = reply(Content_Type="application/ogg")
        path = running.tune(OURS, on_air.url())
        assert path is not None
        ring = Ring.open(path)
        former: list[list[int]] = [[]]

        async def plays() -> bool:
            ring.want()
            return children() not in former and ring.sounds

        await until(plays)
        former.append(children())
        os.kill(children()[0], signal.SIGKILL)
        await until(plays)
        await until(lambda: is_(running, on_air.url(), "idle"))
        assert children() == []


async def test_a_process_that_hangs_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_S", 60.0)
    async with radios(tmp_path) as running:
        assert running.tune(OURS, "http://localhost:9/") is not None
        await until(lambda: is_(running, "http://localhost:9/", "failed"))
        monkeypatch.setattr(module, "HANGS_S", 2.0)
        (pid,) = children()
        os.kill(pid, signal.SIGSTOP)

        async def is_killed() -> bool:
            return not children()

        await until(is_killed)
