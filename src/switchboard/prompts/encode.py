"""From samples to what is stored: lossless FLAC for people, and what calls play in each codec.

G.711 is copied into packets as it is stored. G.722 has memory, so each call encodes it from the samples: see
`media/g722.py`.
"""

import hashlib
import io
from collections.abc import Mapping

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from switchboard.media import g711
from switchboard.prompts.channels import FloatArray
from switchboard.prompts.decode import RATE_HZ, Samples
from switchboard.prompts.shelf import Suffix

Pcm = NDArray[np.int16]
"""Samples of one channel at `RATE_HZ`, a whole number of 20 ms packets."""

NARROWBAND_HZ = 8_000

_PACKET_SAMPLES = RATE_HZ // 50
_FULL_SCALE = 32_768.0
_WAV_HEADER_BYTES = 44


def quantise(samples: Samples) -> Pcm:
    """The samples in 16 bits, filled up with silence to whole packets."""
    return _quantise(np.pad(samples.values, (0, -len(samples.values) % _PACKET_SAMPLES)))


def content_hash(pcm: Pcm) -> str:
    """SHA-256 over the samples as little-endian 16-bit integers, in hex."""
    return hashlib.sha256(pcm.astype("<i2").tobytes()).hexdigest()


def duration_ms(pcm: Pcm) -> int:
    return len(pcm) * 1000 // RATE_HZ


def encode(pcm: Pcm) -> Mapping[Suffix, bytes]:
    """All stored forms, which last equally long. pcmu and pcma are payload, pcm is little-endian samples."""
    narrow = narrowband(pcm)
    return {
        "flac": to_flac(pcm),
        "pcmu": g711.ulaw_encode(narrow).tobytes(),
        "pcma": g711.alaw_encode(narrow).tobytes(),
        "pcm": pcm.astype("<i2").tobytes(),
    }


def narrowband(pcm: Pcm) -> Pcm:
    """The same at 8 kHz."""
    half: FloatArray = soxr.resample(pcm.astype(np.float32) / _FULL_SCALE, RATE_HZ, NARROWBAND_HZ, quality="HQ")
    wanted = len(pcm) // 2
    return _quantise(np.pad(half, (0, max(0, wanted - len(half))))[:wanted])


def to_flac(pcm: Pcm) -> bytes:
    """A FLAC file of the samples, without loss."""
    return _file("FLAC", pcm)


def to_wav(pcm: Pcm) -> bytes:
    """A WAV file of the samples, `wav_size` bytes long."""
    return _file("WAV", pcm)


def wav_size(duration_ms: int) -> int:
    """Bytes of a WAV file of so many milliseconds."""
    return _WAV_HEADER_BYTES + duration_ms * RATE_HZ // 1000 * 2


def _file(container: str, pcm: Pcm) -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, pcm, RATE_HZ, format=container, subtype="PCM_16")
    return buffer.getvalue()


def _quantise(values: FloatArray) -> Pcm:
    scaled: FloatArray = np.clip(np.rint(values * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1)
    return scaled.astype(np.int16)
