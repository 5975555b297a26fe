"""The sound in a ring (`media/ring.py`): each piece in all forms that streams play, as they are stored of prompts."""

import numpy as np

from switchboard.media.codec import encode_g711
from switchboard.media.control import CodecName
from switchboard.media.g711 import Octets, Samples
from switchboard.media.ring import HEAD_BYTES, PIECE_BYTES, PIECE_OCTETS, PIECES, Ring

_PCMU, _PCMA = slice(0, PIECE_OCTETS), slice(PIECE_OCTETS, 2 * PIECE_OCTETS)
_PCM = slice(2 * PIECE_OCTETS, PIECE_BYTES)


class RingPieces:
    """Writes and reads the pieces of a ring."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self._pieces = np.frombuffer(ring.mapped, np.uint8, offset=HEAD_BYTES).reshape(PIECES, PIECE_BYTES)

    def write(self, wide: Samples, narrow: Samples) -> None:
        """Append a piece: samples at 16 kHz, and the same at 8 kHz."""
        piece = self._pieces[(self.ring.newest + 1) % PIECES]
        piece[_PCMU], piece[_PCMA] = encode_g711("PCMU", narrow), encode_g711("PCMA", narrow)
        piece[_PCM] = wide.astype("<i2", copy=False).view(np.uint8)
        self.ring.written()

    def read(self, number: int, codec: CodecName) -> Octets | Samples:
        """A copy of a piece, in the shape of a `Prompt`; if it is no longer there, of the one in its place."""
        piece = self._pieces[number % PIECES]
        if codec == "G722":
            samples: Samples = piece[_PCM].copy().view("<i2").reshape(-1, 2)
            return samples
        octets: Octets = piece[_PCMU if codec == "PCMU" else _PCMA].copy()
        return octets
