"""Workers in processes of their own, and prompts for them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from switchboard.media.codec import file_suffix

from .support import CODECS, Phone, Prompt, StartWorker, WorkerProcess, stored, tone


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


@pytest.fixture
async def phone(start_worker: StartWorker) -> AsyncIterator[Phone]:
    """A connection to a fresh worker."""
    phone = await start_worker().phone()
    yield phone
    await phone.close()


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt:
    """The stem of a prompt of one second in all codecs, and its samples."""
    samples = tone(440, 1.0)
    for codec in CODECS:
        (tmp_path / f"prompt{file_suffix(codec)}").write_bytes(stored(codec, samples))
    return Prompt(str(tmp_path / "prompt"), samples)
