"""Files become samples, or are refused with a reason."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.errors import AudioTooLarge, PromptError, UndecodableAudio
from switchboard.prompts.decode import RATE_HZ, ReadableMemory, decode

from .signals import file_of, sine, sox_tone, tone_of

pytestmark = pytest.mark.unit

LIMIT_S = 10.0
FORMATS = [
    ("WAV", "PCM_16", 8000),
    ("WAV", "PCM_16", 44100),
    ("WAV", "PCM_U8", 11025),
    ("WAV", "PCM_24", 48000),
    ("WAV", "FLOAT", 96000),
    ("WAV", "DOUBLE", 192000),
    ("WAV", "ULAW", 8000),
    ("WAV", "ALAW", 8000),
    ("WAV", "GSM610", 8000),
    ("WAV", "IMA_ADPCM", 16000),
    ("WAV", "MS_ADPCM", 22050),
    ("WAVEX", "PCM_16", 32000),
    ("RF64", "PCM_16", 16000),
    ("MP3", None, 16000),
    ("MP3", None, 44100),
    ("OGG", "VORBIS", 22050),
    ("OGG", "OPUS", 48000),
    ("FLAC", "PCM_16", 16000),
    ("FLAC", "PCM_24", 48000),
    ("AIFF", "PCM_16", 44100),
]
PIPED = [
    "-t wav",
    "-t wav -e a-law",
    "-t wav -e u-law",
    "-t wav -e gsm-full-rate",
    "-t gsm",
    "-t flac",
    "-t ogg",
    "-t aiff",
]


def assert_is_tone(data: bytes, name: str = "") -> None:
    samples = decode(data, limit_s=LIMIT_S, name=name)
    frequency_hz, share = tone_of(samples.values, samples.rate_hz)
    assert samples.rate_hz == RATE_HZ
    assert samples.duration_s == pytest.approx(1.0, abs=0.15)
    assert frequency_hz == pytest.approx(1000, abs=5)
    assert share > 0.9


@pytest.mark.parametrize(("container", "subtype", "rate_hz"), FORMATS)
def test_every_format_of_libsndfile(container: str, subtype: str | None, rate_hz: int) -> None:
    assert_is_tone(file_of(sine(1000, 1.0, rate_hz), rate_hz, container, subtype))


@pytest.mark.parametrize("options", PIPED)
def test_every_format_of_sox_written_to_a_pipe(options: str) -> None:
    assert_is_tone(sox_tone(options))


def test_channels_are_mixed_down() -> None:
    left, right = sine(500, 1.0, 16000, 0.4), sine(2000, 1.0, 16000, 0.2)
    samples = decode(file_of(np.stack([left, right], axis=1), 16000, "WAV", "FLOAT"), limit_s=LIMIT_S)
    assert np.allclose(samples.values, (left + right) / 2, atol=1e-6)


@pytest.mark.parametrize(
    ("container", "subtype"), [("WAV", "PCM_16"), ("MP3", None), ("OGG", "VORBIS"), ("FLAC", "PCM_16")]
)
def test_of_opposite_channels_one_is_heard(container: str, subtype: str | None) -> None:
    left = sine(1000, 1.0, 16000)
    assert_is_tone(file_of(np.stack([left, -left], axis=1), 16000, container, subtype))


def test_samples_of_16_khz_are_taken_as_they_are() -> None:
    values = sine(440, 0.5, RATE_HZ)
    assert np.array_equal(decode(file_of(values, RATE_HZ, "WAV", "FLOAT"), limit_s=1.0).values, values)


def test_resampling_in_blocks_leaves_no_seam() -> None:
    values = sine(997, 5.0, 48000)
    samples = decode(file_of(values, 48000, "WAV", "FLOAT"), limit_s=LIMIT_S)
    middle = slice(RATE_HZ, 4 * RATE_HZ)
    assert len(samples.values) == 5 * RATE_HZ
    assert np.allclose(samples.values[middle], sine(997, 5.0, RATE_HZ)[middle], atol=1e-3)


def test_raw_gsm_needs_no_name() -> None:
    assert_is_tone(sox_tone("-t gsm"))


def test_raw_gsm_cut_in_a_frame_needs_the_name() -> None:
    data = sox_tone("-t gsm") + b"\xd4\x00"
    assert_is_tone(data, "Welcome.GSM")
    with pytest.raises(UndecodableAudio, match="no WAV"):
        decode(data, limit_s=LIMIT_S)


def test_text_named_gsm_is_refused() -> None:
    with pytest.raises(UndecodableAudio, match="no WAV"):
        decode(b"hello" * 99, limit_s=LIMIT_S, name="hello.gsm")


@pytest.mark.parametrize(
    ("data", "container"), [(b"\x1aE\xdf\xa3" + b"webm" * 99, "WebM"), (b"\0\0\0\x1cftypM4A " + b"\0" * 99, "MP4")]
)
def test_what_recorders_of_browsers_write_is_named(data: bytes, container: str) -> None:
    with pytest.raises(UndecodableAudio, match=f"^{container} is not read here: send WAV"):
        decode(data, limit_s=LIMIT_S, name="recording.webm")


def test_empty_file() -> None:
    with pytest.raises(UndecodableAudio, match="empty"):
        decode(b"", limit_s=LIMIT_S)


@pytest.mark.parametrize("container", ["WAV", "FLAC", "AIFF"])
def test_no_samples(container: str) -> None:
    with pytest.raises(UndecodableAudio):
        decode(file_of(np.zeros(0, np.float32), 8000, container), limit_s=LIMIT_S)


def test_text() -> None:
    with pytest.raises(UndecodableAudio, match="no WAV"):
        decode(b"Dear sir or madam, " * 100, limit_s=LIMIT_S)


@pytest.mark.parametrize("container", ["WAV", "FLAC", "AIFF"])
def test_cut_short(container: str) -> None:
    data = file_of(np.random.default_rng(1).uniform(-0.5, 0.5, 16000).astype(np.float32), 16000, container, "PCM_16")
    with pytest.raises(UndecodableAudio):
        decode(data[: len(data) // 2], limit_s=LIMIT_S)


@pytest.mark.parametrize("container", ["WAV", "FLAC", "AIFF", "OGG", "MP3"])
@pytest.mark.parametrize("kept", [1, 4, 12, 40])
def test_cut_in_the_header(container: str, kept: int) -> None:
    with pytest.raises(UndecodableAudio):
        decode(file_of(sine(1000, 1.0, 16000), 16000, container)[:kept], limit_s=LIMIT_S)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38])
def test_impossible_samples(value: float) -> None:
    values = sine(1000, 1.0, 44100)
    values[1000] = value
    with pytest.raises(UndecodableAudio, match="not a number"):
        decode(file_of(values, 44100, "WAV", "FLOAT"), limit_s=LIMIT_S)


@pytest.mark.parametrize(
    ("container", "subtype"), [("WAV", "PCM_16"), ("FLAC", "PCM_16"), ("OGG", "VORBIS"), ("MP3", None)]
)
def test_longer_than_the_limit(container: str, subtype: str | None) -> None:
    data = file_of(sine(1000, 3.0, 16000), 16000, container, subtype)
    with pytest.raises(AudioTooLarge, match="longer than 2 s"):
        decode(data, limit_s=2.0)


def test_the_limit_itself_is_allowed() -> None:
    assert decode(file_of(sine(1000, 2.0, 16000), 16000), limit_s=2.0).duration_s == 2.0


def test_a_file_of_unknown_length_is_stopped_at_the_limit() -> None:
    with pytest.raises(AudioTooLarge):
        decode(sox_tone("-t flac", duration_s=3.0), limit_s=2.0)


def test_flac_header_that_claims_years() -> None:
    data = bytearray(file_of(sine(1000, 1.0, 16000), 16000, "FLAC"))
    data[21] |= 0x0F
    data[22:26] = b"\xff\xff\xff\xff"
    with pytest.raises(AudioTooLarge):
        decode(bytes(data), limit_s=LIMIT_S)


def test_wav_header_that_claims_a_gigabyte() -> None:
    data = bytearray(file_of(sine(1000, 1.0, 16000), 16000))
    data[4:8] = data[40:44] = (2**30).to_bytes(4, "little")
    with pytest.raises(UndecodableAudio, match="cut short"):
        decode(bytes(data), limit_s=LIMIT_S)


@pytest.mark.parametrize("rate_hz", [1, 3999, 192001, 655350])
def test_absurd_rates(rate_hz: int) -> None:
    with pytest.raises(UndecodableAudio, match="Hz"):
        decode(file_of(sine(1, 1.0, 8000), rate_hz), limit_s=1e9)


def test_too_many_channels() -> None:
    with pytest.raises(UndecodableAudio, match="channels"):
        decode(file_of(np.zeros((100, 9), np.float32), 8000), limit_s=LIMIT_S)


SEEDS = [
    file_of(sine(1000, 0.2, 8000), 8000, container, subtype)
    for container, subtype in [
        ("WAV", "PCM_16"),
        ("WAV", "GSM610"),
        ("FLAC", "PCM_16"),
        ("AIFF", "PCM_16"),
        ("OGG", "VORBIS"),
    ]
]


def parses_or_is_refused(data: bytes, name: str = "") -> None:
    try:
        samples = decode(data, limit_s=LIMIT_S, name=name)
    except PromptError as error:
        assert str(error)
    else:
        assert 0 < samples.duration_s <= LIMIT_S + 0.01
        assert np.isfinite(samples.values).all()


@given(st.binary(max_size=2000), st.sampled_from(["", "a.gsm", "a.wav"]))
def test_random_bytes(data: bytes, name: str) -> None:
    parses_or_is_refused(data, name)


@given(
    st.sampled_from([b"RIFF", b"RIFX", b"RF64", b"OggS", b"fLaC", b"FORM", b"ID3", b"\xff\xfb"]),
    st.binary(max_size=2000),
)
def test_random_bytes_after_a_magic_number(magic: bytes, data: bytes) -> None:
    parses_or_is_refused(magic + data)


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8),
    st.integers(0, 20000),
)
def test_mutated_files(seed: bytes, changes: list[tuple[int, int]], kept: int) -> None:
    data = bytearray(seed)
    for offset, octet in changes:
        data[offset % len(data)] = octet
    parses_or_is_refused(bytes(data[:kept]))


def test_a_wild_seek_stays_where_it_is() -> None:
    memory = ReadableMemory(b"12345")
    assert memory.seek(2) == 2
    assert memory.seek(-1) == 2
    assert memory.read() == b"345"
