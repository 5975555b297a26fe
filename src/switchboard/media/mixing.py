"""What the members of a room hear: the loudest of the others, added up. Pure arithmetic on frames of 20 ms.

Each member has a place, which is a row of the arrays here. A frame is 160 samples at 8 kHz or 320 at 16 kHz, as the
member's codec has it. There is one mix for each rate: the voices at that rate, and the sum of those at the other rate,
resampled. A member's own voice is never in that sum, since he hears the rate at which he speaks; so what he hears is
added up without his voice, and nothing need be subtracted.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from switchboard.media.g711 import Samples
from switchboard.media.resample import Downsampler, Upsampler
from switchboard.media.voices import Voices

Signal = NDArray[np.float32]

FRAME_SAMPLES = 160
"""At 8 kHz."""
HEARD_AT_ONCE = 4
HOLD_FRAMES = 20
"""A member counts as loud as in the loudest frame of the last 400 ms, so that nobody is cut off between two words."""
_STAYS = 2.0
"""The factor (of power) by which another must be louder to take the place of one who is heard: 3 dB."""
_RAMP_SAMPLES = 40
"""Gains change over 5 ms at 8 kHz: at once they would click."""


class Mixer:
    """Mixes a room, frame by frame. Places are taken and given back; each has a gain of its own."""

    def __init__(self) -> None:
        self._free: list[int] = []
        self._powers = np.zeros((0, HOLD_FRAMES), np.float32)
        self._heard = np.zeros(0, np.bool_)
        self._gains = np.zeros(0, np.float32)
        self._frame = 0
        self._crossing = False
        self._up, self._down = Upsampler(), Downsampler()

    def take_place(self) -> int:
        """A place for a new member, silent so far."""
        if not self._free:
            more = max(8, len(self._gains))
            self._free.extend(range(len(self._gains) + more - 1, len(self._gains) - 1, -1))
            self._powers = np.vstack((self._powers, np.zeros((more, HOLD_FRAMES), np.float32)))
            self._heard = np.append(self._heard, np.zeros(more, np.bool_))
            self._gains = np.append(self._gains, np.zeros(more, np.float32))
        return self._free.pop()

    def give_place(self, place: int) -> None:
        """The member has gone. Its last frame is to be mixed before this, with gain 0, so that its voice fades out."""
        self._powers[place], self._heard[place], self._gains[place] = 0, False, 0
        self._free.append(place)

    def mix(self, narrow: Voices, wide: Voices, *, heard_narrow: bool, heard_wide: bool) -> "Mix":
        """Mixes the next 20 ms of those who speak at 8 kHz and at 16 kHz.

        The rest says whether anybody hears the mix at 8 kHz, and the one at 16 kHz.
        """
        self._listen(narrow, wide)
        before, self._gains = self._gains, np.zeros_like(self._gains)
        narrow_voices, wide_voices = (self._audible(voices, before) for voices in (narrow, wide))
        crossing = heard_narrow and heard_wide  # else no voice of one rate is heard at the other
        if crossing and not self._crossing:
            self._up, self._down = Upsampler(), Downsampler()
        self._crossing = crossing
        return Mix(
            (narrow_voices, self._down.process(_sum(wide_voices, 2 * FRAME_SAMPLES)) if crossing else None),
            (wide_voices, self._up.process(_sum(narrow_voices, FRAME_SAMPLES)) if crossing else None),
        )

    def _listen(self, *rates: Voices) -> None:
        """Notes by place whether it is heard in this frame: the loudest are."""
        now = self._powers[:, self._frame % HOLD_FRAMES]
        now[:] = 0
        for voices in rates:
            signals = voices.samples.astype(np.float32)
            now[voices.places] = np.einsum("ij,ij->i", signals, signals) / max(1, signals.shape[1])
        self._frame += 1
        loudness = self._powers.max(axis=1, initial=0) * np.where(self._heard, _STAYS, 1)
        self._heard = loudness > 0
        if np.count_nonzero(self._heard) > HEARD_AT_ONCE:
            self._heard[:] = False
            self._heard[np.argpartition(loudness, -HEARD_AT_ONCE)[-HEARD_AT_ONCE:]] = True

    def _audible(self, voices: Voices, before: NDArray[np.float32]) -> dict[int, Signal]:
        """By place those who are heard, or fade out; `before` is how loud each was."""
        after = np.where(self._heard[voices.places], voices.gains, np.float32(0))
        audible: dict[int, Signal] = {}
        for row in np.flatnonzero(self._heard[voices.places] | (before[voices.places] > 0)).tolist():
            place = int(voices.places[row])
            audible[place] = faded(voices.samples[row], float(before[place]), float(after[row]))
            self._gains[place] = after[row]
        return audible


class Mix:
    """20 ms of a room. Each rate has its voices by place, and the sum of the other rate's."""

    def __init__(
        self, narrow: tuple[dict[int, Signal], Samples | None], wide: tuple[dict[int, Signal], Samples | None]
    ) -> None:
        self._rates = narrow, wide
        self._common: list[Signal | None] = [None, None]
        self._common_samples: list[Samples | None] = [None, None]

    def heard_by(self, place: int, *, wide: bool) -> Signal:
        """All but that place's own voice. Not to be written to: most members get the same array."""
        voices, others = self._rates[wide]
        if place in voices:
            return self._without(place, wide=wide)
        common = self._common[wide]
        if common is None:
            common = _sum(voices, FRAME_SAMPLES * (1 + wide))
            self._common[wide] = common = common if others is None else common + others
        return common

    def samples_for(self, place: int, *, wide: bool) -> Samples:
        """As `heard_by`, as samples, which are made once for all who hear the same."""
        samples = self._common_samples[wide]
        if samples is None or place in self._rates[wide][0]:
            samples = saturated(self.heard_by(place, wide=wide))
            if place not in self._rates[wide][0]:
                self._common_samples[wide] = samples
        return samples

    def _without(self, place: int, *, wide: bool) -> Signal:
        voices, others = self._rates[wide]
        rest = _sum({one: voice for one, voice in voices.items() if one != place}, FRAME_SAMPLES * (1 + wide))
        return rest if others is None else rest + others


def faded(samples: Samples | Signal, before: float, after: float) -> Signal:
    """A frame whose gain changes at its beginning, quickly but without a click."""
    signal = samples.astype(np.float32)
    if before == after:
        return signal if after == 1 else signal * np.float32(after)
    ramp = _RAMP_SAMPLES * len(signal) // FRAME_SAMPLES
    gain = np.full(len(signal), after, np.float32)
    gain[:ramp] = np.linspace(before, after, ramp, dtype=np.float32)
    return signal * gain


def saturated(signal: Signal) -> Samples:
    """As samples; what is too loud is cut."""
    return np.clip(np.rint(signal), -32768, 32767).astype(np.int16)


def _sum(voices: Mapping[int, Signal], samples: int) -> Signal:
    total = np.zeros(samples, np.float32)
    for voice in voices.values():
        total += voice
    return total
