"""A conference of 200 callers of the running product: at each end is heard who speaks, and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from bench.installation import ROOMS, Installation, installed
from bench.load import Clear, Hold, Hum, Load
from bench.phone_rtp import NOTE_AMPLITUDE
from numpy.typing import NDArray

from switchboard.media.g711 import ulaw_decode

pytestmark = [pytest.mark.soak]

MEMBERS, PER_SECOND = 200, 25.0
COMING_IN_S = 4.0
"""Whoever comes in is told first how many are there."""
TURN_S, FOURS_S, LISTEN_S = 0.7, 1.1, 0.4
"""Those who spoke before keep their places for 0.4 s."""
SOFTER = 25
"""G.711 adds noise, which falls on few lines where the notes are harmonics."""
STEP_HZ, WINDOW = 10, 800
"""Multiples of 10 Hz fall on whole lines of the spectrum of 100 ms."""


def hertz_of(member: int) -> float:
    return 300.0 + STEP_HZ * member


@pytest_asyncio.fixture
async def product() -> AsyncIterator[Installation]:
    async with installed() as found:
        yield found


def faults(payloads: NDArray[np.uint8], notes_hz: list[float]) -> list[str]:
    """What is wrong with what one end heard while these notes, and no others, were to be heard.

    A packet that came late on the way leaves a seam, which sounds of everything. So the best 100 ms count: who is heard
    in none of them, or in all of them, is heard.
    """
    signal = ulaw_decode(payloads).reshape(-1).astype(np.float64)
    windows = [signal[start : start + WINDOW] for start in range(0, len(signal) - WINDOW + 1, WINDOW // 2)]
    return min((_faults(window, notes_hz) for window in windows), key=len, default=["nothing came"])


def _faults(signal: NDArray[np.float64], notes_hz: list[float]) -> list[str]:
    lines = np.abs(np.fft.rfft(signal)) / (WINDOW / 2)
    wanted = {round(hertz / STEP_HZ) for hertz in notes_hz}
    not_as_loud = [line for line in sorted(wanted) if not 0.8 < lines[line] / NOTE_AMPLITUDE < 1.2]
    others = [line for line in range(len(lines)) if line not in wanted and lines[line] > NOTE_AMPLITUDE / SOFTER]
    told = (("not as loud as it is", not_as_loud), ("heard too", others))
    return [f"{what}: {line * STEP_HZ} Hz" for what, found in told for line in found]


async def heard_right(load: Load, speakers: tuple[int, ...], seconds: float) -> list[str]:
    """What is wrong at any end while these speak."""
    notes_hz = {member: hertz_of(member) for member in speakers}
    sounds = await asyncio.to_thread(load.sounds, Hum(notes_hz, seconds, LISTEN_S))
    return [
        f"{member} while {speakers} speak: {fault}"
        for member, payloads in enumerate(sounds.payloads)
        for fault in faults(payloads, [hertz for one, hertz in notes_hz.items() if one != member])
    ]


async def test_each_of_200_hears_exactly_those_who_speak(product: Installation, tmp_path: Path) -> None:
    with Load(product.product.sip_port, ROOMS[0]) as load:
        held = await asyncio.to_thread(load.calls, Hold(MEMBERS, PER_SECOND))
        assert held.tally.answered == MEMBERS and not held.tally.failures
        await asyncio.sleep(COMING_IN_S)
        wrong: list[str] = []
        before = product.cpu_s()["media"]
        for speaker in range(MEMBERS):
            wrong += await heard_right(load, (speaker,), TURN_S)
        for first in range(MEMBERS // 4):
            wrong += await heard_right(load, tuple(range(first, MEMBERS, MEMBERS // 4)), FOURS_S)
        spent_s, took_s = product.cpu_s()["media"] - before, MEMBERS * TURN_S + MEMBERS // 4 * FOURS_S
        print(f"a room of {MEMBERS}: the media worker took {100 * spent_s / took_s:.0f} % of a core")
        await asyncio.to_thread(load.calls, Clear())
    assert not wrong, (len(wrong), wrong[:20])
