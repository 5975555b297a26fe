"""A message as it arrives in packets: when it ends, what is in its file, and that the file is valid all the time."""

import random
import resource
import wave
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from switchboard.media.control import CodecName, TakeEnd, TakeEnded, TakeStart
from switchboard.media.g711 import ulaw_encode
from switchboard.media.g722 import G722Encoder
from switchboard.media.speech import BLOCK_S
from switchboard.media.take import StreamTake
from switchboard.media.takes import Takes
from switchboard.media.wav import duration_ms
from tests.kit.sounds import cadence, noise, samples, silence, speech

from .sender import Sender

pytestmark = pytest.mark.unit

PACKET_S = 0.020
BEGAN_S = 1000.0
WIDE_SPEECH = samples(speech(2.5, rate_hz=16000))


@dataclass(slots=True)
class Line:
    """A take that hears a sound in packets of 20 ms, as far as `lost` and `gaps` let it, on a clock of its own.

    A packet comes up to `jitter_s` late. `over` is why the take ended, at `ended_s`.
    """

    path: Path
    max_s: float = 60
    silence_s: float = 10
    codec: CodecName = "PCMU"
    lost: frozenset[int] = frozenset()
    jitter_s: float = 0.0
    over: TakeEnd | None = None
    ended_s: float = 0.0
    take: StreamTake = field(init=False)

    def __post_init__(self) -> None:
        command = TakeStart(
            stream=1,
            path=str(self.path),
            max_ms=round(self.max_s * 1000),
            max_silence_ms=round(self.silence_s * 1000),
            first_silence_ms=round(self.silence_s * 1000) + 5000 if self.silence_s else 0,
            lead_ms=500,
            trail_ms=1000,
            end_keys="#",
        )
        self.take = StreamTake(command, self.codec, BEGAN_S)

    def hear(self, sound: NDArray[np.int16], *, close: bool = True) -> "Line":
        """All of a sound, or until the take is over; then it is closed unless it is left open."""
        octets = G722Encoder().encode(sound) if self.codec == "G722" else ulaw_encode(sound).tobytes()
        chance = random.Random(7)
        packets = [
            (BEGAN_S + (index + 1) * PACKET_S + chance.random() * self.jitter_s, index)
            for index in range(len(octets) // 160)
            if index not in self.lost
        ]
        packets.sort()
        total_s, ticks = len(octets) / 8000, 0
        for now_s, index in [*packets, (BEGAN_S + total_s, -1)]:
            while self.over is None and BEGAN_S + (ticks + 1) * BLOCK_S <= now_s:
                ticks += 1
                self.over = self.take.look(BEGAN_S + ticks * BLOCK_S)
                self.ended_s = ticks * BLOCK_S
            if self.over is None and index >= 0:
                self.take.heard(160 * index, octets[160 * index : 160 * index + 160], now_s)
        if close:
            self.close(BEGAN_S + (self.ended_s if self.over else total_s))
        return self

    def close(self, now_s: float, *, at_tones: bool = False) -> None:
        self.take.close(now_s, at_tones=at_tones)
        assert duration_ms(self.path) == self.take.duration_ms

    @property
    def seconds(self) -> float:
        return self.take.duration_ms / 1000


def read(path: Path, rate_hz: int = 8000) -> NDArray[np.int16]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, rate_hz, 2)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return tmp_path / "a.wav"


def test_silence_around_the_words_is_trimmed(wav: Path) -> None:
    line = Line(wav).hear(samples(silence(3), speech(4), silence(5)))
    assert line.over is None
    assert line.seconds == pytest.approx(5.5, abs=0.06)
    assert line.take.speech_ms == pytest.approx(4000, abs=60)
    sound = np.abs(read(wav))
    assert sound[:3900].max() == 0 and sound[4300:8000].max() > 1000 and sound[-7500:].max() == 0


def test_nothing_is_lost_of_words_that_begin_and_end_with_the_take(wav: Path) -> None:
    line = Line(wav).hear(samples(speech(3)))
    assert line.seconds == pytest.approx(3, abs=0.005)
    assert line.take.speech_ms == pytest.approx(3000, abs=60)


def test_silence_ends_it_where_it_should(wav: Path) -> None:
    line = Line(wav).hear(samples(speech(3), silence(9), speech(3), silence(20)))
    assert line.over == "silence"
    assert line.ended_s == pytest.approx(25, abs=0.15)
    assert line.seconds == pytest.approx(16, abs=0.06)


def test_a_word_in_the_last_moment_is_waited_for(wav: Path) -> None:
    line = Line(wav).hear(samples(speech(3), silence(9.85), speech(2)))
    assert line.over is None
    assert line.seconds == pytest.approx(14.85, abs=0.06)


def test_somebody_who_says_nothing_is_given_five_seconds_more(wav: Path) -> None:
    line = Line(wav).hear(samples(noise(30, -60)))
    assert (line.over, line.seconds, line.take.speech_ms) == ("silence", 0, 0)
    assert line.ended_s == pytest.approx(15, abs=0.15)
    assert read(wav).size == 0


def test_silence_may_last_for_ever(wav: Path) -> None:
    assert Line(wav, silence_s=0).hear(samples(speech(1), silence(40))).over is None


def test_the_limit(wav: Path) -> None:
    line = Line(wav, max_s=5).hear(samples(speech(9)))
    assert (line.over, line.seconds) == ("limit", 5)
    assert line.ended_s == pytest.approx(5, abs=0.15)


def test_a_whisper_is_not_cut_off(wav: Path) -> None:
    line = Line(wav).hear(samples(speech(20, -45), over=noise(20, -60)))
    assert line.over is None
    assert line.seconds == pytest.approx(20, abs=0.01)


@pytest.mark.parametrize("noise_db", [-90, -55])
def test_the_busy_tone_of_a_carrier_is_neither_speech_nor_kept(wav: Path, noise_db: float) -> None:
    line = Line(wav).hear(samples(speech(4), cadence(12, 0.48, 0.48, 425), over=noise(16, noise_db)))
    assert line.over == "silence"
    assert line.ended_s == pytest.approx(14, abs=0.15)
    assert line.seconds == pytest.approx(4.0, abs=0.1)


def test_a_busy_tone_alone_is_nothing(wav: Path) -> None:
    line = Line(wav).hear(samples(cadence(20, 0.48, 0.48, 425)))
    assert (line.over, line.seconds, line.take.speech_ms) == ("silence", 0, 0)
    line = Line(wav).hear(samples(cadence(5, 0.48, 0.48, 425), speech(3), silence(1)))
    assert line.seconds == pytest.approx(4.5, abs=0.1)


def test_g722_is_kept_at_16_khz(wav: Path) -> None:
    line = Line(wav, codec="G722").hear(samples(silence(2, 16000), speech(3, -20, 16000), silence(3, 16000)))
    assert line.seconds == pytest.approx(4.5, abs=0.06)
    spectrum = np.abs(np.fft.rfft(read(wav, 16000)))
    assert spectrum[len(spectrum) // 2 :].sum() > 0.2 * spectrum.sum()


@pytest.mark.parametrize("start", ["PCMU", "G722"])
def test_another_codec_in_the_middle_keeps_the_rate(wav: Path, start: CodecName) -> None:
    rate_hz = 16000 if start == "G722" else 8000
    line = Line(wav, codec=start).hear(samples(speech(2, rate_hz=rate_hz)), close=False)
    line.take.set_codec("PCMU" if start == "G722" else "G722")
    octets = ulaw_encode(samples(speech(2.5))).tobytes() if start == "G722" else G722Encoder().encode(WIDE_SPEECH)
    for packet in range(100):
        line.take.heard(packet * 160, octets[packet * 160 :][:160], BEGAN_S + 2 + packet * PACKET_S)
    line.close(BEGAN_S + 4)
    assert len(read(wav, rate_hz)) == pytest.approx(4 * rate_hz, rel=0.03)
    assert line.take.speech_ms == pytest.approx(3800, abs=220)


def test_lost_and_late_packets_leave_the_rest_in_place(wav: Path) -> None:
    sound = samples(speech(6), over=noise(6, -50))
    clean, rough = wav.with_name("clean.wav"), wav.with_name("rough.wav")
    Line(clean).hear(sound)
    line = Line(rough, lost=frozenset(range(5, 300, 20)), jitter_s=0.08).hear(sound)
    assert line.seconds == pytest.approx(6, abs=0.1)
    one, other = read(clean).astype(float), read(rough).astype(float)
    spectra = np.fft.rfft(one, 65536).conj() * np.fft.rfft(other, 65536)
    assert np.fft.irfft(spectra).max() > 0.9 * np.linalg.norm(one) * np.linalg.norm(other)


def test_lost_packets_do_not_make_speech_of_noise(wav: Path) -> None:
    line = Line(wav, lost=frozenset(range(0, 1500, 10))).hear(
        samples(silence(1), speech(2), silence(20), over=noise(25, -45))
    )
    assert line.over == "silence"
    assert line.ended_s == pytest.approx(13, abs=0.4)


def test_a_telephone_that_sends_nothing_in_silence(wav: Path) -> None:
    gap = frozenset(range(100, 400))
    line = Line(wav, lost=gap | frozenset(range(500, 1500))).hear(samples(speech(10), silence(20)))
    assert line.over == "silence"
    assert line.ended_s == pytest.approx(20, abs=0.15)
    assert line.seconds == pytest.approx(11, abs=0.1)
    assert not read(wav)[2 * 8000 + 400 : 8 * 8000 - 400].any()


def test_the_tones_of_a_key_are_cut_away_and_what_is_just_before_them(wav: Path) -> None:
    line = Line(wav).hear(samples(speech(3), cadence(0.06, 0.06, 0, 941, 1477)), close=False)
    line.close(BEGAN_S + 3.06, at_tones=True)
    assert line.seconds == pytest.approx(2.93, abs=0.02)
    line = Line(wav).hear(samples(silence(0.06)), close=False)
    line.close(BEGAN_S + 0.06, at_tones=True)
    assert line.seconds == 0


def test_the_file_is_valid_and_nearly_complete_all_the_time(wav: Path) -> None:
    line, octets = Line(wav), ulaw_encode(samples(speech(10))).tobytes()
    for index in range(1, 501):
        line.take.heard(160 * index, octets[160 * index - 160 : 160 * index], BEGAN_S + index * PACKET_S)
        if index % 5 == 0:
            assert line.take.look(BEGAN_S + index * PACKET_S) is None
            held = len(read(wav)) / 8000
            assert duration_ms(wav) == round(held * 1000)
            assert held >= index * PACKET_S - 1
    line.close(BEGAN_S + 10)
    assert line.seconds == pytest.approx(10, abs=0.01)


def test_a_full_disk_ends_it_with_what_there_is(wav: Path) -> None:
    sender, octets = Sender(), ulaw_encode(samples(speech(5))).tobytes()
    takes, stream = Takes(sender.plane, sender.events.append), sender.stream(1)
    takes.start(stream, TakeStart(stream=1, path=str(wav), max_ms=60_000))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_001, limits[1]))
    try:
        for index in range(250):
            if stream.take is not None:
                stream.take.heard(160 * index, octets[160 * index :][:160], sender.plane.now_s)
            for _ in range(4):
                sender.slots(1)
                takes.look()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    stream.close()
    (told,) = sender.events
    assert isinstance(told, TakeEnded)
    assert (told.reason, told.duration_ms) == ("error", 1247)
    assert len(read(wav)) == (20_001 - 44) // 2


def test_what_is_not_a_wav_file_has_no_duration(wav: Path) -> None:
    wav.write_bytes(b"RIFF")
    with pytest.raises(OSError, match="not a WAV file"):
        duration_ms(wav)


@given(
    st.lists(st.tuples(st.floats(0, 3), st.floats(0.3, 3)), max_size=4),
    st.floats(0, 3),
    st.floats(0, 0.12),
    st.booleans(),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_trimming_keeps_all_words_and_no_more_silence_than_it_says(
    wav: Path, words: list[tuple[float, float]], last_s: float, jitter_s: float, noisy: bool
) -> None:
    parts = [part for pause_s, word_s in words for part in (silence(pause_s), speech(word_s))]
    total_s = sum(map(sum, words)) + last_s
    sound = samples(*parts, silence(last_s), over=noise(total_s + 1, -60) if noisy else None)
    line = Line(wav, jitter_s=jitter_s).hear(sound)
    first_s = words[0][0] if words else 0
    spoken_s = total_s - first_s - last_s
    kept_s = min(0.5, first_s) + spoken_s + min(1.0, last_s) if words else 0
    assert line.seconds == pytest.approx(kept_s, abs=0.1 + jitter_s)
    assert line.take.speech_ms / 1000 == pytest.approx(spoken_s, abs=0.1 + jitter_s)
