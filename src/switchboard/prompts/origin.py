"""What the product's own sounds are made of. Audio libraries are loaded only to make a sound."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from switchboard.model.tones import Cadence, ToneName, is_signal

if TYPE_CHECKING:
    from switchboard.prompts.decode import Samples

_MADE_BY = 1
"""Raise it when tones are made otherwise of the same cadence: then libraries do not take them for made."""

_TONE_S = 10.0


class Origin(Protocol):
    """Something of which a sound is made, such as a `Recording`."""

    def digest(self) -> str:
        """Names what the sound is made of: another digest where another sound would come out."""

    def decoded(self) -> "Samples":
        """The sound, as callers are to hear it."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A tone of a country, or a signal."""

    name: ToneName
    cadence: Cadence

    def digest(self) -> str:
        return hashlib.sha256(repr((_MADE_BY, self)).encode()).hexdigest()

    def decoded(self) -> "Samples":
        """One period of ringing, to be repeated, or seconds of busy and congestion tone, or a signal."""
        from switchboard.prompts.tones import SIGNAL_DBOV, lasting, period

        if is_signal(self.name):
            return period(self.cadence, SIGNAL_DBOV)
        return period(self.cadence) if self.name == "ringback" else lasting(self.cadence, _TONE_S)


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing, for some seconds."""

    seconds: float

    def digest(self) -> str:
        return hashlib.sha256(repr((_MADE_BY, self)).encode()).hexdigest()

    def decoded(self) -> "Samples":
        import numpy as np

        from switchboard.prompts.decode import RATE_HZ, Samples

        return Samples(np.zeros(round(self.seconds * RATE_HZ), np.float32), RATE_HZ)
