"""A stream's recording: places what is heard and what is sent on one time line."""

from pathlib import Path

from switchboard.media.codec import make_decoder
from switchboard.media.control import CodecName
from switchboard.media.record import LEFT, RATE_HZ, RIGHT, Recorder
from switchboard.media.settling import Placement


class _Track:
    """One direction."""

    def __init__(self, codec: CodecName) -> None:
        self.decode = make_decoder(codec)
        self.placement = Placement()


class StreamRecording:
    """Both directions of a stream into one file. Times are those of one monotonic clock; methods raise OSError.

    What passes while it is `paused` is silence in the file, so that what follows stands at its time.
    """

    def __init__(self, path: str, codec: CodecName, now_s: float) -> None:
        self.path = path
        self.paused = False
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
        position = track.placement.place(timestamp, self._position(now_s))
        samples = track.decode(payload)
        if not self.paused:
            self._recorder.put(channel, position, samples)

    def _position(self, now_s: float) -> int:
        return round((now_s - self._start_s) * RATE_HZ)
