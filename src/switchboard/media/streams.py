"""All streams of a worker: carries out commands, emits events, and looks after each stream twice a second."""

import random
import time
from collections import Counter
from collections.abc import Callable
from typing import Protocol

from switchboard.errors import SwitchboardError
from switchboard.media import rtcp
from switchboard.media.control import (
    Bridge,
    Close,
    Closed,
    Command,
    Configure,
    DtmfMethod,
    Event,
    Failed,
    FirstPacket,
    Key,
    Open,
    Opened,
    Play,
    PlayEnded,
    Press,
    RecordEnd,
    RecordStart,
    RecordStop,
    RecordStopped,
    RtpTimeout,
    SendDigits,
    Stop,
    Unbridge,
)
from switchboard.media.hearing import Ear
from switchboard.media.plane import Plane
from switchboard.media.prompts import PromptCache
from switchboard.media.recording import StreamRecording
from switchboard.media.relay import Relay
from switchboard.media.reporting import Reporter
from switchboard.media.rtp import Packet
from switchboard.media.settings import WorkerSettings
from switchboard.media.sockets import UNSPECIFIED, PortError, PortPool, is_address
from switchboard.media.source import Address
from switchboard.media.stream import Playing, Stream
from switchboard.media.watch import SourceWatch

MAX_DIGITS = 128
"""Keys that wait to be sent on one stream."""
SWEEP_SLOTS = 100
"""Each stream is looked after every 500 ms."""
WATCH_SLOTS = 50
"""How often it is checked that the source is still heard: twice as often, because another source may be waiting."""


class RefusedError(SwitchboardError):
    """A command that cannot be obeyed; ``reason`` goes into `Failed`."""

    code = "refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Poller(Protocol):
    """Calls back when a socket has something to read."""

    def add(self, descriptor: int, callback: Callable[[], None]) -> None: ...
    def remove(self, descriptor: int) -> None: ...


class Streams:
    """The worker's streams by number, over one `Plane`. `refused` counts commands that it could not obey, by reason."""

    def __init__(self, settings: WorkerSettings, poller: Poller, emit: Callable[[Event], None], epoch_s: float) -> None:
        self.plane = Plane(emit, epoch_s)
        self._watch = SourceWatch(self.plane, emit, self._update_filter)
        self._settings = settings
        self._poller = poller
        self._emit = emit
        self._chance = random.SystemRandom()
        self._cname = settings.cname or f"{self._chance.getrandbits(64):016x}"
        self._ports = PortPool(settings.first_port, settings.last_port)
        self._prompts = PromptCache(settings.prompt_cache_files)
        self._ear = Ear()
        self.refused: Counter[str] = Counter()
        self._streams: dict[int, Stream] = {}
        self._rows: dict[int, Stream] = {}

    def __len__(self) -> int:
        return len(self._streams)

    def advance(self, now_s: float) -> None:
        """Does what is due by now."""
        if not self.plane.advance(now_s):
            return
        for tone in self._ear.tones():
            stream = self._rows[tone.row]
            if tone.digit is not None:
                self.on_key(stream, tone.digit, "inband")
            stream.keys.follow("inband", now_s, held=tone.held)
            stream.sounds_key = tone.held
        for row in range(self.plane.slot % SWEEP_SLOTS, self.plane.rows.capacity, SWEEP_SLOTS):
            if row in self._rows:
                self._look_after(self._rows[row])
        for row in range(self.plane.slot % WATCH_SLOTS, self.plane.rows.capacity, WATCH_SLOTS):
            if row in self._rows:
                self._watch.look(self._rows[row])

    def obey(self, command: Command) -> None:
        """Carries a command out; a refusal is a `Failed` event."""
        try:
            self._obey(command)
        except RefusedError as error:
            self.refused[error.reason] += 1
            self._emit(Failed(stream=command.stream, command=command.type, reason=error.reason))

    def close_all(self) -> None:
        """The calls process is gone, or the worker ends."""
        for stream in list(self._streams.values()):
            self._close(stream)

    def _obey(self, command: Command) -> None:
        if isinstance(command, Open):
            self._open(command)
            return
        stream = self._streams.get(command.stream)
        if stream is None:
            raise RefusedError("no-such-stream")
        match command:
            case Configure():
                self._configure(stream, command)
            case Play():
                self._play(stream, command)
            case Stop():
                self.plane.end_play(stream, "stopped")
            case Bridge():
                self._bridge(stream, command.other)
            case Unbridge():
                self._unbridge(stream)
            case Press():
                self.on_key(stream, command.digit, "info")
            case SendDigits():
                self._send_digits(stream, command)
            case RecordStart():
                self._record(stream, command.path)
            case RecordStop():
                self._stop_recording(stream, "stopped")
            case Close():
                self._close(stream)

    def _open(self, command: Open) -> None:
        if command.stream in self._streams:
            raise RefusedError("stream-exists")
        try:
            rtp, rtcp_socket, port = self._ports.open_pair(command.host)
        except PortError:
            raise RefusedError("no-port") from None
        now_s = self.plane.now_s
        ssrc = self._chance.getrandbits(32)
        reporter = Reporter(ssrc, self._cname, self._settings.rtcp_interval_s, now_s, self._chance)
        stream = Stream(command.stream, self.plane.rows.take(), port, rtp, rtcp_socket, reporter)
        self._streams[stream.number] = self._rows[stream.row] = stream
        self.plane.add(stream, self._chance.getrandbits(15), self._chance.getrandbits(32))
        self._poller.add(rtp.fileno(), lambda: self._watch.receive(stream, self))
        self._poller.add(rtcp_socket.fileno(), lambda: stream.receive_rtcp(self.plane.now_s, self._ntp()))
        self._emit(Opened(stream=stream.number, port=port))

    def _configure(self, stream: Stream, config: Configure) -> None:
        if config.remote_host not in UNSPECIFIED and not is_address(config.remote_host, stream.rtcp.family):
            raise RefusedError("bad-address")
        before = stream.config
        if config.ssrc is not None and not self._sent_packets(stream):
            stream.reporter.ssrc = config.ssrc
        if stream.peer is not None:
            self.plane.end_relay(stream)
        try:
            stream.configure(config, self.plane.now_s)
        except OSError:
            raise RefusedError("bad-address") from None
        self.plane.configure(stream, config)
        if config.dtmf_inband:
            self._ear.listen(stream.row, alaw=config.codec == "PCMA")
        else:
            self._ear.forget(stream.row)
            stream.sounds_key = False
        if before is not None and before.codec != config.codec:
            self._replay(stream, config)
        if stream.peer is not None:
            self._connect(stream, stream.peer)
        self._update_filter(stream)

    def _replay(self, stream: Stream, config: Configure) -> None:
        """Goes on with the prompt in the new codec. Positions are times, so they stay the same."""
        playing = stream.playing
        if playing is None:
            return
        prompt = self._prompts.get(playing.path, config.codec)
        if prompt is None:
            self.plane.end_play(stream, "unreadable")
        else:
            self.plane.change_prompt(stream, prompt)

    def _play(self, stream: Stream, command: Play) -> None:
        if stream.config is None:
            raise RefusedError("not-configured")
        prompt = self._prompts.get(command.path, stream.config.codec)
        if prompt is not None:
            self.plane.play(stream, Playing(command.play_id, command.path, prompt, command.stop_on_key, command.loop))
            return
        self.plane.end_play(stream, "replaced")
        self._emit(
            PlayEnded(stream=stream.number, play_id=command.play_id, finished=False, offset_ms=0, reason="unreadable")
        )

    def _bridge(self, stream: Stream, number: int) -> None:
        other = self._streams.get(number)
        if other is None or other is stream:
            raise RefusedError("no-such-stream")
        if stream.config is None or other.config is None:
            raise RefusedError("not-configured")
        self._unbridge(stream)
        self._unbridge(other)
        stream.peer, other.peer = other, stream
        self._connect(stream, other)
        # The key that chose this bridge may still be held: it was meant for the menu.
        for side in (stream, other):
            side.keep_press()
            self._update_filter(side)

    def _connect(self, stream: Stream, other: Stream) -> None:
        """Makes relays for both directions, according to what is negotiated now."""
        for side in (stream, other):
            self.plane.end_relay(side)
        for source, target in ((stream, other), (other, stream)):
            if source.config is not None and target.config is not None:
                # A link that carries G.722 carries one encoder's octets: those of the source.
                encoder = None if target.config.link else target.encoder
                source.relay = Relay(source.config, target.config, target.reporter.ssrc, encoder)

    def _unbridge(self, stream: Stream) -> None:
        other = stream.peer
        if other is None:
            return
        for side in (stream, other):
            self.plane.end_relay(side)
        for side in (stream, other):
            side.peer = side.relay = None
            self._update_filter(side)

    def _send_digits(self, stream: Stream, command: SendDigits) -> None:
        if stream.config is None or stream.config.telephone_event_payload_type is None:
            raise RefusedError("no-telephone-event")
        if stream.dialling is None:
            self.plane.dial(stream, command.digits, command.duration_ms)
        elif stream.dialling.left + len(command.digits) <= MAX_DIGITS:
            stream.dialling.add(command.digits)
        else:
            raise RefusedError("too-many-digits")

    def _record(self, stream: Stream, path: str) -> None:
        if stream.recording is not None:
            raise RefusedError("already-recording")
        if stream.config is None:
            raise RefusedError("not-configured")
        try:
            stream.recording = StreamRecording(path, stream.config.codec, self.plane.now_s)
        except OSError:
            raise RefusedError("unwritable") from None
        self.plane.rows.recorded[stream.row] = True
        self._update_filter(stream)

    def _stop_recording(self, stream: Stream, reason: RecordEnd) -> None:
        recording, stream.recording = stream.recording, None
        if recording is None:
            raise RefusedError("not-recording")
        self.plane.rows.recorded[stream.row] = False
        self._update_filter(stream)
        try:
            recording.close(self.plane.now_s)
        except OSError:
            reason = "error"
        self._emit(
            RecordStopped(stream=stream.number, path=recording.path, duration_ms=recording.duration_ms, reason=reason)
        )

    def _close(self, stream: Stream) -> None:
        self._unbridge(stream)
        self.plane.end_play(stream, "closed")
        if stream.recording is not None:
            self._stop_recording(stream, "closed")
        if self._sent_packets(stream):
            stream.send_rtcp(stream.reporter.goodbye())
        for sock in (stream.rtp.sock, stream.rtcp):
            self._poller.remove(sock.fileno())
        statistics = stream.statistics(int(self.plane.rows.packets[stream.row]))
        stream.close()
        self._ear.forget(stream.row)
        self.plane.remove(stream)
        del self._streams[stream.number], self._rows[stream.row]
        self._ports.give(stream.port)
        self._emit(Closed(stream=stream.number, statistics=statistics))

    def _look_after(self, stream: Stream) -> None:
        now_s = self.plane.now_s
        if stream.recording is not None:
            try:
                stream.recording.flush(now_s)
            except OSError:
                self.on_record_error(stream)
        if stream.config is None or stream.config.link:
            return
        if stream.reporter.due(now_s):
            self._report(stream, now_s)
        if self._settings.rtp_timeout_s and now_s - stream.alive_s >= self._settings.rtp_timeout_s:
            stream.asked_s = now_s
            self._emit(RtpTimeout(stream=stream.number))

    def _update_filter(self, stream: Stream) -> None:
        stream.update_filter(allowed=self._settings.kernel_filter)

    def _report(self, stream: Stream, now_s: float) -> None:
        rows, row = self.plane.rows, stream.row
        octets = int(rows.octets_sent[row]) + stream.relayed_octets
        timestamp = int(rows.timestamp[row])
        packets = self._sent_packets(stream)
        stream.send_rtcp(stream.reporter.report(stream.reception, now_s, self._ntp(), timestamp, packets, octets))

    def _sent_packets(self, stream: Stream) -> int:
        return int(self.plane.rows.packets[stream.row]) + stream.relayed_packets

    def _ntp(self) -> int:
        return rtcp.ntp_time(time.time())

    def on_first_packet(self, stream: Stream) -> None:
        """The peer has begun to send."""
        self._emit(FirstPacket(stream=stream.number))

    def on_key(self, stream: Stream, digit: str, method: DtmfMethod) -> bool:
        """Reports a press and stops the prompt in the same instant; False if the press is a copy by another method."""
        if not stream.keys.press(digit, method, self.plane.now_s):
            return False
        at_ms = self.plane.offset_ms(stream)
        self._emit(Key(stream=stream.number, digit=digit, method=method, at_ms=at_ms))
        if stream.playing is not None and stream.playing.stop_on_key:
            self.plane.end_play(stream, "key")
        return True

    def on_audio(self, stream: Stream, payload: bytes) -> None:
        """Audio to listen to for tones."""
        self._ear.hear(stream.row, payload)

    def on_forward(self, target: Stream, relay: Relay, packet: Packet) -> None:
        """Forwards a packet to the other side of a bridge."""
        self.plane.forward(target, relay, packet)

    def on_stranger(self, stream: Stream, source: Address) -> None:
        """Called when a stranger sends audio."""
        self._watch.refuse(stream, source)

    def on_record_error(self, stream: Stream) -> None:
        """The disk is full or gone: the recording ends with what it has."""
        self._stop_recording(stream, "error")
