"""What the scenarios share on the wire: one media worker in a process of its own, and the prompts as files."""

import asyncio
import random
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import numpy as np

from switchboard.engine.builtin.media_pool import MediaPool
from switchboard.engine.port import Audio
from switchboard.engine.simulated.mailboxes import LASTS_MS, SOUND
from switchboard.engine.simulated.playlist import Heard
from switchboard.media.g711 import ulaw_encode
from switchboard.media.ring import PIECE_OCTETS, PIECE_S, Ring
from switchboard.media.ring_pieces import RingPieces
from switchboard.model.language import DEFAULT_LANGUAGE
from switchboard.model.prompt import Prompt
from switchboard.simulation import NOMINAL_ANNOUNCEMENTS
from tests.callflow.scenarios.world import company

OCTETS_PER_S = 8000
BROADCAST_PIECES = 40
PIECE = 32
"""So many octets are recognised."""
MOST_LOST_S = 0.1
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
    worker: int
    """Its process id."""
    prompts: Path
    recordings: Path
    takes: Path
    noises: Sequence[tuple[Audio, bytes]]
    """The prompts of the company, of which no piece is like another."""

    def ring(self, *, silent: bool) -> Path:
        """That of a network stream."""
        return self.prompts / ("silent.ring" if silent else "radio.ring")

    def recognised(self, payloads: Sequence[bytes]) -> list[Heard]:
        """Which parts of the company's prompts somebody has heard who got that."""
        heard: list[Heard] = []
        for payload in payloads:
            for at in range(0, len(payload), PIECE):
                part = self._part(payload[at : at + PIECE])
                if part is None:
                    continue
                last = heard[-1] if heard else part
                if heard and last.audio == part.audio and abs(part.from_s - last.to_s) < MOST_LOST_S:
                    heard[-1] = Heard(last.audio, last.from_s, part.to_s)
                else:
                    heard.append(part)
        return heard

    def _part(self, piece: bytes) -> Heard | None:
        if len(piece) < PIECE or piece == SILENCE * PIECE:
            return None
        for audio, noise in self.noises:
            if (at := noise.find(piece)) >= 0:
                return Heard(audio, at / OCTETS_PER_S, (at + PIECE) / OCTETS_PER_S)
        return None


@asynccontextmanager
async def studio(directory: Path) -> AsyncIterator[Studio]:
    """Raises AssertionError unless the worker ends well."""
    socket, prompts = directory / "media.sock", directory / "prompts"
    recordings, takes = directory / "recordings", directory / "takes"
    for made in (prompts, recordings, takes):
        made.mkdir()
    noises = _write_prompts(prompts)
    Ring.create(prompts / "silent.ring")
    ports = (str(FIRST_PORT), str(LAST_PORT))
    worker = await asyncio.create_subprocess_exec(sys.executable, "-c", MEDIA, str(socket), *ports)
    pool = MediaPool([socket], "127.0.0.1")
    try:
        await pool.start()
        yield Studio(pool, worker.pid, prompts, recordings, takes, noises)
        await pool.close()
    finally:
        worker.terminate()
        status = await worker.wait()
    assert status == 0


def _write_prompts(directory: Path) -> list[tuple[Audio, bytes]]:
    """As long as the scenarios say; returns those of the company, which are noise. The others are silence."""
    spoken = [audio for named in NOMINAL_ANNOUNCEMENTS.spoken.values() for audio in named.values()]
    clips = NOMINAL_ANNOUNCEMENTS.clips[DEFAULT_LANGUAGE].values()
    tones = [audio for named in NOMINAL_ANNOUNCEMENTS.tones.values() for audio in named.values()]
    music = [NOMINAL_ANNOUNCEMENTS.music] if NOMINAL_ANNOUNCEMENTS.music else []
    prompts = (*spoken, *clips, *tones, *music)
    durations_s = {SOUND: LASTS_MS / 1000} | {audio.content: audio.duration_s for audio in prompts}
    for content, duration_s in durations_s.items():
        (directory / f"{content}.pcmu").write_bytes(SILENCE * int(OCTETS_PER_S * duration_s))
    noises = []
    for stored in company().all(Prompt):
        prompt = stored.document
        duration_s = prompt.duration_ms / 1000
        noise = random.Random(prompt.content).randbytes(int(OCTETS_PER_S * duration_s))
        (directory / f"{prompt.content}.pcmu").write_bytes(noise)
        noises.append((Audio(prompt.name, prompt.content, duration_s), noise))
    return noises


@asynccontextmanager
async def broadcasting(on: Studio, url: str) -> AsyncIterator[Studio]:
    """A network stream of noise is on the air, as it would come from that URL."""
    pieces = RingPieces(Ring.create(on.ring(silent=False)))
    noise = np.random.default_rng(1).integers(-20_000, 20_000, BROADCAST_PIECES * PIECE_OCTETS).astype(np.int16)
    audio = Audio(url, "", BROADCAST_PIECES * PIECE_S)

    async def broadcast() -> None:
        due_s = asyncio.get_running_loop().time()
        for piece in cycle(np.split(noise, BROADCAST_PIECES)):
            pieces.write(np.repeat(piece, 2), piece)
            due_s += PIECE_S
            await asyncio.sleep(due_s - asyncio.get_running_loop().time())

    task = asyncio.create_task(broadcast())
    await asyncio.sleep(2 * PIECE_S)
    try:
        yield replace(on, noises=(*on.noises, (audio, ulaw_encode(noise).tobytes())))
    finally:
        task.cancel()
