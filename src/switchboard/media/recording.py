"""A stream's recording: places what is heard and what is sent on one time line."""

from pathlib import Path

from switchboard.media.codec import make_decoder
from switchboard.media.control import CodecName
from switchboard.media.record import LEFT, RATE_HZ, RIGHT, Recorder
from switchboard.media.rtp import timestamp_difference

MAX_DRIFT_SAMPLES = RATE_HZ // 5


class _Track:
    """One direction: its decoder, and where its timestamps lie on the time line."""

    def __init__(self, codec: CodecName) -> None:
        self.decode = make_decoder(codec)
        self._timestamp: int | None = None
        self._position = 0

    def place(self, timestamp: int, now: int) -> int:
        """The position of a payload that passed at position ``now``: by its timestamp, unless that strayed."""
        if self._timestamp is not None:
            position = self._position + timestamp_difference(timestamp, self._timestamp)
            # Within a small drift the timestamp is right and the arrival only jitters; beyond it the sender has
            # restarted its clock.
            if abs(position - now) <= MAX_DRIFT_SAMPLES:
                return position
        self._timestamp, self._position = timestamp, now
        return now


class StreamRecording:
    """Both directions of a stream into one file. Times are those of one monotonic clock; methods raise OSError."""

    def __init__(self, path: str, codec: CodecName, now_s: float) -> None:
        self.path = path
        self._recorder = Recorder(Path(path))
        self._start_s = now_s
        self.set_codec(codec)

    def set_codec(self, codec: CodecName) -> None:
        """Decoders for what comes from now on."""
        self._tracks = (_Track(codec), _Track(codec))

    @property
    def duration_ms(self) -> int:
        """The duration of the audio in the file."""
        return self._recorder.frames * 1000 // RATE_HZ

    def heard(self, timestamp: int, payload: bytes, now_s: float) -> None:
        """Audio from the peer."""
        self._put(LEFT, timestamp, payload, now_s)

    def sent(self, timestamp: int, payload: bytes, now_s: float) -> None:
        """Audio to the peer."""
        self._put(RIGHT, timestamp, payload, now_s)

    def flush(self, now_s: float) -> None:
        """Writes what has settled."""
        self._recorder.flush(self._position(now_s))

    def close(self, now_s: float) -> None:
        """Writes the rest and closes the file."""
        self._recorder.close(self._position(now_s))

    def _put(self, channel: int, timestamp: int, payload: bytes, now_s: float) -> None:
        track = self._tracks[channel]
        position = track.place(timestamp, self._position(now_s))
        self._recorder.put(channel, position, track.decode(payload))

    def _position(self, now_s: float) -> int:
        return round((now_s - self._start_s) * RATE_HZ)
