"""The telephone of the scenarios of rooms: every phone hums a note of its own, and prompts sound."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from switchboard.call.keys import KeyMethod
from switchboard.engine.simulated.scenario import Line
from tests.callflow.scenarios.world import Case
from tests.interop.conformance.port_rooms import GONG, MUSIC, PROMPT
from tests.interop.conformance.studio import Studio
from tests.interop.conformance.telephone import Wired
from tests.kit.rtp import encode
from tests.kit.ua import Session

NOTES_HZ = {"100": 500, "101": 800, "2000": 1100, "music": 1400, "prompt": 1700, "gong": 2000}
AUDIBLE = 8000 / 20
"""Of a note at a quarter of full scale, even 12 dB down and among others."""
WINDOW_PACKETS = 15
RATE_HZ = 8000


class Hummers(Wired):
    """Knows what is heard at each phone of the scenario, by the notes in the last 300 ms."""

    def __init__(self, case: Case, studio: Studio, method: KeyMethod) -> None:
        super().__init__(case, studio, method)
        self._sessions: dict[str, Session] = {}

    def hears(self, number: str) -> tuple[str, ...]:
        samples = self._sessions[number].rtp.samples(last=WINDOW_PACKETS)
        return tuple(name for name, hertz in NOTES_HZ.items() if _amplitude(samples, hertz) > AUDIBLE)

    async def _talk(self, session: Session, line: Line, number: str) -> None:
        self._sessions[number] = session
        humming = asyncio.create_task(session.rtp.talk(NOTES_HZ[number]))
        try:
            await super()._talk(session, line, number)
        finally:
            humming.cancel()


def humming(studio: Studio) -> Callable[[Case], AbstractAsyncContextManager[Hummers]]:
    """The factory of such rigs."""
    return lambda case: Hummers(case, studio, "rfc4733").rigged()


def write_notes(prompts: Path) -> None:
    """Prompts that sound, in place of silent ones."""
    for audio in (MUSIC, PROMPT, GONG):
        times = np.arange(int(RATE_HZ * audio.duration_s)) / RATE_HZ
        samples = (8000 * np.sin(2 * np.pi * NOTES_HZ[audio.name] * times)).astype(np.int16)
        (prompts / f"{audio.content}.pcmu").write_bytes(encode("PCMU", samples))


def _amplitude(samples: NDArray[np.int16], hertz: float) -> float:
    window = np.hanning(len(samples))
    turn = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE_HZ)
    return float(2 * abs(np.sum(samples * window * turn)) / window.sum())
