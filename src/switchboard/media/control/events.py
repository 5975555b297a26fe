"""What a media worker tells the calls process."""

from collections.abc import Mapping
from typing import Literal

from switchboard.measures import MediaMeasures, ProcessLoad
from switchboard.media.control.terms import (
    Answerer,
    Digit,
    DtmfMethod,
    EndReason,
    GreetingEnd,
    Host,
    Message,
    Path,
    PlayId,
    Port,
    RecordEnd,
    StreamId,
    TakeEnd,
)


class Started(Message):
    """The first line of every connection: the worker is there."""

    type: Literal["started"] = "started"
    pid: int
    first_port: Port
    last_port: Port


class Opened(Message):
    """The stream's RTP port; RTCP is on the next."""

    type: Literal["opened"] = "opened"
    stream: StreamId
    port: Port


class Failed(Message):
    """A command that could not be obeyed: its ``type``, and why (a stable kebab-case code)."""

    type: Literal["failed"] = "failed"
    stream: StreamId
    command: str
    reason: str


class FirstPacket(Message):
    """The peer has begun to send."""

    type: Literal["first_packet"] = "first_packet"
    stream: StreamId


class Key(Message):
    """A key, at the start of its press; ``at_ms`` is the offset in the prompt that was playing, None if none was."""

    type: Literal["key"] = "key"
    stream: StreamId
    digit: Digit
    method: DtmfMethod
    at_ms: int | None = None


class PlayEnded(Message):
    """Playing ended; ``finished`` when the last packet has been played out."""

    type: Literal["play_ended"] = "play_ended"
    stream: StreamId
    play_id: PlayId
    finished: bool
    offset_ms: int
    reason: EndReason


class Unreadable(Message):
    """There is no such prompt in the stream's codec, and it was skipped."""

    type: Literal["unreadable"] = "unreadable"
    stream: StreamId
    path: Path


class DigitsSent(Message):
    """The last end packet of `SendDigits` was sent."""

    type: Literal["digits_sent"] = "digits_sent"
    stream: StreamId


class RecordStopped(Message):
    """The recording is closed and complete; reason ``error`` when the disk refused it."""

    type: Literal["record_stopped"] = "record_stopped"
    stream: StreamId
    path: Path
    duration_ms: int
    reason: RecordEnd = "stopped"


class TakeEnded(Message):
    """The file of a take is closed. Reason ``error``: the disk refused the rest, or all of it.

    ``speech_ms`` is from the first to the last speech, ``key`` the one that ended it; others were only counted.
    """

    type: Literal["take_ended"] = "take_ended"
    stream: StreamId
    path: Path
    duration_ms: int
    speech_ms: int
    key: str = ""
    keys_ignored: int = 0
    reason: TakeEnd


class AnswererHeard(Message):
    """Who has answered, as far as can be heard. ``speech_ms`` is how long the greeting was so far, ``after_ms`` how
    long was listened.
    """

    type: Literal["answerer_heard"] = "answerer_heard"
    stream: StreamId
    by: Answerer
    speech_ms: int
    after_ms: int


class GreetingEnded(Message):
    """The greeting of a machine is over: its beep is, it was silent for two seconds, or its time was over."""

    type: Literal["greeting_ended"] = "greeting_ended"
    stream: StreamId
    by: GreetingEnd


class SourceChanged(Message):
    """Audio now comes from, and goes to, another address than ``former``: a source that proved itself, or the SDP's."""

    type: Literal["source_changed"] = "source_changed"
    stream: StreamId
    host: Host
    port: Port
    former_host: Host
    former_port: Port


class SourceRefused(Message):
    """Somebody at a host that has no part in the call sends RTP. Sent once for each stream."""

    type: Literal["source_refused"] = "source_refused"
    stream: StreamId
    host: Host
    port: Port


class RtpTimeout(Message):
    """Neither RTP nor RTCP came during the time-out, in whatever direction. Sent again after each further time-out."""

    type: Literal["rtp_timeout"] = "rtp_timeout"
    stream: StreamId


class Way(Message):
    """What became of the packets of one direction, as whoever receives them would put it; None is not known."""

    packets: int = 0
    lost: int | None = None
    loss_percent: float | None = None
    jitter_ms: float | None = None
    mos: float | None = None


class Statistics(Message):
    """A stream's figures.

    ``packets_received`` counts those that reached the process; ``filtered`` says that the kernel withheld audio
    nobody listened to for some of the time. ``lost`` and ``duplicates`` cover the unfiltered time and ``lost`` is None
    without any. ``peer_lost`` and ``round_trip_ms`` are what the peer reported by RTCP. ``came`` and ``went`` are the
    same by direction, with what follows from it.
    """

    packets_sent: int = 0
    packets_received: int = 0
    lost: int | None = None
    jitter_ms: float = 0.0
    duplicates: int = 0
    dtmf_methods: tuple[DtmfMethod, ...] = ()
    dropped_foreign: int = 0
    filtered: bool = False
    peer_lost: int | None = None
    round_trip_ms: float | None = None
    came: Way = Way()
    went: Way = Way()


class Closed(Message):
    """The stream is gone; its id may be used again."""

    type: Literal["closed"] = "closed"
    stream: StreamId
    statistics: Statistics


class Figures(Message):
    """How many streams there are; and since the worker started (seconds of Unix time), in how many slots of 5 ms it
    sent nothing because it came too late, for how long it had nothing to do, and how many commands it could not obey,
    by the reason of their `Failed`. `load` and `measures` are for `/metrics`.
    """

    type: Literal["figures"] = "figures"
    pid: int
    started_s: float
    streams: int
    late_slots: int
    idle_s: float
    refused_commands: Mapping[str, int]
    load: ProcessLoad | None = None
    measures: MediaMeasures | None = None


Event = (
    Started
    | Opened
    | Failed
    | FirstPacket
    | Key
    | PlayEnded
    | Unreadable
    | DigitsSent
    | RecordStopped
    | TakeEnded
    | AnswererHeard
    | GreetingEnded
    | SourceChanged
    | SourceRefused
    | RtpTimeout
    | Closed
    | Figures
)
