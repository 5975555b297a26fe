"""Listens on streams to who has answered, and tells it."""

from collections.abc import Callable

from switchboard.media.answerer import StreamAnswerer
from switchboard.media.control import AnswererHear, AnswererHeard, Event, GreetingEnded
from switchboard.media.plane import Plane
from switchboard.media.refused import RefusedError
from switchboard.media.stream import Stream


class Answerers:
    """Of each stream that is listened to: `AnswererHeard`, and for a machine `GreetingEnded`."""

    def __init__(self, plane: Plane, emit: Callable[[Event], None]) -> None:
        self._plane = plane
        self._emit = emit
        self._listening: dict[int, Stream] = {}

    def start(self, stream: Stream, command: AnswererHear) -> None:
        """Listen from now on."""
        if stream.config is None:
            raise RefusedError("not-configured")
        stream.answerer = StreamAnswerer(command, stream.config.codec, self._plane.now_s)
        self._listening[stream.row] = stream
        stream.update_filter()

    def stop(self, stream: Stream) -> None:
        """Listen no longer."""
        if stream.answerer is not None:
            stream.answerer = None
            del self._listening[stream.row]
            stream.update_filter()

    def look(self) -> None:
        """Look after all of them."""
        for stream in list(self._listening.values()):
            if stream.answerer is not None:
                self._look(stream, stream.answerer)

    def _look(self, stream: Stream, answerer: StreamAnswerer) -> None:
        detector = answerer.detector
        known, ended = detector.by, detector.greeting
        answerer.look(self._plane.now_s)
        if detector.by is not None and known is None:
            self._emit(
                AnswererHeard(
                    stream=stream.number, by=detector.by, speech_ms=detector.speech_ms, after_ms=detector.heard_ms
                )
            )
        if detector.greeting is not None and ended is None:
            self._emit(GreetingEnded(stream=stream.number, by=detector.greeting))
        if detector.greeting is not None or detector.by in ("person", "unknown"):
            self.stop(stream)
