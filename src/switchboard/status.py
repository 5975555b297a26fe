"""What an installation says of itself: the figures that each process keeps, and what is shown of all of a machine.

A figure is a whole number: as it is now, or counted since its process started, as its class says. A mapping has one
figure for each value of a label, such as a cause or a status; labels never hold what callers or clients send.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from switchboard.lifeline import State
from switchboard.measures import ApiMeasures, CallsMeasures, MediaMeasures, ProcessLoad

ProcessState = State | Literal["unknown"]
"""What the supervisor says of a process; `unknown` where there is no supervisor, or none that answers."""

HopState = Literal["unknown", "up", "down"]
TrunkState = Literal["off", "unmonitored", "checking", "up", "down", "registering", "rejected"]


class Shape(BaseModel):
    """What all of these share: frozen, and nothing beside the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


StreamState = Literal["off", "idle", "connecting", "playing", "failed"]
"""Of a network stream of music on one machine: none are played there; nobody hears it; or how it is fetched."""


class StreamStatus(Shape):
    """How a network stream of music is, and why nothing comes."""

    state: StreamState
    reason: str = ""


class CallFigures(Shape):
    """Calls that go on `now`; `started`, by their cause `ended`, and `blocked` by a list of callers, since the process
    started.
    """

    now: int
    started: int
    ended: Mapping[str, int]
    blocked: int = 0


class SipFigures(Shape):
    """SIP messages since the process started, but for the two sorts of transactions, which are as they are now.

    `responses` are the final ones that were sent, by status; one that was sent again counts again. `malformed` could
    not be read, `dropped` met too many transactions or a header that could not be read, `merged` came by two ways
    (482), and `handler_faults` are errors of ours. `unmatched_responses` and `unmatched_acks` belong to nothing that is
    known here, as is usual for the ACK to a refusal that left no state. `refused` are requests for which there was no
    time: they had waited too long (`late`), or no media worker had time for another call (`media`).
    """

    received: int
    sent: int
    send_failures: int
    malformed: int
    dropped: int
    merged: int
    unmatched_responses: int
    unmatched_acks: int
    handler_faults: int
    refused: Mapping[str, int] = {}
    responses: Mapping[str, int]
    server_transactions: int
    client_transactions: int


class RecordFigures(Shape):
    """Rows of the call record: those that wait for the database now, and those lost since the process started."""

    waiting: int
    dropped: int


class CallsFigures(Shape):
    """Those of the calls process; `sip` is null where another engine has no SIP.

    `registrations` are the contacts of phones that are registered now, `subscriptions` those of phones that want to be
    told how many messages wait. `trunks` are those of all tenants by their state, `music_streams` the network streams
    of music that are fetched.
    """

    calls: CallFigures
    sip: SipFigures | None
    registrations: int
    subscriptions: int
    trunks: Mapping[TrunkState, int] = {}
    music_streams: Mapping[StreamState, int] = {}
    records: RecordFigures


class MediaFigures(Shape):
    """Those of a media worker: its RTP streams now; and since it started, the slots of 5 ms in which it sent nothing
    because it came too late, the seconds in which it had nothing to do, and commands that it could not obey, by their
    reason."""

    streams: int
    late_slots: int
    idle_s: int
    refused_commands: Mapping[str, int]


class OutboxFigures(Shape):
    """Messages of all tenants in the outbox now. `failed` were given up, and are forgotten some days later."""

    waiting: int
    failed: int


class FeedFigures(Shape):
    """Who listens to the events of calls by this process now, and how many events it has not handed on yet."""

    listeners: int
    behind: int


class ApiFigures(Shape):
    """Those of the api process. `requests` are those answered since it started, by face and status.

    `outbox` and `feed` are null when the database does not answer in time.
    """

    requests: Mapping[str, Mapping[str, int]]
    outbox: OutboxFigures | None
    feed: FeedFigures | None


class TrunkHop(Shape):
    """An address of a trunk: whether it answers OPTIONS, with which status it did last, and how long that took."""

    address: str
    state: HopState
    last_status: int | None
    rtt_ms: float | None


class TrunkStatus(Shape):
    """A trunk as this machine sees it. It is in its `state` `since` then, for that `reason`.

    `off`: not enabled. `unmonitored`: nobody asks whether it is there. `checking`: nobody knows yet. `up`, `down`: it
    answers OPTIONS or has registered us, or it does not. `registering`: our registration is on its way. `rejected`: our
    registration was refused. `last_status` is the last SIP status of the registration, or else of OPTIONS.
    `registered_by` is the machine that registers there, where several could and one does.
    """

    trunk: int
    name: str
    state: TrunkState
    since: AwareDatetime
    reason: str
    last_status: int | None
    incoming_calls: int
    outgoing_calls: int
    hops: tuple[TrunkHop, ...]
    registered_by: str | None = None

    @property
    def is_usable(self) -> bool:
        """Whether there is no reason to doubt that a call gets through."""
        return self.state not in ("off", "down", "rejected")


class TrunkStatuses(Shape):
    """Those of one tenant."""

    items: tuple[TrunkStatus, ...]


class TrunkAnswer(Shape):
    """What one address of a trunk answers to OPTIONS that were just sent, and how long it took; None: nothing."""

    address: str
    transport: Literal["udp", "tcp", "tls"]
    status: int | None
    reason: str
    rtt_ms: float | None


class TrunkTest(Shape):
    """A trunk that was asked `at` that moment whether it is there. Without `answers` its name leads to no address."""

    at: AwareDatetime
    answers: tuple[TrunkAnswer, ...]


class BusyExtensions(Shape):
    """The ids of the extensions of one tenant that talk, and of those whose phones ring, in calls of this machine."""

    talking: frozenset[int] = frozenset()
    ringing: frozenset[int] = frozenset()


class EngineReport(Shape):
    """What an engine tells the calls process; what it does not have stays empty.

    `media` are its workers by their index, None for one that does not answer.
    """

    sip: SipFigures | None = None
    registrations: int = 0
    subscriptions: int = 0
    trunks: Mapping[TrunkState, int] = {}
    media: tuple["MediaReport | None", ...] = ()


class Report(Shape):
    """What a process answers: its id, since when it is ready to work, its figures and, for `/metrics`, more. A process
    of another version may not have that.
    """

    pid: int
    since: AwareDatetime
    load: ProcessLoad | None = None


class ApiReport(Report):
    """Of the api process."""

    figures: ApiFigures
    measures: ApiMeasures | None = None


class MediaReport(Report):
    """Of a media worker."""

    figures: MediaFigures
    measures: MediaMeasures | None = None


class CallsReport(Report):
    """Of the calls process, with those of its media workers by their index, None for one that does not answer."""

    figures: CallsFigures
    media: tuple[MediaReport | None, ...]
    measures: CallsMeasures | None = None


class Process(Shape):
    """One process of this machine. `answers` is null for one that nobody could ask: the calls process asks the media
    workers, so when that does not answer, nothing is known of them. Without an answer there are no figures. `since` is
    when the supervisor started it; without one, when it was ready to work.
    """

    name: str
    state: ProcessState
    answers: bool | None
    pid: int | None
    since: AwareDatetime | None

    @property
    def is_well(self) -> bool:
        """It answers, and the supervisor, if there is one, has nothing to say against it."""
        return self.answers is True and self.state in ("running", "unknown")


class ApiProcess(Process):
    """The api process."""

    figures: ApiFigures | None


class CallsProcess(Process):
    """The calls process."""

    figures: CallsFigures | None


class MediaProcess(Process):
    """A media worker."""

    figures: MediaFigures | None


class NodeStatus(Shape):
    """A machine that serves calls, as the others see it. `alive`: it has proved so within ten seconds; one that has not
    is shown until another one has closed its calls. `version` is the program's, and `since` when its calls process
    started; "" and None where an older program runs.
    """

    name: str
    alive: bool
    version: str
    since: AwareDatetime | None


class Status(Shape):
    """All processes of one machine, at one instant. `nodes` are all machines that share a PostgreSQL database, by name;
    none on SQLite, which is one machine's, and while the database does not answer.
    """

    node: str
    at: AwareDatetime
    nodes: tuple[NodeStatus, ...] = ()
    api: ApiProcess
    calls: CallsProcess
    media: tuple[MediaProcess, ...]

    @property
    def processes(self) -> tuple[ApiProcess | CallsProcess | MediaProcess, ...]:
        """All of them, in the order of starting."""
        return (self.api, *self.media, self.calls)


class VoiceStatus(Shape):
    """Who speaks a language (BCP 47; `default`: any other), and whether he does, as was just tried."""

    language: str
    engine: str
    voice: str
    works: bool
    reason: str


class EngineStatus(Shape):
    """A program that speaks. `voices` are those that it has here."""

    engine: str
    installed: bool
    voices: tuple[str, ...]


class SpeechStatus(Shape):
    """Text to speech on the machine that answers."""

    voices: tuple[VoiceStatus, ...]
    engines: tuple[EngineStatus, ...]
