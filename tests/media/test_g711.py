"""G.711 against the reference algorithm of ITU-T G.191, sample by sample."""

import numpy as np
import pytest

from switchboard.media import g711

pytestmark = pytest.mark.unit

ALL_OCTETS = np.arange(256, dtype=np.uint8)
ALL_SAMPLES = np.arange(-32768, 32768).astype(np.int16)


def reference_ulaw(sample: int) -> int:
    """ulaw_compress of G.191."""
    magnitude = min(((~sample if sample < 0 else sample) >> 2) + 33, 0x1FFF)
    segment, rest = 1, magnitude >> 6
    while rest:
        segment, rest = segment + 1, rest >> 1
    octet = (8 - segment) << 4 | 0x0F - (magnitude >> segment & 0x0F)
    return octet | 0x80 if sample >= 0 else octet


def reference_alaw(sample: int) -> int:
    """alaw_compress of G.191."""
    octet = (~sample if sample < 0 else sample) >> 4
    if octet > 15:
        exponent = 1
        while octet > 31:
            octet, exponent = octet >> 1, exponent + 1
        octet = octet - 16 + (exponent << 4)
    return (octet | 0x80 if sample >= 0 else octet) ^ 0x55


def test_encoding_is_the_reference() -> None:
    assert g711.ulaw_encode(ALL_SAMPLES).tolist() == [reference_ulaw(s) for s in ALL_SAMPLES.tolist()]
    assert g711.alaw_encode(ALL_SAMPLES).tolist() == [reference_alaw(s) for s in ALL_SAMPLES.tolist()]


def test_known_values() -> None:
    assert g711.ulaw_decode(np.array([0x00, 0x7F, 0x80, 0xFF], np.uint8)).tolist() == [-32124, 0, 32124, 0]
    assert g711.alaw_decode(np.array([0x2A, 0xAA, 0xD5, 0x55], np.uint8)).tolist() == [-32256, 32256, 8, -8]


def test_codes_survive() -> None:
    again = g711.ulaw_encode(g711.ulaw_decode(ALL_OCTETS))
    assert np.flatnonzero(again != ALL_OCTETS).tolist() == [0x7F], "only negative zero becomes zero"
    assert np.array_equal(g711.alaw_encode(g711.alaw_decode(ALL_OCTETS)), ALL_OCTETS)


def test_shapes_are_kept() -> None:
    block = np.zeros((3, 160), np.int16)
    assert g711.ulaw_encode(block).shape == g711.alaw_encode(block).shape == (3, 160)
