"""WAV files that are valid at any moment."""

import wave
from pathlib import Path

import numpy as np
import pytest

from switchboard.media.g711 import ulaw_encode
from switchboard.media.record import LEFT, RIGHT, Recorder
from switchboard.media.recording import StreamRecording

pytestmark = pytest.mark.unit


def read(path: Path) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    """The frames."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 8000, 2)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).reshape(-1, 2)


def ramp(start: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """Numbered samples."""
    return np.arange(start, start + count).astype(np.int16)


def test_channels_are_placed_and_filled_with_silence(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.wav")
    recorder.put(LEFT, 100, ramp(1, 160))
    recorder.put(RIGHT, 400, ramp(1, 160))
    recorder.close(1000)
    frames = read(tmp_path / "a.wav")
    assert len(frames) == recorder.frames == 1000
    assert frames[100:260, LEFT].tolist() == ramp(1, 160).tolist()
    assert frames[400:560, RIGHT].tolist() == ramp(1, 160).tolist()
    assert not frames[:100].any() and not frames[560:].any()


def test_the_file_is_valid_after_each_write_and_nearly_complete(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    recorder = Recorder(path)
    assert len(read(path)) == 0
    for now in range(0, 40000, 4000):
        recorder.put(LEFT, now, ramp(now % 1000, 4000))
        recorder.flush(now + 4000)
        assert now + 4000 - len(read(path)) <= 8000
    recorder.close(40000)
    assert len(read(path)) == 40000
    assert (read(path)[:, LEFT] != 0).mean() > 0.99


def test_what_is_too_old_or_too_far_is_dropped(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.wav")
    recorder.flush(8000)
    recorder.put(LEFT, 0, ramp(1, 160))
    recorder.put(LEFT, 6000 - 80, ramp(1, 160))
    recorder.put(LEFT, 10**6, ramp(1, 160))
    recorder.put(LEFT, -(10**6), ramp(1, 160))
    recorder.close(9000)
    assert np.count_nonzero(read(tmp_path / "a.wav")[:, LEFT]) == 80


def test_a_long_stall_is_silence(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "a.wav")
    recorder.put(LEFT, 0, ramp(1, 160))
    recorder.flush(100000)
    recorder.close(100000)
    frames = read(tmp_path / "a.wav")
    assert len(frames) == 100000 and np.count_nonzero(frames) == 160


def test_packets_are_placed_by_timestamp_not_by_arrival(tmp_path: Path) -> None:
    recording = StreamRecording(str(tmp_path / "a.wav"), "PCMU", 100.0)
    packets = [ulaw_encode(np.full(160, 1000 * (i + 1), np.int16)).tobytes() for i in range(4)]
    for index, late_ms in ((0, 0), (2, 1), (1, 30), (3, 0)):
        recording.heard(5000 + 160 * index, packets[index], 100.0 + (20 * index + late_ms) / 1000)
    recording.heard(5000 + 10**6, packets[0], 100.5)
    recording.close(101.0)
    frames = read(tmp_path / "a.wav")[:, LEFT].astype(int)
    assert [round(frames[160 * i + 80] / 1000) for i in range(4)] == [1, 2, 3, 4]
    assert frames[4000:4160].min() > 900
    assert recording.duration_ms == 1000


def test_paused_time_is_silence_and_what_follows_stands_at_its_time(tmp_path: Path) -> None:
    recording = StreamRecording(str(tmp_path / "a.wav"), "PCMU", 100.0)
    loud = ulaw_encode(np.full(160, 8000, np.int16)).tobytes()
    for packet in range(50):
        recording.paused = 10 <= packet < 40
        recording.heard(160 * packet, loud, 100.0 + packet / 50)
        recording.sent(160 * packet, loud, 100.0 + packet / 50)
    recording.close(101.0)
    frames = read(tmp_path / "a.wav")
    assert len(frames) == 8000
    assert not frames[1600:6400].any() and frames[:1600].all() and frames[6400:].all()
