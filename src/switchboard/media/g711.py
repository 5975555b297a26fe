"""G.711 µ-law and A-law by table look-up, exact per ITU-T G.711 (16-bit samples, as ITU-T G.191 scales them)."""

from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
Octets = NDArray[np.uint8]
T = TypeVar("T", bound=np.generic)

ULAW_SILENCE = 0xFF
ALAW_SILENCE = 0xD5
_ULAW_BIAS = 33


def ulaw_decode(octets: Octets) -> Samples:
    """Samples of any shape from octets of that shape."""
    return _ulaw_decoding()[octets]


def alaw_decode(octets: Octets) -> Samples:
    """Samples of any shape from octets of that shape."""
    return _alaw_decoding()[octets]


def ulaw_encode(samples: Samples) -> Octets:
    """Octets of any shape from samples of that shape."""
    return _ulaw_encoding()[samples.view(np.uint16)]


def alaw_encode(samples: Samples) -> Octets:
    """Octets of any shape from samples of that shape."""
    return _alaw_encoding()[samples.view(np.uint16)]


@cache
def _ulaw_decoding() -> Samples:
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    magnitude = (((code & 0x0F) << 1) + _ULAW_BIAS << (code >> 4 & 7)) - _ULAW_BIAS
    return _frozen(np.where(code & 0x80, -magnitude, magnitude) * 4, np.int16)


@cache
def _alaw_decoding() -> Samples:
    code = np.arange(256, dtype=np.int32) ^ 0x55
    exponent, mantissa = code >> 4 & 7, (code & 0x0F) << 4
    linear = mantissa + 8
    magnitude = np.where(exponent == 0, linear, linear + 0x100 << np.maximum(exponent - 1, 0))
    return _frozen(np.where(code & 0x80, magnitude, -magnitude), np.int16)


@cache
def _ulaw_encoding() -> Octets:
    """By the 16-bit pattern of a sample; 14 bits count, the rest is cut towards zero in magnitude."""
    sample = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    # One's complement, as the reference code has it: -1 then is as loud as 0.
    magnitude = np.minimum(np.where(sample < 0, ~sample >> 2, sample >> 2) + _ULAW_BIAS, 0x1FFF)
    exponent = _log2(magnitude) - 5
    code = exponent << 4 | (magnitude >> exponent + 1 & 0x0F)
    return _frozen(np.where(sample < 0, 0x7F, 0xFF) ^ code, np.uint8)


@cache
def _alaw_encoding() -> Octets:
    """By the 16-bit pattern of a sample; 13 bits count."""
    sample = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    magnitude = np.where(sample < 0, ~sample >> 4, sample >> 4)
    exponent = np.where(magnitude > 15, _log2(np.maximum(magnitude, 1)) - 4, 0)
    segment = np.where(magnitude > 15, (exponent + 1) << 4 | (magnitude >> exponent & 0x0F), magnitude)
    return _frozen(np.where(sample < 0, segment, segment | 0x80) ^ 0x55, np.uint8)


def _log2(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """The position of the highest set bit; values are at least 1."""
    return np.frexp(values)[1].astype(np.int32) - 1


def _frozen(values: NDArray[np.int32], dtype: type[T]) -> NDArray[T]:
    table = values.astype(dtype)
    table.flags.writeable = False
    return table
