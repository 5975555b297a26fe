"""G.722 at 64 kbit/s: 16 kHz samples, 8 octets a millisecond. Both directions keep state between calls.

A decoder that is fed by one encoder and then by another mis-scales for 60 ms, up to full scale, and two encoders of the
same samples never come to the same state. So each peer that hears G.722 from us hears one encoder for the whole call.
"""

import numpy as np
from G722 import G722

from switchboard.media.g711 import Samples

RATE_HZ = 16000
_BIT_RATE = 64000


class G722Encoder:
    """Samples to octets, two to one."""

    def __init__(self) -> None:
        self._codec = G722(RATE_HZ, _BIT_RATE)

    def encode(self, samples: Samples) -> bytes:
        """An even number of 16 kHz samples."""
        return bytes(self._codec.encode(samples)) if len(samples) else b""


class G722Decoder:
    """Octets to samples, one to two."""

    def __init__(self) -> None:
        self._codec = G722(RATE_HZ, _BIT_RATE)

    def decode(self, octets: bytes) -> Samples:
        """Any octets are valid."""
        if not octets:
            return np.empty(0, np.int16)
        return np.asarray(self._codec.decode(octets), dtype=np.int16)
