"""A stream is cut into pieces, decoded one by one, and joins to the sample."""

import numpy as np
import pytest

from switchboard.errors import UndecodableAudio
from switchboard.prompts.channels import FloatArray
from switchboard.radio.decoding import StreamDecoder
from tests.kit.station import titled, tone

pytestmark = pytest.mark.unit

RATE_HZ = 16_000
HERTZ = 440


def decoded(data: bytes, *, step: int = 1000) -> FloatArray:
    decoder = StreamDecoder()
    parts = [samples for at in range(0, len(data), step) for samples in decoder.feed(data[at : at + step])]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def residue_db(samples: FloatArray) -> float:
    """How much is left of a tone when its best fit is taken out: any break in it would leave a lot."""
    at = 2 * np.pi * HERTZ * np.arange(len(samples)) / RATE_HZ
    base = np.stack([np.sin(at), np.cos(at)], 1)
    fit = base @ np.linalg.lstsq(base, samples, rcond=None)[0]
    return float(10 * np.log10(np.mean((samples - fit) ** 2) / np.mean(fit**2)))


@pytest.mark.parametrize("kind", ["mp3", "vorbis", "opus"])
@pytest.mark.parametrize("rate_hz", [48_000, 16_000])
def test_pieces_join_to_the_sample(kind: str, rate_hz: int) -> None:
    samples = decoded(tone(kind, HERTZ, lasts_s=8, rate_hz=rate_hz))
    assert len(samples) > 6.5 * RATE_HZ
    assert residue_db(samples[RATE_HZ:-RATE_HZ]) < -35


@pytest.mark.parametrize("kind", ["mp3", "vorbis"])
def test_a_stream_may_begin_anywhere_and_be_damaged(kind: str) -> None:
    data = tone(kind, HERTZ, lasts_s=12)
    middle = len(data) // 2
    begun = data[middle // 3 :] if kind == "mp3" else data
    samples = decoded(begun[: middle + 1] + b"\xff\xfb\x90\x00" * 3 + b"rubbish" * 9 + begun[middle + 700 :])
    assert len(samples) > 5 * RATE_HZ
    assert residue_db(samples[RATE_HZ : 3 * RATE_HZ]) < -35


def test_songs_follow_one_another() -> None:
    song = tone("vorbis", HERTZ, lasts_s=4)
    assert len(decoded(song * 3)) > 3 * 2.5 * RATE_HZ
    assert len(decoded(tone("mp3", HERTZ, lasts_s=4) + tone("mp3", HERTZ, lasts_s=4, rate_hz=24_000))) > 6 * RATE_HZ


def test_titles_would_be_heard_if_they_were_left_in() -> None:
    data = tone("mp3", HERTZ, lasts_s=8)
    assert residue_db(decoded(titled(data, 4000))[RATE_HZ:-RATE_HZ]) > -35


@pytest.mark.parametrize("data", [b"<html>" * 100_000, b"OggS" * 200_000, bytes(600_000), b"\xff\xfb" * 300_000])
def test_what_is_no_sound_is_given_up(data: bytes) -> None:
    with pytest.raises(UndecodableAudio):
        decoded(data)
