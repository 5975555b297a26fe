"""All streams of a worker: opens and closes them, and hands each command to the part that carries it out."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Protocol, assert_never

from switchboard.media.answerers import Answerers
from switchboard.media.batches import Batches
from switchboard.media.bridging import Bridges
from switchboard.media.control import (
    AnswererForget,
    AnswererHear,
    Bridge,
    Close,
    Closed,
    Command,
    Configure,
    Event,
    Failed,
    HearFax,
    Hush,
    Loop,
    Open,
    Opened,
    Play,
    Press,
    RecordPause,
    RecordStart,
    RecordStop,
    RoomAnnounce,
    RoomJoin,
    RoomLeave,
    RoomSet,
    SendDigits,
    Stop,
    TakeStart,
    TakeStop,
    Unbridge,
    Withhold,
)
from switchboard.media.listening import Listening
from switchboard.media.measuring import Measuring
from switchboard.media.plane import Plane
from switchboard.media.player import Player
from switchboard.media.quality import statistics_of
from switchboard.media.recordings import Recordings
from switchboard.media.refused import RefusedError
from switchboard.media.relay import Withheld
from switchboard.media.reporting import Reporter
from switchboard.media.seating import Seating
from switchboard.media.settings import WorkerSettings
from switchboard.media.sockets import UNSPECIFIED, PortError, PortPool, is_address
from switchboard.media.stream import Stream
from switchboard.media.takes import Takes
from switchboard.media.upkeep import Upkeep
from switchboard.media.watch import SourceWatch

MAX_DIGITS = 128
"""Keys that wait to be sent on one stream."""


class Poller(Protocol):
    """Calls back when a socket has something to read."""

    def add(self, descriptor: int, callback: Callable[[], None]) -> None: ...
    def remove(self, descriptor: int) -> None: ...


class Streams:
    """The worker's streams by number, over one `Plane`. `refused` counts commands that it could not obey, by reason."""

    def __init__(
        self,
        settings: WorkerSettings,
        poller: Poller,
        emit: Callable[[Event], None],
        epoch_s: float,
        batches: Batches | None = None,
    ) -> None:
        self.plane = Plane(emit, epoch_s, batches)
        self.refused: Counter[str] = Counter()
        self.measuring = Measuring()
        self._settings = settings
        self._poller = poller
        self._emit = emit
        self._chance = random.SystemRandom()
        self._cname = settings.cname or f"{self._chance.getrandbits(64):016x}"
        self._ports = PortPool(settings.first_port, settings.last_port)
        self._streams: dict[int, Stream] = {}
        self._player = Player(self.plane, emit, settings.prompt_cache_files, self._chance)
        self._bridges = Bridges(self.plane)
        self._seating = Seating(self.plane, self._bridges, self._player)
        self._recordings = Recordings(self.plane, emit)
        self._watch = SourceWatch(self.plane, emit)
        self._takes = Takes(self.plane, emit)
        self._answerers = Answerers(self.plane, emit)
        self._listening = Listening(self.plane, emit, self._recordings, self._takes, self._watch)
        self._upkeep = Upkeep(self.plane, emit, self._recordings, self._watch, settings.rtp_timeout_s)

    def __len__(self) -> int:
        return len(self._streams)

    def advance(self, now_s: float) -> None:
        """Does what is due by now."""
        if self.plane.advance(now_s):
            self._listening.hear_tones()
            self._takes.look()
            self._answerers.look()
            self._upkeep.look()

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
        stream = self._stream(command.stream)
        match command:
            case Configure():
                self._configure(stream, command)
            case Play():
                self._player.play(stream, command)
                self.measuring.plays(stream, self.plane.now_s)
            case Loop():
                self._player.loop(stream, command)
                stream.keyed_s = None
            case Hush(hushed=hushed):
                self.plane.hush(stream, hushed=hushed)
            case HearFax(wanted=wanted):
                self._listening.hear_fax(stream, wanted=wanted)
            case AnswererHear():
                self._answerers.start(stream, command)
            case AnswererForget():
                self._answerers.stop(stream)
            case Stop():
                self.plane.end_play(stream, "stopped")
            case Bridge():
                self._bridge(stream, self._other(stream, command.other))
            case Unbridge():
                self._bridges.part(stream)
            case Withhold(audio=audio, keys=keys):
                stream.withholds = Withheld(audio, keys)
            case RoomJoin():
                self._seating.join(stream, command)
            case RoomLeave():
                self._seating.leave(stream)
            case RoomSet():
                self._seating.set(stream, command)
            case RoomAnnounce():
                self._seating.announce(stream, command)
            case Press():
                self._listening.on_key(stream, command.digit, "info")
            case SendDigits():
                self._send_digits(stream, command)
            case RecordStart():
                self._recordings.start(stream, command.path)
            case RecordPause():
                self._recordings.pause(stream, paused=command.paused)
            case RecordStop():
                self._recordings.stop(stream, "stopped")
            case TakeStart():
                self._takes.start(stream, command)
            case TakeStop():
                self._takes.stop(stream, "stopped")
            case Close(report=report):
                self._close(stream, report=report)
            case _:
                assert_never(command)

    def _stream(self, number: int) -> Stream:
        stream = self._streams.get(number)
        if stream is None:
            raise RefusedError("no-such-stream")
        return stream

    def _other(self, stream: Stream, number: int) -> Stream:
        """A stream that is not this one."""
        if number == stream.number:
            raise RefusedError("no-such-stream")
        return self._stream(number)

    def _open(self, command: Open) -> None:
        if command.stream in self._streams:
            raise RefusedError("stream-exists")
        try:
            rtp, rtcp, port = self._ports.open_pair(command.host)
        except PortError:
            raise RefusedError("no-port") from None
        ssrc = self._chance.getrandbits(32)
        reporter = Reporter(ssrc, self._cname, self._settings.rtcp_interval_s, self.plane.now_s, self._chance)
        row, filtering = self.plane.rows.take(), self._settings.kernel_filter
        stream = Stream(command.stream, row, port, rtp, rtcp, reporter, filtering=filtering)
        self._streams[stream.number] = stream
        self.plane.add(stream, self._chance.getrandbits(15), self._chance.getrandbits(32))
        self._poller.add(rtp.fileno(), lambda: self._watch.receive(stream, self._listening))
        self._poller.add(rtcp.fileno(), lambda: self._upkeep.receive_rtcp(stream))
        self._emit(Opened(stream=stream.number, port=port))

    def _configure(self, stream: Stream, config: Configure) -> None:
        if config.remote_host not in UNSPECIFIED and not is_address(config.remote_host, stream.rtcp.family):
            raise RefusedError("bad-address")
        before = stream.config
        if config.ssrc is not None and not self.plane.sent_packets(stream):
            stream.reporter.ssrc = config.ssrc
        self._bridges.suspend(stream)
        try:
            stream.configure(config, self.plane.now_s)
        except (ImportError, ValueError):
            raise RefusedError("bad-keys") from None
        except OSError:
            raise RefusedError("bad-address") from None
        self.plane.configure(stream, config)
        self._listening.configure(stream, config)
        if before is not None and before.codec != config.codec:
            self._player.change_codec(stream)
        self._seating.renew(stream)
        self._bridges.renew(stream)
        stream.update_filter()

    def _bridge(self, stream: Stream, other: Stream) -> None:
        for side in (stream, other):
            self._seating.leave(side)
            side.keyed_s = None
        self._bridges.join(stream, other)

    def _send_digits(self, stream: Stream, command: SendDigits) -> None:
        if stream.config is None or stream.config.telephone_event_payload_type is None:
            raise RefusedError("no-telephone-event")
        if stream.dialling is None:
            self.plane.dial(stream, command.digits, command.duration_ms)
        elif stream.dialling.left + len(command.digits) <= MAX_DIGITS:
            stream.dialling.add(command.digits)
        else:
            raise RefusedError("too-many-digits")

    def _close(self, stream: Stream, *, report: bool = True) -> None:
        self._bridges.part(stream)
        self._seating.leave(stream)
        self.plane.end_play(stream, "closed")
        if stream.recording is not None:
            self._recordings.stop(stream, "closed")
        self._takes.stop(stream, "closed")
        self._answerers.stop(stream)
        packets = self.plane.sent_packets(stream)
        self.measuring.ends(stream, packets)
        if packets:
            stream.send_rtcp(stream.reporter.goodbye())
        for sock in (stream.rtp.sock, stream.rtcp):
            self._poller.remove(sock.fileno())
        stream.close()
        self._listening.forget(stream)
        self.plane.remove(stream)
        del self._streams[stream.number]
        self._ports.give(stream.port)
        if report:
            self._emit(Closed(stream=stream.number, statistics=statistics_of(stream, packets)))
