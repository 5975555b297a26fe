"""Streams in media workers, as calls see them."""

import asyncio
import base64
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import structlog

from switchboard import security_log
from switchboard.call.audio import AudioParty
from switchboard.call.keys import KeyMethod
from switchboard.engine.builtin.links import Link, LinkWorker, link_codec
from switchboard.engine.builtin.media_peer import MediaPeer
from switchboard.engine.port import LEAD_S, TRAIL_S, Played, PromptUnavailable, RecordLimits
from switchboard.errors import Unavailable
from switchboard.media.aio.client import MediaClient, StreamError
from switchboard.media.control import (
    AnswererForget,
    AnswererHear,
    AnswererHeard,
    Bridge,
    Close,
    CodecName,
    Command,
    Configure,
    Event,
    Failed,
    FirstPacket,
    GreetingEnded,
    HearFax,
    Hush,
    Key,
    Loop,
    LoopName,
    Play,
    PlayEnded,
    Press,
    RecordPause,
    RecordStart,
    RtpTimeout,
    SendDigits,
    SourceChanged,
    SourceRefused,
    Srtp,
    Stop,
    TakeEnded,
    TakeStart,
    TakeStop,
    Unbridge,
    Unreadable,
)
from switchboard.sip import crypto
from switchboard.sip.offer_answer import AudioMedia

log = structlog.get_logger()


@dataclass(slots=True)
class StreamEvents:
    """What a stream tells its leg, and the end of a take to whoever started it: None if it could not begin."""

    on_key: Callable[[str, KeyMethod], None] = field(default=lambda digit, method: None)
    on_silence: Callable[[], None] = field(default=lambda: None)
    on_lost: Callable[[], None] = field(default=lambda: None)
    on_unreadable: Callable[[str], None] = field(default=lambda path: None)
    on_take_ended: Callable[[TakeEnded | None], None] = field(default=lambda event: None)
    on_answerer: Callable[[AnswererHeard | GreetingEnded], None] = field(default=lambda event: None)


class PlayMoved(Exception):
    """What plays is to be played on another stream."""


class Home(LinkWorker["RemoteStream"], Protocol):
    """The worker of a stream, as the stream needs it."""

    client: MediaClient
    connected: asyncio.Event

    def next_room(self) -> int:
        """The number of a new room."""
        ...

    def forget(self, stream_id: int) -> None:
        """The stream is closed."""
        ...

    async def open(self, host: str, call: str) -> "RemoteStream": ...


class RemoteStream:
    """One RTP stream in a worker. After the worker is lost every method raises Unavailable or does nothing.

    `codec` is the one last agreed on. `host` is the address that the stream listens on. How good the audio was is told
    at the end (`MediaPool.on_audio`) if somebody is its `party`.
    """

    def __init__(self, worker: Home, stream_id: int, port: int, call: str, host: str = "") -> None:
        self.worker = worker
        self.call = call
        self.id = stream_id
        self.port = port
        self.host = host
        self.events = StreamEvents()
        self.codec: CodecName = "PCMU"
        self.has_telephone_event = self.encrypted = False
        self.party: AudioParty | None = None
        self._link: Link[RemoteStream] | None = None
        self._play_ids = itertools.count(1)
        self._plays: dict[int, asyncio.Future[PlayEnded]] = {}
        self._stoppable = False
        self._lost = False
        self._sign = asyncio.Event()
        self._peer = ""

    async def configure(self, media: AudioMedia, peer: MediaPeer, *, any_host: bool = False) -> None:
        """Apply what an offer and answer agreed with `peer`. `any_host`: audio from wherever it comes."""
        self._peer = peer.name
        self.codec = media.codec.value
        self.has_telephone_event = media.telephone_event_payload_type is not None
        self.encrypted = media.srtp is not None
        await self.obey(
            Configure(
                stream=self.id,
                remote_host=media.remote_host,
                remote_port=media.remote_port,
                rtcp_host=media.rtcp_host,
                rtcp_port=media.rtcp_port,
                signalling_host=peer.host,
                any_host=any_host,
                codec=media.codec.value,
                payload_type=media.payload_type,
                telephone_event_payload_type=media.telephone_event_payload_type,
                offered_payload_type=media.offered_payload_type,
                offered_telephone_event_payload_type=media.offered_telephone_event_payload_type,
                direction=media.direction.value,
                ptime_ms=media.ptime_ms,
                max_ptime_ms=media.max_ptime_ms,
                dtmf_inband=not self.has_telephone_event,
                srtp=None if media.srtp is None else _keys(media.srtp),
            )
        )

    async def play(self, stem: Path, *, stop_on_key: bool) -> Played:
        """Play the encoded files at `stem` to the end or, with `stop_on_key`, to a press. Raises PromptUnavailable."""
        return await self.play_all((stem,), stop_on_key=stop_on_key)

    async def play_all(self, stems: Sequence[Path], *, stop_on_key: bool, start_s: float = 0.0) -> Played:
        """As `play`, one after another without a gap, the first from `start_s` on. Raises PromptUnavailable if all are
        unreadable.
        """
        path, *then = map(str, stems)
        play_id, ended = self._expect_play()
        self._stoppable = stop_on_key
        try:
            await self.obey(
                Play(
                    stream=self.id,
                    play_id=play_id,
                    path=path,
                    then=tuple(then),
                    start_ms=round(start_s * 1000),
                    stop_on_key=stop_on_key,
                )
            )
            event = await ended
        except asyncio.CancelledError:
            self.stop()
            raise
        finally:
            self._stoppable = False
            del self._plays[play_id]
        if event.reason == "unreadable":
            raise PromptUnavailable
        return Played(event.finished, event.offset_ms / 1000)

    async def first_sign(self, timeout_s: float) -> None:
        """Wait for the peer's first packet or key, which may have come; no longer than `timeout_s`."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._sign.wait()
        except TimeoutError:
            return

    def loop(self, sound: LoopName, stems: Sequence[Path], *, shuffle: bool = False, live: Path | None = None) -> None:
        """Play over and over whenever there is no prompt; without stems no longer. Does nothing without a worker.

        `live` is the ring of a network stream, which is heard instead while it comes.
        """
        ring = None if live is None else str(live)
        self.post(Loop(stream=self.id, sound=sound, paths=tuple(map(str, stems)), shuffle=shuffle, live=ring))

    def hush(self, *, hushed: bool) -> None:
        """Play no loops until further notice, or again, from where they were. Does nothing without a worker."""
        self.post(Hush(stream=self.id, hushed=hushed))

    def hear_fax(self, *, wanted: bool) -> None:
        """Report the tone of a fax machine as the key F, or no longer. Does nothing without a worker."""
        self.post(HearFax(stream=self.id, wanted=wanted))

    def hear_answerer(self, most_s: float, greeting_s: float) -> None:
        """Tell who has answered, within `most_s`. Does nothing without a worker."""
        self.post(AnswererHear(stream=self.id, most_ms=round(most_s * 1000), greeting_ms=round(greeting_s * 1000)))

    def forget_answerer(self) -> None:
        """Tell nothing of who has answered any more. Does nothing without a worker."""
        self.post(AnswererForget(stream=self.id))

    def stop(self) -> None:
        """End the prompt that plays, before anything that is asked for later begins. Does nothing without a worker."""
        self.post(Stop(stream=self.id))

    def stop_for_key(self) -> None:
        """Stop a prompt that keys stop. The worker has done so itself, unless it saw the key before the play."""
        if self._stoppable:
            self.stop()

    def press(self, digit: str) -> None:
        """Report a key by SIP INFO to the worker, which returns it as a key unless it has heard the press already."""
        self.post(Press(stream=self.id, digit=digit))

    async def bridge(self, other: "RemoteStream") -> None:
        """Let both hear each other, also from worker to worker. Bridges that they had end. Raises Unavailable."""
        await self.part()
        await other.part()
        if other.worker is self.worker:
            await self.obey(Bridge(stream=self.id, other=other.id))
            return
        far = await self._link_to(
            other.worker,
            link_codec(self.codec, other.codec),
            telephone_events=self.has_telephone_event or other.has_telephone_event,
        )
        other._link = self._link
        await other.obey(Bridge(stream=other.id, other=far.id))

    async def link(self, worker: Home) -> "RemoteStream":
        """Be bridged with a new stream in another worker, until `part` closes it. Raises Unavailable."""
        await self.part()
        # Whoever takes telephone-events is not sent the tones of keys as well, and nobody wants them there.
        return await self._link_to(worker, self.codec, telephone_events=True)

    async def _link_to(self, worker: Home, codec: CodecName, *, telephone_events: bool) -> "RemoteStream":
        self._link = link = await Link.open(
            self.worker, worker, call=self.call, codec=codec, telephone_events=telephone_events
        )
        await self.obey(Bridge(stream=self.id, other=link.near.id))
        return link.far

    async def part(self) -> None:
        """Close the link over which the stream is bridged, if there is one."""
        link, self._link = self._link, None
        if link is not None:
            await link.close()

    def cut(self) -> None:
        """End the bridge, if there is one. Nothing to do when the worker is gone."""
        self.post(Unbridge(stream=self.id))

    def move_plays(self) -> None:
        """Whoever plays something here gets PlayMoved; the stream is to be closed."""
        self._fail_plays(PlayMoved())

    async def send_digit(self, digit: str) -> None:
        await self.obey(SendDigits(stream=self.id, digits=digit))

    async def record(self, path: Path) -> None:
        await self.obey(RecordStart(stream=self.id, path=str(path)))

    def pause_recording(self, *, paused: bool) -> None:
        self.post(RecordPause(stream=self.id, paused=paused))

    def start_take(self, path: Path, limits: RecordLimits) -> None:
        """Record the peer alone. `on_take_ended` follows, unless the worker is lost before."""
        self.post(
            TakeStart(
                stream=self.id,
                path=str(path),
                max_ms=round(limits.max_s * 1000),
                max_silence_ms=round(limits.max_silence_s * 1000),
                first_silence_ms=round(limits.first_silence_s * 1000),
                lead_ms=round(LEAD_S * 1000),
                trail_ms=round(TRAIL_S * 1000),
                end_keys="".join(sorted(limits.end_keys)),
            )
        )

    def stop_take(self) -> bool:
        """End the take; False when the worker is gone."""
        return self.post(TakeStop(stream=self.id))

    async def stop_recording(self) -> None:
        try:
            await self.worker.client.record_stop(self.id)
        except (Unavailable, StreamError):
            log.warning("recording had ended already", stream=self.id)

    async def close(self) -> None:
        """Free the stream, which ends its bridge; nothing to do when its worker is gone."""
        await self.part()
        self.worker.forget(self.id)
        self.events = StreamEvents()
        self.post(Close(stream=self.id, report=self.party is not None))

    async def obey(self, command: Command) -> None:
        """Send a command about this stream. Raises Unavailable."""
        if self._lost:
            raise Unavailable("the media worker is gone")
        await self.worker.client.send(command)

    def receive(self, event: Event) -> None:
        """Take an event of the worker."""
        match event:
            case FirstPacket():
                self._sign.set()
            case Key(digit=digit, method=method):
                self._sign.set()
                self.events.on_key(digit, method)
            case PlayEnded(play_id=play_id) if play_id in self._plays:
                self._end(play_id, event)
            case Unreadable(path=path):
                self.events.on_unreadable(path)
            case RtpTimeout():
                self.events.on_silence()
            case SourceChanged():
                self._tell_change(event)
            case SourceRefused(host=host, port=port):
                security_log.tell("media-source-refused", host, port=port, call=self.call, peer=self._peer)
            case TakeEnded():
                self.events.on_take_ended(event)
            case AnswererHeard() | GreetingEnded():
                self.events.on_answerer(event)
            case Failed(command="take_start", reason=reason):
                log.error("cannot record", stream=self.id, reason=reason)
                self.events.on_take_ended(None)
            case Failed(command=command, reason=reason):
                log.warning("media worker refused", command=command, reason=reason)
                self._fail_plays(PromptUnavailable())

    def _tell_change(self, change: SourceChanged) -> None:
        former = f"{change.former_host}:{change.former_port}"
        security_log.tell(
            "media-source-changed", change.host, port=change.port, former=former, call=self.call, peer=self._peer
        )

    def lost(self) -> None:
        """The worker is gone."""
        self._lost = True
        self._sign.set()
        self._fail_plays(Unavailable("the media worker is gone"))
        self.events.on_lost()

    def _expect_play(self) -> tuple[int, asyncio.Future[PlayEnded]]:
        play_id = next(self._play_ids)
        ended: asyncio.Future[PlayEnded] = asyncio.get_running_loop().create_future()
        self._plays[play_id] = ended
        return play_id, ended

    def _end(self, play_id: int, event: PlayEnded) -> None:
        if not self._plays[play_id].done():
            self._plays[play_id].set_result(event)

    def _fail_plays(self, error: Exception) -> None:
        for ended in self._plays.values():
            if not ended.done():
                ended.set_exception(error)

    def post(self, command: Command) -> bool:
        """Send a command without waiting; False when the worker is gone."""
        if self._lost:
            return False
        try:
            self.worker.client.post(command)
        except Unavailable:
            log.debug("stream was already gone", stream=self.id)
            return False
        return True


def _keys(agreed: crypto.Srtp) -> Srtp:
    send, receive = (base64.b64encode(key).decode() for key in (agreed.send_key, agreed.receive_key))
    return Srtp(suite=agreed.suite.value, send_key=send, receive_key=receive)
