"""Composes the music that callers hear while they wait, into an OGG file: python tools/make_music.py

It is computed from the notes below, so nobody else has rights in it.
"""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from switchboard.prompts import music
from switchboard.prompts.decode import RATE_HZ

BEAT_S = 2 / 3
BEATS_IN_BAR = 4
REPEATS = 3
LEVEL_DBOV = -26.0
"""A little softer than speech, so that announcements stand out."""
COMPRESSION = 0.95

C3, D3, E3, F3, G3, A3 = 48, 50, 52, 53, 55, 57
CHORDS = (
    (C3, (4, 7, 11)),
    (A3 - 12, (3, 7, 10)),
    (F3 - 12, (4, 7, 11)),
    (G3 - 12, (4, 7, 9)),
    (E3, (3, 7, 10)),
    (A3 - 12, (3, 7, 10)),
    (D3, (3, 7, 10)),
    (G3 - 12, (5, 7, 10)),
)
"""The bass note (as MIDI counts) and the other notes of the chord above it, bar by bar."""
MELODIES = (
    ("E5 2 D5 1 C5 1", "C5 2 B4 1 A4 1", "A4 3 C5 1", "B4 4", "G5 2 E5 2", "C5 2 E5 1 D5 1", "F5 2 E5 1 D5 1", "D5 4"),
    ("G5 1 E5 1 D5 2", "C5 3 E5 1", "A4 2 C5 2", "D5 3 B4 1", "E5 2 B4 2", "C5 1 D5 1 E5 2", "A5 2 F5 2", "G5 4"),
    ("C5 4", "E5 2 C5 2", "F5 2 E5 1 C5 1", "D5 4", "B4 2 G4 2", "A4 1 B4 1 C5 2", "D5 2 A4 2", "B4 3 G4 1"),
)
"""Notes and their beats, bar by bar; one melody for each time that the chords come."""
_OCTAVE = dict(zip("CDEFGAB", (0, 2, 4, 5, 7, 9, 11), strict=True))

Wave = NDArray[np.float64]


def note(pitch: int, seconds: float, *, decay_s: float) -> Wave:
    """A note of a soft electric piano, which goes on sounding after it was let go."""
    times = np.arange(int((seconds + 1.5) * RATE_HZ)) / RATE_HZ
    hertz = 440 * 2 ** ((pitch - 69) / 12)
    wave = sum(
        (
            share * np.exp(-times * (1 + 0.7 * harmonic) / decay_s) * np.sin(2 * np.pi * harmonic * hertz * times)
            for harmonic, share in ((1, 1.0), (2, 0.35), (3, 0.12), (4, 0.05))
        ),
        np.zeros(len(times)),
    )
    attack = np.clip(times / 0.012, 0, 1)
    release = np.clip((seconds + 1.5 - times) / 1.0, 0, 1)
    sounding: Wave = wave * attack * release
    return sounding


def add(whole: Wave, at_beat: float, sounding: Wave, gain: float) -> None:
    """Add a note; what sounds beyond the end is heard at the beginning, so that the music can go round."""
    first = round(at_beat * BEAT_S * RATE_HZ)
    places = (first + np.arange(len(sounding))) % len(whole)
    np.add.at(whole, places, gain * sounding)


def compose() -> Wave:
    """All of it, once."""
    bars = len(CHORDS) * REPEATS
    whole = np.zeros(round(bars * BEATS_IN_BAR * BEAT_S * RATE_HZ))
    for bar in range(bars):
        bass, others = CHORDS[bar % len(CHORDS)]
        begin = bar * BEATS_IN_BAR
        add(whole, begin, note(bass, BEATS_IN_BAR * BEAT_S, decay_s=2.5), 0.7)
        rising = [bass + 12, *(bass + 12 + one for one in others)]
        for eighth, pitch in enumerate((*rising, *reversed(rising))):
            add(whole, begin + eighth / 2, note(pitch, BEAT_S / 2, decay_s=0.9), 0.28)
        add_melody(whole, begin, MELODIES[bar // len(CHORDS)][bar % len(CHORDS)])
    return whole


def add_melody(whole: Wave, begin: float, bar: str) -> None:
    words = bar.split()
    for name, beats in zip(words[::2], words[1::2], strict=True):
        pitch = 12 * (int(name[1]) + 1) + _OCTAVE[name[0]]
        add(whole, begin, note(pitch, int(beats) * BEAT_S, decay_s=1.4), 0.8)
        begin += int(beats)


def main() -> None:
    whole = compose()
    whole *= 10 ** (LEVEL_DBOV / 20) / np.sqrt(np.mean(np.square(whole)))
    path = Path(music.__file__).parent / music.FILE
    with soundfile.SoundFile(path, "w", RATE_HZ, 1, "OPUS", format="OGG", compression_level=COMPRESSION) as file:
        file.write(whole)
    print(f"{path.name}: {len(whole) / RATE_HZ:.1f} s, {path.stat().st_size} bytes, peak {np.max(np.abs(whole)):.2f}")


if __name__ == "__main__":
    main()
