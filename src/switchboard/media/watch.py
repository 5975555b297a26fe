"""Watches the sources of all streams, and reports who is heard now and who was refused."""

from collections.abc import Callable

from switchboard.media.control import Event, SourceChanged, SourceRefused
from switchboard.media.plane import Plane
from switchboard.media.source import Address
from switchboard.media.stream import Listener, Stream


class SourceWatch:
    """Follows a stream's source, and tells who it is."""

    def __init__(self, plane: Plane, emit: Callable[[Event], None]) -> None:
        self._plane = plane
        self._emit = emit

    def receive(self, stream: Stream, listener: Listener) -> None:
        """Takes what came to a stream's socket."""
        send, former = stream.rtp.send, stream.rtp.remote
        stream.receive(listener, self._plane.now_s)
        if stream.rtp.send is not send:
            self._follow(stream, former)

    def look(self, stream: Stream) -> None:
        """Checks that the source of a stream is still heard: another one may be waiting."""
        if not stream.rtp.connected:  # all may be heard already
            return
        send, former = stream.rtp.send, stream.rtp.remote
        stream.note_withheld(self._plane.now_s)
        stream.release_source(self._plane.now_s)
        if stream.rtp.send is not send:
            self._follow(stream, former)

    def refuse(self, stream: Stream, source: Address) -> None:
        """Reports, once for each stream, that somebody who has no part in the call sends audio."""
        if not stream.stranger_reported:
            stream.stranger_reported = True
            self._emit(SourceRefused(stream=stream.number, host=source[0], port=source[1]))

    def _follow(self, stream: Stream, former: Address) -> None:
        """The peer has another address, or a packet takes another way there."""
        self._plane.update_route(stream)
        stream.update_filter()
        host, port = stream.rtp.remote
        if (host, port) != former:
            stream.follow_source()
            self._emit(
                SourceChanged(stream=stream.number, host=host, port=port, former_host=former[0], former_port=former[1])
            )
