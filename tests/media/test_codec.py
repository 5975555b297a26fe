"""Transcoding and resampling keep what is said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.media.codec import G711Name, file_suffix, make_decoder, make_transcoder, silence
from switchboard.media.control import CodecName
from switchboard.media.g711 import Samples
from switchboard.media.resample import Downsampler, Upsampler

pytestmark = pytest.mark.unit

CODECS: tuple[CodecName, ...] = ("PCMU", "PCMA", "G722")


def tone(hertz: float, rate_hz: int = 8000) -> Samples:
    """One second."""
    return (9000 * np.sin(2 * np.pi * hertz * np.arange(rate_hz) / rate_hz)).astype(np.int16)


def level_db(samples: Samples, hertz: float, rate_hz: int) -> float:
    """A tone's level against full scale."""
    times = np.arange(len(samples)) / rate_hz
    part = np.abs(np.mean(samples * np.exp(-2j * np.pi * hertz * times))) * 2
    return float(20 * np.log10(max(part, 1e-9) / 32768))


@pytest.mark.parametrize("source", CODECS)
@pytest.mark.parametrize("target", CODECS)
@pytest.mark.parametrize("hertz", [400, 1000, 3000])
def test_a_tone_survives_transcoding(source: CodecName, target: CodecName, hertz: int) -> None:
    from_linear = make_transcoder("PCMU", source) or (lambda payload: payload)
    encoded = from_linear(_ulaw(tone(hertz)))
    transcode = make_transcoder(source, target)
    assert (transcode is None) == (source == target)
    packets = [encoded[i : i + 160] for i in range(0, 8000, 160)]
    out = packets if transcode is None else [transcode(packet) for packet in packets]
    assert [len(packet) for packet in out] == [160] * 50
    heard = np.concatenate([make_decoder(target)(b"".join(out))])[1000:]
    assert level_db(heard, hertz, 8000) == pytest.approx(level_db(tone(hertz), hertz, 8000), abs=1.0)


def _ulaw(samples: Samples) -> bytes:
    from switchboard.media.g711 import ulaw_encode

    return ulaw_encode(samples).tobytes()


@pytest.mark.parametrize("codec", ["PCMU", "PCMA"])
def test_silence_is_quiet(codec: G711Name) -> None:
    assert len(silence(codec, 160)) == 160
    assert np.abs(make_decoder(codec)(silence(codec, 160))).max() <= 8


def test_file_names() -> None:
    assert [file_suffix(codec) for codec in CODECS] == [".pcmu", ".pcma", ".pcm"]


@given(st.binary(max_size=500))
def test_any_payload_decodes(payload: bytes) -> None:
    for codec in CODECS:
        assert len(make_decoder(codec)(payload)) == len(payload)
        for target in CODECS:
            transcode = make_transcoder(codec, target)
            assert transcode is None or len(transcode(payload)) == len(payload)


@pytest.mark.parametrize("hertz", [300, 1000, 3300])
def test_resampling_keeps_a_tone_and_adds_none(hertz: int) -> None:
    up = Upsampler().process(tone(hertz))
    assert level_db(up, hertz, 16000) == pytest.approx(level_db(tone(hertz), hertz, 8000), abs=0.5)
    assert level_db(up[100:], 8000 - hertz, 16000) < -50
    down = Downsampler().process(tone(8000 - hertz, 16000))
    assert level_db(down[100:], hertz, 8000) < -50


@given(st.lists(st.integers(0, 40), max_size=8))
def test_resampling_does_not_depend_on_the_cuts(cuts: list[int]) -> None:
    samples = tone(700)[: sum(cuts)]
    whole, up, position = Upsampler().process(samples), Upsampler(), 0
    pieces = [np.empty(0, np.int16)]
    for cut in cuts:
        pieces.append(up.process(samples[position : position + cut]))
        position += cut
    assert np.array_equal(np.concatenate(pieces), whole)
