"""What the calls process tells a media worker to do."""

from typing import Annotated, Literal

from pydantic import Field

from switchboard.media.control.terms import (
    MOST_ITEMS,
    CodecName,
    Decibels,
    Digit,
    Direction,
    Host,
    LoopName,
    Message,
    Path,
    PayloadType,
    PlayId,
    Port,
    RoomNumber,
    SrtpSuite,
    StreamId,
)


class Open(Message):
    """Bind an RTP and an RTCP port (even, odd) on a local address; answered by `Opened` or `Failed`."""

    type: Literal["open"] = "open"
    stream: StreamId
    host: Host


class Srtp(Message):
    """The keys of a stream, master key and salt in base64: with ``send_key`` we encrypt."""

    suite: SrtpSuite
    send_key: Annotated[str, Field(min_length=36, max_length=40, repr=False)]
    receive_key: Annotated[str, Field(min_length=36, max_length=40, repr=False)]


class Configure(Message):
    """What the offer and answer agreed; again after each re-INVITE.

    ``direction`` is our own: we send in sendrecv and sendonly. ``dtmf_inband`` listens for tones in the audio.
    ``max_ptime_ms`` bounds also what is passed on from a bridged stream. Hosts are addresses, not names. An ``ssrc`` is
    obeyed only before the first packet. The payload types are those that the peer takes; the offered ones are ours in
    an offer that it answered with other numbers, and which it may send as well (RFC 3264 §5.1, §6.1).

    Packets are taken from ``remote_host`` and port. A source at another port, or at ``signalling_host``, or with
    ``any_host`` at any, must prove itself first; what was learned of one before is forgotten.

    ``link``: the peer is a stream of ours in another worker. Its address alone is heard, only what is passed on from
    other streams is sent to it, and its silence is not reported.

    Without ``srtp`` the audio is plain.
    """

    type: Literal["configure"] = "configure"
    stream: StreamId
    remote_host: Host
    remote_port: Port
    rtcp_host: Host | None = None
    rtcp_port: Port | None = None
    signalling_host: Host | None = None
    any_host: bool = False
    link: bool = False
    codec: CodecName
    payload_type: PayloadType
    telephone_event_payload_type: PayloadType | None = None
    offered_payload_type: PayloadType | None = None
    offered_telephone_event_payload_type: PayloadType | None = None
    direction: Direction = "sendrecv"
    ptime_ms: Annotated[int, Field(ge=1, le=1000)] = 20
    max_ptime_ms: Annotated[int, Field(ge=10, le=1000)] = 1000
    dtmf_inband: bool = False
    ssrc: Annotated[int, Field(ge=0, lt=2**32)] | None = None
    srtp: Srtp | None = None


class Play(Message):
    """Play ``{path}.pcmu``, ``.pcma`` or ``.pcm``, by the codec of the stream, from ``start_ms`` on, and then those of
    ``then``, without a gap; replaces the prompt that is playing. Of several those that are unreadable are skipped, each
    with `Unreadable`; if none is left, `PlayEnded` says so.
    """

    type: Literal["play"] = "play"
    stream: StreamId
    play_id: PlayId
    path: Path
    then: Annotated[tuple[Path, ...], Field(max_length=MOST_ITEMS)] = ()
    start_ms: Annotated[int, Field(ge=0, le=24 * 3600 * 1000)] = 0
    stop_on_key: bool = True


class Loop(Message):
    """Play files over and over, without a gap, whenever the stream plays no prompt, and ringback before music; none
    means no longer. What was interrupted goes on where it was.

    With ``shuffle`` each round has an order of its own. Files that are unreadable are skipped, each with `Unreadable`;
    where all are, the peer hears a comfort tone every five seconds. No `PlayEnded` follows.

    ``live`` is the ring (`media/ring.py`) of a network stream, which is played as it comes: the files are then for the
    time while nothing comes.
    """

    type: Literal["loop"] = "loop"
    stream: StreamId
    sound: LoopName
    paths: Annotated[tuple[Path, ...], Field(max_length=MOST_ITEMS)]
    shuffle: bool = False
    live: Path | None = None


class Hush(Message):
    """Play no loops from now on, or again, from where they were."""

    type: Literal["hush"] = "hush"
    stream: StreamId
    hushed: bool


class HearFax(Message):
    """Report the calling tone of a fax machine as the key F from now on, or no longer."""

    type: Literal["hear_fax"] = "hear_fax"
    stream: StreamId
    wanted: bool


class AnswererHear(Message):
    """Tell by what is heard whether a person or a machine has answered: `AnswererHeard` within ``most_ms``, and for a
    machine then `GreetingEnded` within ``greeting_ms``.
    """

    type: Literal["answerer_hear"] = "answerer_hear"
    stream: StreamId
    most_ms: Annotated[int, Field(ge=1, le=60_000)]
    greeting_ms: Annotated[int, Field(ge=1, le=600_000)]


class AnswererForget(Message):
    """Undo `AnswererHear`; nothing is told any more."""

    type: Literal["answerer_forget"] = "answerer_forget"
    stream: StreamId


class Stop(Message):
    """End the prompt that is playing, if there is one: `PlayEnded` with reason ``stopped``."""

    type: Literal["stop"] = "stop"
    stream: StreamId


class Bridge(Message):
    """Connect two streams, so that each hears the other; bridges that they had before end."""

    type: Literal["bridge"] = "bridge"
    stream: StreamId
    other: StreamId


class Unbridge(Message):
    """Undo `Bridge`, named by either side."""

    type: Literal["unbridge"] = "unbridge"
    stream: StreamId


class Withhold(Message):
    """Pass on to the stream that this one is bridged with no ``audio`` of its peer, or no ``keys``, from now on, or
    again. Audio that is withheld is silence in a recording. It ends with the bridge.
    """

    type: Literal["withhold"] = "withhold"
    stream: StreamId
    audio: bool
    keys: bool


class RoomJoin(Message):
    """Let the peer hear all others in the room of that number, and be heard unless it is ``muted``. A bridge, or the
    room before, ends. A room exists while a stream of this worker is in it; the sender bounds how many are.
    """

    type: Literal["room_join"] = "room_join"
    stream: StreamId
    room: RoomNumber
    muted: bool = False


class RoomLeave(Message):
    """Undo `RoomJoin`, as `Close` does."""

    type: Literal["room_leave"] = "room_leave"
    stream: StreamId


class RoomSet(Message):
    """Change how a member of a room is heard and hears, where it is not None. A deaf one hears nothing of the room."""

    type: Literal["room_set"] = "room_set"
    stream: StreamId
    muted: bool | None = None
    deaf: bool | None = None
    hear_db: Decibels | None = None
    speak_db: Decibels | None = None


class RoomAnnounce(Message):
    """Say ``{path}`` (as in `Play`) over the voices to everybody in the stream's room, to its own peer if ``included``.

    One at a time; a few wait for their turn, and more are left out.
    """

    type: Literal["room_announce"] = "room_announce"
    stream: StreamId
    path: Path
    included: bool = False


class Press(Message):
    """A key came by SIP INFO. If it is no copy of a press that the stream has heard itself, a `Key` event follows."""

    type: Literal["press"] = "press"
    stream: StreamId
    digit: Digit


class SendDigits(Message):
    """Send telephone-events (RFC 4733) one after another, behind those that wait to be sent.

    `DigitsSent` follows when all are sent, `Failed` if telephone-events were not agreed on or too many wait.
    """

    type: Literal["send_digits"] = "send_digits"
    stream: StreamId
    digits: Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[0-9A-D*#]+$")]
    duration_ms: Annotated[int, Field(ge=40, le=8000)] = 100


class RecordStart(Message):
    """Record to a WAV file: 8 kHz, 16 bits, left what the peer says, right what it hears."""

    type: Literal["record_start"] = "record_start"
    stream: StreamId
    path: Path


class RecordStop(Message):
    """Close the recording; answered by `RecordStopped`."""

    type: Literal["record_stop"] = "record_stop"
    stream: StreamId


class RecordPause(Message):
    """Record silence from now on, or what is said again."""

    type: Literal["record_pause"] = "record_pause"
    stream: StreamId
    paused: bool


class TakeStart(Message):
    """Record what the peer alone says, to a WAV file of 16 bits at 8 kHz, or 16 kHz in G.722; `TakeEnded` follows.

    It ends at one of ``end_keys``, after ``max_ms``, after ``max_silence_ms`` without speech (``first_silence_ms``
    before any; 0: never), and by `TakeStop`. The file has at most ``lead_ms`` of silence before the first speech and
    ``trail_ms`` after the last, and no tone at its end.
    """

    type: Literal["take_start"] = "take_start"
    stream: StreamId
    path: Path
    max_ms: Annotated[int, Field(ge=1)]
    max_silence_ms: Annotated[int, Field(ge=0)] = 0
    first_silence_ms: Annotated[int, Field(ge=0)] = 0
    lead_ms: Annotated[int, Field(ge=0, le=1000)] = 0
    trail_ms: Annotated[int, Field(ge=0)] = 0
    end_keys: Annotated[str, Field(pattern=r"^[0-9A-D*#]*$")] = ""


class TakeStop(Message):
    """End a take, if there is one."""

    type: Literal["take_stop"] = "take_stop"
    stream: StreamId


class Close(Message):
    """Free the stream and its ports; answered by `Closed` if a ``report`` is wanted."""

    type: Literal["close"] = "close"
    stream: StreamId
    report: bool = True


class AskFigures(Message):
    """Say how the worker is; answered by `Figures`."""

    type: Literal["ask_figures"] = "ask_figures"


Command = (
    Open
    | Configure
    | Play
    | Loop
    | HearFax
    | AnswererHear
    | AnswererForget
    | Hush
    | Stop
    | Bridge
    | Unbridge
    | Withhold
    | RoomJoin
    | RoomLeave
    | RoomSet
    | RoomAnnounce
    | Press
    | SendDigits
    | RecordStart
    | RecordPause
    | RecordStop
    | TakeStart
    | TakeStop
    | Close
)
