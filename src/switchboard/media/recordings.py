"""Starts and stops the recordings of streams."""

from collections.abc import Callable

from switchboard.media.control import Event, RecordEnd, RecordStopped
from switchboard.media.plane import Plane
from switchboard.media.recording import StreamRecording
from switchboard.media.refused import RefusedError
from switchboard.media.stream import Stream


class Recordings:
    """At most one recording of each stream; the end of each is a `RecordStopped`."""

    def __init__(self, plane: Plane, emit: Callable[[Event], None]) -> None:
        self._plane = plane
        self._emit = emit

    def start(self, stream: Stream, path: str) -> None:
        """Records from now on."""
        if stream.recording is not None:
            raise RefusedError("already-recording")
        if stream.config is None:
            raise RefusedError("not-configured")
        try:
            stream.recording = StreamRecording(path, stream.config.codec, self._plane.now_s)
        except OSError:
            raise RefusedError("unwritable") from None
        self._plane.rows.recorded[stream.row] = True
        stream.update_filter()

    def pause(self, stream: Stream, *, paused: bool) -> None:
        """Records silence, or goes on; nothing to do without a recording."""
        if stream.recording is not None:
            stream.recording.paused = paused

    def stop(self, stream: Stream, reason: RecordEnd) -> None:
        """Closes the recording, which must exist."""
        recording, stream.recording = stream.recording, None
        if recording is None:
            raise RefusedError("not-recording")
        self._plane.rows.recorded[stream.row] = False
        stream.update_filter()
        try:
            recording.close(self._plane.now_s)
        except OSError:
            reason = "error"
        self._emit(
            RecordStopped(stream=stream.number, path=recording.path, duration_ms=recording.duration_ms, reason=reason)
        )

    def flush(self, stream: Stream) -> None:
        """Writes what has settled. When the disk is full or gone, the recording ends with what it has."""
        if stream.recording is None:
            return
        try:
            stream.recording.flush(self._plane.now_s)
        except OSError:
            self.stop(stream, "error")
