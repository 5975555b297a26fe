"""One stream: its sockets, what it negotiated, and what becomes of each packet that arrives."""

import socket
from typing import TYPE_CHECKING, Protocol

from switchboard.media import filter as kernel_filter
from switchboard.media.answerer import StreamAnswerer
from switchboard.media.codec import Transcode, make_transcoder
from switchboard.media.control import Configure, DtmfMethod, LoopName, Srtp
from switchboard.media.g722 import G722Encoder
from switchboard.media.keys import KeyMerger
from switchboard.media.live import Live
from switchboard.media.playing import Playing
from switchboard.media.presses import Heard, TelephoneEventReceiver
from switchboard.media.reception import Reception
from switchboard.media.recording import StreamRecording
from switchboard.media.relay import NOTHING, Relay
from switchboard.media.reporting import Reporter
from switchboard.media.rtp import CLOCK_HZ, Packet, parse
from switchboard.media.sockets import MAX_DATAGRAM_BYTES, UNSPECIFIED, RtpSocket
from switchboard.media.source import QUIET_S, Address, SourceRule
from switchboard.media.take import StreamTake
from switchboard.media.telephone_event import TelephoneEventSender

if TYPE_CHECKING:
    from switchboard.media.srtp import Protection

_MAX_DRAINED = 64
"""Datagrams read at once while there may be some from before the socket was connected."""
RTCP_QUIET_S = 25.0
"""Five intervals of ours without a report from the SDP's address, as RFC 3550 §6.3.5 counts who is gone."""


class Member(Protocol):
    """A stream's seat in a room."""

    def hear(self, timestamp: int, payload: bytes, *, tone: bool) -> None: ...
    def hush(self) -> None: ...


class Listener(Protocol):
    """What a stream reports of what it receives."""

    def on_first_packet(self, stream: "Stream") -> None: ...
    def on_key(self, stream: "Stream", digit: str, method: DtmfMethod) -> bool: ...
    def on_audio(self, stream: "Stream", payload: bytes) -> None: ...
    def on_forward(self, target: "Stream", relay: Relay, packet: Packet) -> None: ...
    def on_record_error(self, stream: "Stream") -> None: ...
    def on_stranger(self, stream: "Stream", source: Address) -> None: ...


class Stream:
    """The part of a stream that is not in the arrays of `Rows`: what happens for each packet received, or seldom."""

    def __init__(
        self,
        number: int,
        row: int,
        port: int,
        rtp: socket.socket,
        rtcp: socket.socket,
        reporter: Reporter,
        *,
        filtering: bool = False,
    ) -> None:
        self.number = number
        self.row = row
        self.port = port
        self.rtp = RtpSocket(rtp)
        self.rtcp = rtcp
        self.reporter = reporter
        self.rtcp_remote: Address | None = None
        self.rtcp_described: Address | None = None
        self.config: Configure | None = None
        self.encoder: G722Encoder | None = None
        self.reception = Reception()
        self.events = TelephoneEventReceiver()
        self.keys = KeyMerger()
        self.playing: Playing | None = None
        self.loops: dict[LoopName, Playing] = {}
        self.lives: dict[LoopName, Live] = {}
        self.hushed = False
        self.dialling: TelephoneEventSender | None = None
        self.recording: StreamRecording | None = None
        self.seat: Member | None = None
        self.take: StreamTake | None = None
        self.answerer: StreamAnswerer | None = None
        self.peer: Stream | None = None
        self.relay: Relay | None = None
        self.withholds = NOTHING
        self.kept_press: int | None = None
        self.sounds_key = False
        self.widest: Transcode | None = None
        self.fax = False
        self.media_s: float | None = None
        self.rtcp_s: float | None = None
        self.asked_s = 0.0
        self.keyed_s: float | None = None
        self.foreign = 0
        self.stranger_reported = False
        self._withheld = 0
        self.encrypted: Protection | None = None
        self._protection: Protection | None = None
        self.relayed_packets = self.relayed_octets = 0
        self._filtering = filtering
        self._filtered: tuple[int, ...] | None = None
        self._agreed: dict[int, int] = {}

    def configure(self, config: Configure, now_s: float) -> None:
        """Takes the outcome of an offer and answer."""
        if self.config is None or self.config.codec != config.codec:
            self.encoder = G722Encoder() if config.codec == "G722" else None
        self.config = config
        self._agreed = _agreed_numbers(config)
        described = (config.remote_host, config.remote_port)
        self._encrypt(config.srtp)
        hosts = () if config.signalling_host is None else (config.signalling_host,)
        self.rtp.expect(SourceRule(described, hosts, any_host=config.any_host, any_port=not config.link))
        rtcp_port = config.rtcp_port or min(config.remote_port + 1, 65535)
        self.rtcp_remote = self.rtcp_described = (config.rtcp_host or config.remote_host, rtcp_port)
        self.media_s = self.rtcp_s = None
        self.asked_s = now_s
        self._make_narrow()
        if self.recording is not None:
            self.recording.set_codec(config.codec)
        if self.take is not None:
            self.take.set_codec(config.codec)
        if self.answerer is not None:
            self.answerer.set_codec(config.codec)

    def _encrypt(self, keys: Srtp | None) -> None:
        if keys is not None and self._protection is None:
            # Only who encrypts needs the library.
            from switchboard.media.srtp import Protection

            self._protection = Protection(keys)
        elif keys is not None and self._protection is not None:
            self._protection.change(keys)
        self.encrypted = self._protection if keys is not None else None
        self.rtp.encrypt(self.encrypted)

    @property
    def hears_tones(self) -> bool:
        """Whether the audio is listened to for tones of keys or of a fax machine."""
        return self.fax or (self.config is not None and self.config.dtmf_inband)

    def listen_for_fax(self, wanted: bool) -> None:
        self.fax = wanted
        self._make_narrow()

    def _make_narrow(self) -> None:
        """Detectors hear G.711."""
        is_wide = self.config is not None and self.config.codec == "G722"
        self.widest = make_transcoder("G722", "PCMU") if is_wide and self.hears_tones else None

    @property
    def alive_s(self) -> float:
        """When the peer was heard last, by RTP or RTCP, or asked for a sign of life."""
        return max(self.asked_s, self.media_s or 0.0, self.rtcp_s or 0.0)

    @property
    def prompt(self) -> Playing | None:
        """What plays, unless that is a loop."""
        return self.playing if self.playing is not None and self.playing.play_id is not None else None

    @property
    def loop(self) -> Playing | None:
        """What is heard over and over whenever there is no prompt."""
        if self.hushed:
            return None
        return self.loops.get("ringback") or self.loops.get("music")

    def receive(self, listener: Listener, now_s: float) -> None:
        """Handles one datagram, if there is one."""
        if not self.rtp.settled:
            self._receive_open(listener, now_s)
            return
        try:
            packet = self._parse(self.rtp.receive(MAX_DATAGRAM_BYTES))
        except OSError:
            return
        if packet is not None:
            self._take(packet, listener, now_s)

    def _parse(self, data: bytes) -> Packet | None:
        """The packet. If it has the payload type that we had offered, it gets the one in the answer (RFC 3264 §6.1)."""
        packet = parse(data)
        agreed = None if packet is None else self._agreed.get(packet.payload_type)
        return packet if packet is None or agreed is None else packet._replace(payload_type=agreed)

    def _receive_open(self, listener: Listener, now_s: float) -> None:
        """Handles one datagram of an open socket, or what was queued before the socket was connected: it may be
        anybody's.
        """
        for _ in range(_MAX_DRAINED if self.rtp.connected else 1):
            try:
                data, source = self.rtp.receive_from()
            except BlockingIOError:
                self.rtp.settled = self.rtp.connected
                return
            except OSError:
                return
            packet = self._parse(data)
            if packet is None or not self._consider(source, packet, listener, now_s):
                self.foreign += 1

    def _consider(self, source: Address, packet: Packet, listener: Listener, now_s: float) -> bool:
        """Takes the packet, and earlier ones of its source if it completes their proof; False if it is a stranger's."""
        rtp, ours = self.rtp, self._is_ours(packet)
        if rtp.connected and source != rtp.rule.described:
            return False
        if ours and not rtp.rule.permits(source[0]):
            listener.on_stranger(self, source)
            return False
        quiet = self.media_s is None or now_s - self.media_s >= QUIET_S
        taken = rtp.consider(source, packet, now_s, quiet=quiet) if ours else []
        if rtp.rule.knows(source):
            self.media_s = now_s
        for one in taken:
            self._take(one, listener, now_s)
        return bool(taken)

    def follow_source(self) -> None:
        """RTCP goes where RTP goes: to the SDP's address, or beside the source at another host (RFC 3550 §11)."""
        host, port = self.rtp.remote
        at_home = host == self.rtp.rule.described[0]
        self.rtcp_remote = self.rtcp_described if at_home else (host, min(port + 1, 65535))
        self.rtcp_s = None

    def release_source(self, now_s: float) -> None:
        """Opens the socket for other sources when the SDP's address is silent."""
        if self.rtp.connected and self.media_s is not None and now_s - self.media_s >= QUIET_S:
            self.rtp.disconnect()

    def _is_ours(self, packet: Packet) -> bool:
        config = self.config
        return config is not None and packet.payload_type in (config.payload_type, config.telephone_event_payload_type)

    def _take(self, packet: Packet, listener: Listener, now_s: float) -> None:
        config = self.config
        self.media_s = now_s
        if config is None or not self._is_ours(packet):
            return
        if not self.reception.received:
            listener.on_first_packet(self)
        fresh = self.reception.arrived(packet.ssrc, packet.sequence, packet.timestamp, int(now_s * CLOCK_HZ))
        if packet.payload_type == config.telephone_event_payload_type:
            heard = self._hear_event(packet, listener, now_s)
            # Who holds the other side may send it music, but no keys.
            fresh = fresh and not heard.late and heard.press != self.kept_press and config.direction != "recvonly"
            fresh = fresh and not self.withholds.keys
        elif fresh:
            self._hear(config, packet, listener, now_s)
            fresh = not self.withholds.audio
        if fresh and self.peer is not None and self.relay is not None and not self._is_tone_for(self.peer, packet):
            listener.on_forward(self.peer, self.relay, packet)

    def _hear_event(self, packet: Packet, listener: Listener, now_s: float) -> Heard:
        """Reports a press. The other side of a bridge does not get a copy by another method a second time."""
        heard = self.events.receive(packet, now_s)
        if heard.digit is not None and not listener.on_key(self, heard.digit, "rfc4733"):
            self.kept_press = heard.press
        if heard.press:
            self.keys.follow("rfc4733", now_s, held=heard.held)
        return heard

    def _is_tone_for(self, peer: "Stream", packet: Packet) -> bool:
        """Whether this is the tone of a key that the other side gets as an event, and must not get twice."""
        takes_events = peer.config is not None and peer.config.telephone_event_payload_type is not None
        audio = self.config is not None and packet.payload_type == self.config.payload_type
        return self.sounds_key and takes_events and audio

    def keep_press(self) -> None:
        """The press that led to this bridge was meant for the menu: the other side does not hear the rest of it."""
        self.kept_press = self.events.presses or None

    def _hear(self, config: Configure, packet: Packet, listener: Listener, now_s: float) -> None:
        if self.hears_tones:
            listener.on_audio(self, packet.payload if self.widest is None else self.widest(packet.payload))
        if self.recording is not None and not self.withholds.audio:
            try:
                self.recording.heard(packet.timestamp, packet.payload, now_s)
            except OSError:
                listener.on_record_error(self)
        if self.seat is not None:
            self.seat.hear(packet.timestamp, packet.payload, tone=self.sounds_key)
        if self.take is not None:
            self.take.heard(packet.timestamp, packet.payload, now_s)
        if self.answerer is not None:
            self.answerer.heard(packet.timestamp, packet.payload, now_s)

    def receive_rtcp(self, now_s: float, ntp: int) -> None:
        """Handles one RTCP datagram, if there is one; its sender is where ours go from now on."""
        try:
            data, (host, port, *_) = self.rtcp.recvfrom(MAX_DATAGRAM_BYTES)
        except OSError:
            return
        source = (host, port)
        if self.encrypted is not None:
            data = self.encrypted.open_rtcp(data)
        if not self._is_rtcp_source(source, data, now_s) or not self.reporter.receive(data, now_s, ntp):
            self.foreign += 1
            return
        self.rtcp_remote = source
        self.rtcp_s = now_s

    def _is_rtcp_source(self, source: Address, data: bytes, now_s: float) -> bool:
        """The SDP's address; while that is silent, another port of the RTP source's host that knows its SSRC."""
        if source == self.rtcp_described:
            return True
        # Octets 4 to 7 are the sender's SSRC (§6.4.1): a stranger at the same host would have to guess it.
        if source[0] != self.rtp.remote[0] or int.from_bytes(data[4:8], "big") != self.reception.ssrc:
            return False
        return source == self.rtcp_remote or self.rtcp_s is None or now_s - self.rtcp_s >= RTCP_QUIET_S

    def send_rtcp(self, data: bytes) -> None:
        """Sends to the peer's RTCP address, if there is one."""
        if self.rtcp_remote is None or self.rtcp_remote[0] in UNSPECIFIED:
            return
        try:
            data = data if self.encrypted is None else self.encrypted.protect_rtcp(data)
            self.rtcp.sendto(data, self.rtcp_remote)
        except OSError:
            return

    def update_filter(self) -> None:
        """Lets the kernel, where ``filtering``, withhold audio as long as nobody listens to it."""
        wanted = self._filter_wanted() if self._filtering else None
        if wanted == self._filtered:
            return
        if wanted is None:
            kernel_filter.detach(self.rtp.sock)
        elif not kernel_filter.attach(self.rtp.sock, kernel_filter.digits_only(*wanted)):
            wanted = None
        else:
            self._withheld = kernel_filter.withheld(self.rtp.sock)
        self._filtered = wanted
        # What the kernel withholds must not be counted as lost.
        self.reception.suspend(wanted is not None)

    def note_withheld(self, now_s: float) -> None:
        """What the kernel withheld was the peer's, for the filter is there only while the socket is connected."""
        if self._filtered is None:
            return
        withheld = kernel_filter.withheld(self.rtp.sock)
        if withheld != self._withheld:
            self._withheld, self.media_s = withheld, now_s

    def _filter_wanted(self) -> tuple[int, ...] | None:
        """The payload types to pass, or None when all must be heard."""
        config = self.config
        # Only on a connected socket: otherwise the filter would withhold the packets by which a source proves itself.
        hears = any(one is not None for one in (self.peer, self.seat, self.recording, self.take, self.answerer))
        if config is None or hears or self.hears_tones or not self.rtp.connected:
            return None
        event_type = config.telephone_event_payload_type
        if event_type is None:
            return ()
        return event_type, *(offered for offered, agreed in self._agreed.items() if agreed == event_type)

    def close(self) -> None:
        """Closes both sockets."""
        self.rtp.sock.close()
        self.rtcp.close()


def _agreed_numbers(config: Configure) -> dict[int, int]:
    """The payload types that we offered, and what the answer calls them instead. A peer may send either."""
    agreed = (config.payload_type, config.telephone_event_payload_type)
    offered = (config.offered_payload_type, config.offered_telephone_event_payload_type)
    return {
        old: new
        for old, new in zip(offered, agreed, strict=True)
        if old is not None and new is not None and old not in agreed
    }
