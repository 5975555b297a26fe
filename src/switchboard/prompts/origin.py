"""What the product's own sounds are made of."""

import hashlib
from dataclasses import dataclass

from switchboard.model.tones import Cadence, ToneName
from switchboard.prompts.announcements import Recording

_MADE_BY = 1
"""Raise it when tones are made otherwise of the same cadence: then libraries do not take them for made."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A tone of a country, or a signal."""

    name: ToneName
    cadence: Cadence

    def digest(self) -> str:
        """Names what the sound is made of."""
        return hashlib.sha256(repr((_MADE_BY, self)).encode()).hexdigest()


Origin = Recording | Tone
