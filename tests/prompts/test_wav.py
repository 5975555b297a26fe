"""WAV files: what passes as linear, and what the library gives back."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from switchboard.errors import NotFound, UndecodableAudio
from switchboard.prompts.encode import wav_size
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.verify import from_flac
from switchboard.prompts.wav import require_linear_wav

from .signals import file_of, sine

pytestmark = pytest.mark.unit
RATES = (16000, 32000, 48000)
STEREO = np.stack([sine(400, 0.1, 16000)] * 2, axis=1)
GOOD = file_of(sine(400, 0.1, 16000), 16000, subtype="PCM_16")


@pytest.mark.parametrize("rate_hz", RATES)
@pytest.mark.parametrize("container", ["WAV", "WAVEX"])
def test_the_rates_pass(rate_hz: int, container: str) -> None:
    require_linear_wav(file_of(sine(400, 0.1, rate_hz), rate_hz, container, "PCM_16"), RATES)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (file_of(sine(400, 0.1, 8000), 8000, subtype="PCM_16"), "8000 Hz"),
        (file_of(STEREO, 16000, subtype="PCM_16"), "2 channels"),
        (file_of(sine(400, 0.1, 16000), 16000, subtype="PCM_24"), "PCM_24"),
        (file_of(sine(400, 0.1, 16000), 16000, subtype="ULAW"), "ULAW"),
        (file_of(sine(400, 0.1, 16000), 16000, "FLAC", "PCM_16"), "FLAC, not WAV"),
        (b"", "no WAV"),
        (b"RIFF", "no WAV"),
        (b"text", "no WAV"),
    ],
)
def test_anything_else_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableAudio, match=reason):
        require_linear_wav(data, RATES)


@given(st.binary(max_size=80), st.integers(0, 60), st.booleans())
def test_noise_passes_or_is_refused(noise: bytes, at: int, cut: bool) -> None:
    data = GOOD[:at] + noise + (b"" if cut else GOOD[at + len(noise) :])
    try:
        require_linear_wav(data, RATES)
    except UndecodableAudio as error:
        assert str(error)


async def test_the_library_gives_a_wav_of_the_very_samples(tmp_path: Path) -> None:
    library = PromptLibrary(tmp_path)
    added = await library.add(GOOD, name="a.wav")
    wav = await library.read_wav(added.content)
    assert len(wav) == wav_size(added.duration_ms)
    samples, rate_hz = soundfile.read(io.BytesIO(wav), dtype="int16")
    assert rate_hz == 16000
    assert np.array_equal(samples, from_flac(await library.read_flac(added.content)))
    assert (await library.add(wav, name="b.wav")) == added
    with pytest.raises(NotFound):
        await library.read_wav("0" * 64)
