"""What an upload becomes, and what its sender is told."""

import numpy as np
import pytest
from numpy.typing import NDArray

from switchboard.prompts.announcements import recordings
from switchboard.prompts.decode import RATE_HZ, Samples, decode
from switchboard.prompts.level import TARGET_DBOV
from switchboard.prompts.prepare import KEPT_SILENCE_S, Prepared, prepare
from switchboard.prompts.speech_level import active_level

from .signals import file_of, sine, tone_of

pytestmark = pytest.mark.unit

Values = NDArray[np.float32]


@pytest.fixture(scope="module")
def speech() -> Values:
    """At -26 dBov, with no silence at its beginning."""
    values = recordings("en-GB")["default"].decoded().values
    return values * np.float32(10 ** ((-26 - active_level(Samples(values, RATE_HZ)).dbov) / 20))


def prepared(values: NDArray[np.generic]) -> Prepared:
    return prepare(Samples(values.astype(np.float32), RATE_HZ))


def uploaded(values: NDArray[np.generic], rate_hz: int = RATE_HZ) -> Prepared:
    """By way of a WAV file; columns are channels."""
    return prepare(decode(file_of(values.astype(np.float32), rate_hz, "WAV", "PCM_16"), limit_s=60))


def heard(result: Prepared) -> Samples:
    return Samples((result.pcm / 32768).astype(np.float32), RATE_HZ)


def codes(result: Prepared) -> list[str]:
    return [warning.code for warning in result.warnings]


def noise(dbov: float, length: int) -> Values:
    return np.random.default_rng(1).normal(0, 10 ** (dbov / 20), length).astype(np.float32)


def assert_speech(result: Prepared, *expected: str) -> None:
    assert active_level(heard(result)).dbov == pytest.approx(TARGET_DBOV, abs=0.3)
    assert codes(result) == list(expected)


def test_good_speech_is_levelled_without_a_word(speech: Values) -> None:
    result = uploaded(speech)
    assert_speech(result)
    assert len(result.pcm) == len(speech) + -len(speech) % 320


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100])
@pytest.mark.parametrize("right", [-1.0, -0.7, -1.3])
def test_channels_out_of_phase(rate_hz: int, right: float) -> None:
    tone = sine(1000, 2.0, rate_hz)
    result = uploaded(np.stack([tone, right * tone], axis=1), rate_hz)
    assert_speech(result, "channels-cancelled")
    assert tone_of(result.pcm, RATE_HZ)[0] == pytest.approx(1000, abs=2)


def test_speech_out_of_phase_over_hum_in_phase(speech: Values) -> None:
    hum = sine(100, len(speech) / RATE_HZ, RATE_HZ, 0.01)[: len(speech)]
    result = uploaded(np.stack([speech + hum, -speech + hum], axis=1))
    assert_speech(result, "channels-cancelled")


def test_speech_out_of_phase_over_an_offset_in_phase(speech: Values) -> None:
    result = uploaded(np.stack([speech + np.float32(0.3), -speech + np.float32(0.3)], axis=1))
    assert_speech(result, "channels-cancelled", "dc-removed")


@pytest.mark.parametrize("channels", [2, 6])
def test_speech_on_one_channel(speech: Values, channels: int) -> None:
    assert_speech(uploaded(np.stack([speech] + [np.zeros_like(speech)] * (channels - 1), axis=1)))


def test_channels_that_have_nothing_to_do_with_one_another_are_mixed(speech: Values) -> None:
    tone = sine(440, len(speech) / RATE_HZ, RATE_HZ, 0.05)[: len(speech)]
    result = uploaded(np.stack([speech, tone], axis=1))
    assert codes(result) == []
    assert tone_of(result.pcm, RATE_HZ)[0] == pytest.approx(440, abs=3)


@pytest.mark.parametrize("offset", [0.01, -0.1, 0.4])
def test_an_offset_is_removed(speech: Values, offset: float) -> None:
    result = uploaded(speech + np.float32(offset))
    assert_speech(result, "dc-removed")
    assert abs(result.pcm.mean()) < 10


def test_rumble_is_removed_and_the_deepest_voice_stays(speech: Values) -> None:
    seconds = len(speech) / RATE_HZ
    rumble = sine(20, seconds, RATE_HZ, 0.1)[: len(speech)]
    assert_speech(uploaded(speech + rumble), "dc-removed")
    assert codes(uploaded(sine(80, 2.0, RATE_HZ))) == []
    assert tone_of(uploaded(sine(80, 2.0, RATE_HZ) + np.float32(0.2)).pcm, RATE_HZ)[0] == pytest.approx(80, abs=1)


@pytest.mark.parametrize("floor_dbov", [-200, -70])
@pytest.mark.parametrize(("before_s", "after_s"), [(5, 5), (3, 0), (0, 2)])
def test_dead_ends_are_cut(speech: Values, floor_dbov: float, before_s: int, after_s: int) -> None:
    tone = sine(440, 2.0, RATE_HZ)
    silent = np.concatenate([np.zeros(before_s * RATE_HZ), tone, np.zeros(after_s * RATE_HZ)])
    result = uploaded(silent + noise(floor_dbov, len(silent)))
    kept_s = KEPT_SILENCE_S * ((before_s > 0) + (after_s > 0))
    assert len(result.pcm) / RATE_HZ == pytest.approx(2.0 + kept_s, abs=0.04)
    assert codes(result) == ["trimmed"]
    (warning,) = result.warnings
    assert ("beginning" in warning.text, "end" in warning.text) == (before_s > 0, after_s > 0)
    assert_speech(
        uploaded(np.concatenate([np.zeros(before_s * RATE_HZ), speech, np.zeros(after_s * RATE_HZ)])), "trimmed"
    )


def test_the_click_of_a_mouse_is_no_beginning(speech: Values) -> None:
    clicked = np.concatenate([np.zeros(4 * RATE_HZ, np.float32), speech])
    clicked[800:880] = 0.3
    result = uploaded(clicked)
    assert len(result.pcm) / RATE_HZ == pytest.approx(len(speech) / RATE_HZ + KEPT_SILENCE_S, abs=0.1)


def test_pauses_within_stay(speech: Values) -> None:
    long = np.concatenate([speech, np.zeros(5 * RATE_HZ), speech])
    assert len(uploaded(long).pcm) >= len(long)


@pytest.mark.parametrize("dbov", [-55, -50])
def test_very_quiet_speech_becomes_audible(speech: Values, dbov: float) -> None:
    assert_speech(uploaded(speech * 10 ** ((dbov + 26) / 20)), "very-quiet")


def test_a_click_over_quiet_speech(speech: Values) -> None:
    clicked = speech * np.float32(0.08)
    clicked[20_000] = 1.0
    assert_speech(uploaded(clicked), "very-quiet", "limited")


@pytest.mark.parametrize("scale", [1.0, 0.4])
def test_clipped_speech_is_told(speech: Values, scale: float) -> None:
    assert "clipped" in codes(uploaded(np.clip(speech * 20, -1, 1) * scale))


@pytest.mark.parametrize("peak", [1.2, 1.9, 3.0, 12.0])
def test_floats_beyond_full_scale_are_not_clipped(speech: Values, peak: float) -> None:
    values = (speech * (peak / np.abs(speech).max())).astype(np.float32)
    result = prepare(decode(file_of(values, RATE_HZ, "WAV", "FLOAT"), limit_s=60))
    assert_speech(result)


def test_full_scale_is_not_clipped(speech: Values) -> None:
    for whole in (speech, sine(100, 2.0, RATE_HZ, 1.0), sine(1000, 2.0, RATE_HZ, 1.0)):
        assert "clipped" not in codes(uploaded(whole / np.abs(whole).max()))


def test_noise_behind_speech_is_told(speech: Values) -> None:
    assert_speech(uploaded(speech + noise(-38, len(speech))), "noisy")
    assert_speech(uploaded(speech + noise(-60, len(speech))))


@pytest.mark.parametrize("dbov", [-300, -90, -65, -50])
def test_silence_and_hiss_stay_and_are_told(dbov: float) -> None:
    hiss = noise(dbov, 3 * RATE_HZ)
    result = uploaded(hiss)
    assert codes(result) == ["silent"]
    assert np.abs(result.pcm - hiss * 32768).max() <= 1


def test_little_speech_in_much_silence_is_told(speech: Values) -> None:
    word = speech[: RATE_HZ // 2]
    assert "mostly-silence" in codes(uploaded(np.concatenate([word, np.zeros(10 * RATE_HZ), word])))


@pytest.mark.parametrize("duration_s", [0.1, 0.2, 3.0])
def test_a_beep_stays(duration_s: float) -> None:
    result = uploaded(sine(1000, duration_s, RATE_HZ))
    assert codes(result) == []
    assert len(result.pcm) == duration_s * RATE_HZ
    frequency_hz, share = tone_of(result.pcm, RATE_HZ)
    assert frequency_hz == pytest.approx(1000, abs=10)
    assert share > 0.97


def test_music_stays() -> None:
    seconds = np.arange(6 * RATE_HZ) / RATE_HZ
    swell = 0.3 + 0.2 * np.sin(2 * np.pi * 0.4 * seconds)
    music = swell * sum(0.1 * np.sin(2 * np.pi * hertz * seconds) for hertz in (220, 277.2, 329.6, 440))
    result = uploaded(music)
    assert codes(result) == []
    assert np.corrcoef(result.pcm, music)[0, 1] > 0.999


def test_preparing_twice_changes_nothing(speech: Values) -> None:
    for values in (speech, speech * 0.03 + 0.1, sine(1000, 2.0, RATE_HZ)):
        once = prepared(values)
        again = prepare(heard(once))
        assert np.array_equal(again.pcm, once.pcm)
        assert again.warnings == ()


def test_every_announcement_is_prepared() -> None:
    for recording in recordings("fr").values():
        assert codes(prepare(recording.decoded())) == []


@pytest.mark.parametrize("length", [2, 15, 40, 159, 160, 320, 480])
def test_what_is_too_short_to_hold_a_sound_is_levelled_whole(speech: Values, length: int) -> None:
    loud = int(np.abs(speech).argmax())
    result = prepared(speech[loud : loud + length])
    assert len(result.pcm) == 320 * -(-length // 320) and np.abs(result.pcm).max() > 1_000


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 44_100, 48_000])
def test_an_offset_leaves_no_click_at_either_end(speech: Values, rate_hz: int) -> None:
    quiet = np.zeros(rate_hz // 5, np.float32)
    result = uploaded(np.concatenate([quiet, speech, quiet]) + np.float32(0.3), rate_hz)
    assert "dc-removed" in codes(result)
    assert max(np.abs(part).max() for part in (result.pcm[:1_600], result.pcm[-1_600:])) < 100
