"""Planes in the process of the test, workers in processes of their own, and prompts for them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from switchboard.media.codec import file_suffix

from .sender import Sender
from .support import CODECS, CommonWorker, Phone, Prompt, StartWorker, WorkerProcess, stored, tone


@pytest.fixture
def sender() -> Iterator[Sender]:
    """A plane without streams."""
    sender = Sender()
    yield sender
    for stream in sender.streams:
        stream.close()


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[StartWorker]:
    """Starts workers that end with the test, and end well."""
    workers: list[WorkerProcess] = []

    def start(rtp_timeout_s: float = 60.0, rtcp_interval_s: float = 5.0) -> WorkerProcess:
        path = tmp_path / f"media-{len(workers)}.sock"
        workers.append(WorkerProcess(path, rtp_timeout_s, rtcp_interval_s))
        return workers[-1]

    yield start
    assert [worker.stop() for worker in workers] == [0] * len(workers)


@pytest.fixture(scope="session")
def common_worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommonWorker]:
    """Workers that go on from test to test, as from calls process to calls process: a start costs 0.3 s."""
    workers: dict[tuple[float, float, int], WorkerProcess] = {}
    directory = tmp_path_factory.mktemp("workers")

    def running(rtp_timeout_s: float = 60.0, rtcp_interval_s: float = 5.0, number: int = 0) -> WorkerProcess:
        which = rtp_timeout_s, rtcp_interval_s, number
        if which not in workers:
            workers[which] = WorkerProcess(directory / f"{len(workers)}.sock", rtp_timeout_s, rtcp_interval_s)
        return workers[which]

    yield running
    assert [worker.stop() for worker in workers.values()] == [0] * len(workers)


@pytest.fixture
async def phone(common_worker: CommonWorker) -> AsyncIterator[Phone]:
    """A connection to a worker that has no other."""
    phone = await common_worker().phone()
    yield phone
    await phone.close()


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt:
    """The stem of a prompt of one second in all codecs, and its samples."""
    samples = tone(440, 1.0)
    for codec in CODECS:
        (tmp_path / f"prompt{file_suffix(codec)}").write_bytes(stored(codec, samples))
    return Prompt(str(tmp_path / "prompt"), samples)
