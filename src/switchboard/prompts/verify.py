"""Reads stored prompts back and says what is wrong with them."""

import io
from collections.abc import Mapping

import numpy as np
import soundfile
from numpy.typing import NDArray

from switchboard.media import g711
from switchboard.prompts.encode import Pcm, content_hash, encode
from switchboard.prompts.shelf import SUFFIXES, Suffix

_TOLERANCE = 0.1
"""RMS of the difference, of the signal's RMS: another version of the resampler may round otherwise."""

_FLOOR = 64.0


def from_flac(data: bytes) -> Pcm:
    """The samples of a FLAC file that `to_flac` wrote; raises soundfile.SoundFileError."""
    pcm, _ = soundfile.read(io.BytesIO(data), dtype="int16")
    return np.asarray(pcm, np.int16)


def from_payload(suffix: Suffix, data: bytes) -> Pcm:
    """Decoded: 8 kHz for pcmu and pcma, 16 kHz for pcm."""
    if suffix == "pcm":
        return np.frombuffer(data, "<i2").astype(np.int16)
    octets = np.frombuffer(data, np.uint8)
    return g711.ulaw_decode(octets) if suffix == "pcmu" else g711.alaw_decode(octets)


def faults(content: str, files: Mapping[Suffix, bytes]) -> tuple[str, ...]:
    """What is wrong with the stored forms of one prompt: nothing, if each decodes to the samples of its hash."""
    try:
        pcm = from_flac(files["flac"])
    except soundfile.SoundFileError:
        return ("flac cannot be decoded",)
    if pcm.ndim != 1 or content_hash(pcm) != content:
        return ("flac holds other samples than its name says",)
    expected = encode(pcm)
    found = (_payload_fault(suffix, files[suffix], expected[suffix]) for suffix in SUFFIXES if suffix != "flac")
    return tuple(fault for fault in found if fault)


def _payload_fault(suffix: Suffix, stored: bytes, expected: bytes) -> str:
    if len(stored) != len(expected):
        return f"{suffix} has a wrong length"
    heard = from_payload(suffix, stored).astype(np.float64)
    meant = from_payload(suffix, expected).astype(np.float64)
    if _rms(heard - meant) > _TOLERANCE * _rms(meant) + _FLOOR:
        return f"{suffix} sounds different from the flac"
    return ""


def _rms(values: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(np.square(values))))
