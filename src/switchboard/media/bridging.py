"""Bridges: two streams that hear each other."""

from switchboard.media.plane import Plane
from switchboard.media.refused import RefusedError
from switchboard.media.relay import NOTHING, Relay
from switchboard.media.stream import Stream


class Bridges:
    """Connects streams in pairs, in both directions."""

    def __init__(self, plane: Plane) -> None:
        self._plane = plane

    def join(self, stream: Stream, other: Stream) -> None:
        """Bridges two streams; bridges that they had before end."""
        if stream.config is None or other.config is None:
            raise RefusedError("not-configured")
        self.part(stream)
        self.part(other)
        stream.peer, other.peer = other, stream
        self._connect(stream, other)
        # The key that chose this bridge may still be held: it was meant for the menu.
        for side in (stream, other):
            side.keep_press()
            side.update_filter()

    def part(self, stream: Stream) -> None:
        """Ends the stream's bridge, if it has one."""
        other = stream.peer
        if other is None:
            return
        for side in (stream, other):
            self._plane.end_relay(side)
        for side in (stream, other):
            side.peer = side.relay = None
            side.withholds = NOTHING
            side.update_filter()

    def suspend(self, stream: Stream) -> None:
        """Ends what is relayed to the stream before it is configured anew."""
        if stream.peer is not None:
            self._plane.end_relay(stream)

    def renew(self, stream: Stream) -> None:
        """Relays again, by what the stream has negotiated now."""
        if stream.peer is not None:
            self._connect(stream, stream.peer)

    def _connect(self, stream: Stream, other: Stream) -> None:
        """Makes relays for both directions, according to what is negotiated now."""
        for side in (stream, other):
            self._plane.end_relay(side)
        for source, target in ((stream, other), (other, stream)):
            if source.config is not None and target.config is not None:
                # A link that carries G.722 carries the octets of one encoder: the source's.
                encoder = None if target.config.link else target.encoder
                source.relay = Relay(source.config, target.config, target.reporter.ssrc, encoder)
