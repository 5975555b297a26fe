"""One stream: its sockets, what it negotiated, and what becomes of each packet that arrives."""

import socket
from dataclasses import dataclass
from typing import Protocol

from switchboard.media import filter as kernel_filter
from switchboard.media.codec import Transcode, make_transcoder
from switchboard.media.control import Configure, DtmfMethod, Statistics
from switchboard.media.g722 import G722Encoder
from switchboard.media.keys import KeyMerger
from switchboard.media.prompts import Prompt
from switchboard.media.reception import Reception
from switchboard.media.recording import StreamRecording
from switchboard.media.relay import Relay
from switchboard.media.reporting import Reporter
from switchboard.media.rtp import CLOCK_HZ, Packet, parse
from switchboard.media.sockets import MAX_DATAGRAM_BYTES, Address, RtpSocket
from switchboard.media.telephone_event import TelephoneEventReceiver, TelephoneEventSender

_NO_PAYLOAD_TYPE = 0xFF
_MAX_DRAINED = 256


@dataclass(frozen=True, slots=True)
class Playing:
    """A prompt on a stream."""

    play_id: int
    path: str
    prompt: Prompt
    stop_on_key: bool
    loop: bool


class Listener(Protocol):
    """What a stream tells the plane."""

    def on_key(self, stream: "Stream", digit: str, method: DtmfMethod) -> None: ...
    def on_audio(self, stream: "Stream", payload: bytes) -> None: ...
    def on_forward(self, target: "Stream", relay: Relay, packet: Packet) -> None: ...
    def on_record_error(self, stream: "Stream") -> None: ...


class Stream:
    """State that is not worth an array: what happens per packet received, or seldom."""

    def __init__(
        self, number: int, row: int, port: int, rtp: socket.socket, rtcp: socket.socket, reporter: Reporter
    ) -> None:
        self.number = number
        self.row = row
        self.port = port
        self.rtp = RtpSocket(rtp)
        self.rtcp = rtcp
        self.reporter = reporter
        self.rtcp_remote: Address | None = None
        self.config: Configure | None = None
        self.encoder: G722Encoder | None = None
        self.reception = Reception()
        self.events = TelephoneEventReceiver()
        self.keys = KeyMerger()
        self.playing: Playing | None = None
        self.dialling: TelephoneEventSender | None = None
        self.recording: StreamRecording | None = None
        self.peer: Stream | None = None
        self.relay: Relay | None = None
        self.kept_event: int | None = None
        self.widest: Transcode | None = None
        self.heard_s = 0.0
        self.timed_out = False
        self.foreign = 0
        self.relayed_packets = self.relayed_octets = 0
        self._filtered: int | None = None

    def configure(self, config: Configure, now_s: float) -> None:
        """Takes the outcome of an offer and answer."""
        if self.config is None or self.config.codec != config.codec:
            self.encoder = G722Encoder() if config.codec == "G722" else None
        self.config = config
        self.rtp.expect((config.remote_host, config.remote_port))
        self.rtcp_remote = (config.remote_host, config.rtcp_port or min(config.remote_port + 1, 65535))
        self.heard_s, self.timed_out = now_s, False
        self.widest = make_transcoder("G722", "PCMU") if config.dtmf_inband and config.codec == "G722" else None
        if self.recording is not None:
            self.recording.set_codec(config.codec)

    @property
    def expects_packets(self) -> bool:
        """Whether the peer is to send."""
        return self.config is not None and self.config.direction in ("sendrecv", "recvonly")

    def receive(self, listener: Listener, now_s: float) -> None:
        """Handles one datagram, if there is one."""
        try:
            arrived = [self.rtp.receive(MAX_DATAGRAM_BYTES)] if self.rtp.latched else self._receive_unlatched(now_s)
        except OSError:
            return
        for data in arrived:
            packet = parse(data)
            if packet is not None:
                self._take(packet, listener, now_s)

    def _receive_unlatched(self, now_s: float) -> list[bytes]:
        """The datagram that settles whom we talk to, and what its sender sent since; all others are strangers'."""
        data, source = self.rtp.receive_from()
        packet = parse(data)
        if packet is None or not self._is_ours(packet) or not self.rtp.consider(source, packet):
            self.foreign += 1
            return []
        self.heard_s = now_s
        self._follow_rtcp(source)
        return [data, *self._drain(source)]

    def _drain(self, peer: Address) -> list[bytes]:
        """What was queued before the socket was connected may be anybody's."""
        queued = []
        for _ in range(_MAX_DRAINED):
            try:
                data, source = self.rtp.receive_from()
            except OSError:
                break
            if source == peer:
                queued.append(data)
            else:
                self.foreign += 1
        return queued

    def _follow_rtcp(self, source: Address) -> None:
        if self.config is not None and source[0] != self.config.remote_host:
            self.rtcp_remote = (source[0], min(source[1] + 1, 65535))

    def _is_ours(self, packet: Packet) -> bool:
        config = self.config
        return config is not None and packet.payload_type in (config.payload_type, config.telephone_event_payload_type)

    def _take(self, packet: Packet, listener: Listener, now_s: float) -> None:
        config = self.config
        if config is None or not self._is_ours(packet):
            return
        self.heard_s, self.timed_out = now_s, False
        if not self.reception.arrived(packet.ssrc, packet.sequence, packet.timestamp, int(now_s * CLOCK_HZ)):
            return
        if packet.payload_type == config.telephone_event_payload_type:
            digit = self.events.receive(packet.payload, packet.timestamp, packet.sequence, now_s)
            if digit is not None:
                listener.on_key(self, digit, "rfc4733")
        else:
            self._hear(config, packet, listener, now_s)
        if self.peer is not None and self.relay is not None and not self._is_kept(config, packet):
            listener.on_forward(self.peer, self.relay, packet)

    def _is_kept(self, config: Configure, packet: Packet) -> bool:
        """Whether this is the rest of the press that led into the bridge: meant for us, not for the other side."""
        return packet.payload_type == config.telephone_event_payload_type and packet.timestamp == self.kept_event

    def _hear(self, config: Configure, packet: Packet, listener: Listener, now_s: float) -> None:
        if config.dtmf_inband:
            listener.on_audio(self, packet.payload if self.widest is None else self.widest(packet.payload))
        if self.recording is not None:
            try:
                self.recording.heard(packet.timestamp, packet.payload, now_s)
            except OSError:
                listener.on_record_error(self)

    def receive_rtcp(self, now_s: float, ntp: int) -> None:
        """Handles one RTCP datagram, if there is one; its sender is where ours go from now on."""
        try:
            data, (host, port, *_) = self.rtcp.recvfrom(MAX_DATAGRAM_BYTES)
        except OSError:
            return
        hosts = {address[0] for address in (self.rtp.remote, self.rtcp_remote) if address is not None}
        if host not in hosts or not self.reporter.receive(data, now_s, ntp):
            self.foreign += 1
            return
        self.rtcp_remote = (host, port)
        self.heard_s, self.timed_out = now_s, False

    def send_rtcp(self, data: bytes) -> None:
        """To the peer's RTCP address, if there is one."""
        if self.rtcp_remote is None:
            return
        try:
            self.rtcp.sendto(data, self.rtcp_remote)
        except OSError:
            return

    def update_filter(self, *, allowed: bool) -> None:
        """Lets the kernel withhold audio while nobody listens to it."""
        wanted = self._filter_wanted() if allowed else None
        if wanted == self._filtered:
            return
        if wanted is None:
            kernel_filter.detach(self.rtp.sock)
        elif not kernel_filter.attach(self.rtp.sock, kernel_filter.digits_only(wanted)):
            wanted = None
        self._filtered = wanted
        self.reception.suspend(wanted is not None)

    def _filter_wanted(self) -> int | None:
        """The payload type to pass, or None when all must be heard."""
        config = self.config
        hears = self.peer is not None or self.recording is not None
        if config is None or hears or config.dtmf_inband or not self.rtp.latched:
            return None
        event_type = config.telephone_event_payload_type
        return _NO_PAYLOAD_TYPE if event_type is None else event_type

    def statistics(self, sent: int) -> Statistics:
        """The figures, ``sent`` counting the row's own packets."""
        return Statistics(
            packets_sent=sent + self.relayed_packets,
            packets_received=self.reception.received,
            lost=self.reception.lost,
            jitter_ms=round(self.reception.jitter_ms, 3),
            duplicates=self.reception.duplicates,
            dtmf_methods=tuple(self.keys.methods),
            dropped_foreign=self.foreign,
            filtered=self.reception.was_suspended,
            peer_lost=self.reporter.peer_lost,
            round_trip_ms=self.reporter.round_trip_ms,
        )

    def close(self) -> None:
        """Closes both sockets."""
        self.rtp.sock.close()
        self.rtcp.close()
        self.rtp.latched = False
