"""What the scenarios share on the wire: one media worker in a process of its own, and the prompts as files."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from switchboard.engine.builtin.media_pool import MediaPool
from switchboard.model.prompt import Prompt
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS
from tests.callflow.scenarios.world import company

OCTETS_PER_S = 8000
SILENCE = b"\xff"
FIRST_PORT, LAST_PORT = 42000, 42799
MEDIA = """
import sys
from pathlib import Path
from switchboard.media.settings import WorkerSettings
from switchboard.media.worker import run
run(WorkerSettings(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
"""


@dataclass(frozen=True, slots=True)
class Studio:
    """A connected worker, and where prompts and recordings are."""

    pool: MediaPool
    prompts: Path
    recordings: Path
    takes: Path


@asynccontextmanager
async def studio(directory: Path) -> AsyncIterator[Studio]:
    """Raises AssertionError unless the worker ends well."""
    socket, prompts = directory / "media.sock", directory / "prompts"
    recordings, takes = directory / "recordings", directory / "takes"
    for made in (prompts, recordings, takes):
        made.mkdir()
    _write_prompts(prompts)
    ports = (str(FIRST_PORT), str(LAST_PORT))
    worker = await asyncio.create_subprocess_exec(sys.executable, "-c", MEDIA, str(socket), *ports)
    pool = MediaPool([socket], "127.0.0.1")
    try:
        await pool.start()
        yield Studio(pool, prompts, recordings, takes)
        await pool.close()
    finally:
        worker.terminate()
        status = await worker.wait()
    assert status == 0


def _write_prompts(directory: Path) -> None:
    """Silence, as long as the scenarios say."""
    spoken = [audio for named in NOMINAL_ANNOUNCEMENTS.spoken.values() for audio in named.values()]
    tones = [audio for named in NOMINAL_ANNOUNCEMENTS.tones.values() for audio in named.values()]
    durations_s = {audio.content: audio.duration_s for audio in (*spoken, *tones)}
    for stored in company().all(Prompt):
        durations_s[stored.document.content] = stored.document.duration_ms / 1000
    for content, duration_s in durations_s.items():
        (directory / f"{content}.pcmu").write_bytes(SILENCE * int(OCTETS_PER_S * duration_s))
