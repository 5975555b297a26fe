"""What is heard on streams: keys by all three ways, and audio that goes on to the other side of a bridge."""

from collections.abc import Callable

from switchboard.media.control import Configure, DtmfMethod, Event, FirstPacket, Key
from switchboard.media.hearing import FAX, Ear
from switchboard.media.plane import Plane
from switchboard.media.recordings import Recordings
from switchboard.media.relay import Relay
from switchboard.media.rtp import Packet
from switchboard.media.source import Address
from switchboard.media.stream import Stream
from switchboard.media.takes import Takes
from switchboard.media.watch import SourceWatch


class Listening:
    """The `Listener` of all streams."""

    def __init__(
        self,
        plane: Plane,
        emit: Callable[[Event], None],
        recordings: Recordings,
        takes: Takes,
        watch: SourceWatch,
    ) -> None:
        self._plane = plane
        self._emit = emit
        self._recordings = recordings
        self._takes = takes
        self._watch = watch
        self._ear = Ear()

    def configure(self, stream: Stream, config: Configure) -> None:
        """Listens for the tones of keys where that was agreed, and for a fax machine where that is wanted."""
        if stream.hears_tones:
            self._ear.listen(stream.row, alaw=config.codec == "PCMA", keys=config.dtmf_inband, fax=stream.fax)
        else:
            self.forget(stream)

    def hear_fax(self, stream: Stream, *, wanted: bool) -> None:
        """Reports the tone of a fax machine as a key from now on, or no longer."""
        stream.listen_for_fax(wanted)
        if stream.config is not None:
            self.configure(stream, stream.config)
            stream.update_filter()

    def forget(self, stream: Stream) -> None:
        """Listens for tones no longer."""
        self._ear.forget(stream.row)
        stream.sounds_key = False

    def hear_tones(self) -> None:
        """Reports the keys that were heard as tones since it was called last."""
        now_s = self._plane.now_s
        for tone in self._ear.tones(now_s):
            stream = self._plane.streams[tone.row]
            if tone.digit is not None:
                self.on_key(stream, tone.digit, "inband")
            if tone.digit == FAX:
                continue
            stream.keys.follow("inband", now_s, held=tone.held)
            stream.sounds_key = tone.held
            if tone.held and stream.seat is not None:
                stream.seat.hush()

    def on_first_packet(self, stream: Stream) -> None:
        """The peer has begun to send."""
        self._emit(FirstPacket(stream=stream.number))

    def on_key(self, stream: Stream, digit: str, method: DtmfMethod) -> bool:
        """Reports a press, and stops the prompt or the take in the same instant; False if the press is a copy by
        another method.
        """
        if not stream.keys.press(digit, method, self._plane.now_s):
            return False
        stream.keyed_s = self._plane.now_s
        at_ms = self._plane.offset_ms(stream)
        self._emit(Key(stream=stream.number, digit=digit, method=method, at_ms=at_ms))
        if stream.prompt is not None and stream.prompt.stop_on_key:
            self._plane.end_play(stream, "key")
        self._takes.on_key(stream, digit, method)
        return True

    def on_audio(self, stream: Stream, payload: bytes) -> None:
        """Audio to listen to for tones."""
        self._ear.hear(stream.row, payload)

    def on_forward(self, target: Stream, relay: Relay, packet: Packet) -> None:
        """Forwards a packet to the other side of a bridge."""
        self._plane.forward(target, relay, packet)

    def on_stranger(self, stream: Stream, source: Address) -> None:
        """Called when a stranger sends audio."""
        self._watch.refuse(stream, source)

    def on_record_error(self, stream: Stream) -> None:
        """The disk is full or gone: the recording ends with what it has."""
        self._recordings.stop(stream, "error")
