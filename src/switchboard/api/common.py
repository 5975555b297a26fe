"""What every face of the API shares: the services it works on and the reading of bodies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from starlette.requests import HTTPConnection, Request

from switchboard import errors
from switchboard.api.pages import Pages
from switchboard.api.requests import RequestCounts
from switchboard.clock import Clock
from switchboard.config import Settings
from switchboard.engine.remote_control import CallsProcesses
from switchboard.lifeline import Lifeline
from switchboard.model.prompt import Prompt
from switchboard.prompts.library import PromptLibrary
from switchboard.prompts.speech.speaker import Speaker
from switchboard.prompts.speech.speech import Speech
from switchboard.store.calls.digest import CallDigest
from switchboard.store.calls.feed import CallFeed
from switchboard.store.calls.live import LiveBoard
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.failures import Failures, What
from switchboard.store.queues.agent_feed import AgentFeed

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


@dataclass(frozen=True, slots=True)
class ApiServices:
    """What the API needs of the rest of the product.

    `blobs` are the sounds of messages. `repository` opens the configuration of a tenant; `feed` is the one by which
    this process follows all calls, and `agent_feed` that for agents of queues; `digest` sums up what calls did, and
    `live` has those that go on; `calls_processes` are those of all machines; `speaker`, `pages` and `requests` are
    shared by all faces; `lifeline` shows the other processes, as the supervisor sees them. The faces began to serve at
    `started_at`, and by the monotonic clock at `started_s`.
    """

    database: Database
    settings: Settings
    credentials: Credentials
    clock: Clock
    repository: Callable[[int], Repository]
    prompts: PromptLibrary
    feed: CallFeed
    blobs: Blobs
    agent_feed: AgentFeed = field(init=False)
    digest: CallDigest = field(init=False)
    live: LiveBoard = field(init=False)
    speaker: Speaker = field(init=False)
    pages: Pages = field(default_factory=Pages)
    lifeline: Lifeline = field(default_factory=Lifeline)
    requests: RequestCounts = field(default_factory=RequestCounts)
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    started_s: float = field(init=False)
    calls_processes: CallsProcesses = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "started_s", self.clock.monotonic_s())
        processes = CallsProcesses.of(self.settings, self.database, self.clock)
        object.__setattr__(self, "calls_processes", processes)
        object.__setattr__(self, "agent_feed", AgentFeed(self.database))
        object.__setattr__(self, "digest", CallDigest(self.database))
        object.__setattr__(self, "live", LiveBoard(self.database))
        object.__setattr__(self, "speaker", Speaker(self.prompts, Speech.of(self.settings)))

    def failures(self, what: What, forgotten_after_s: float) -> Failures | None:
        """Those that all machines count together; None where there is one."""
        return Failures.shared(self.database, self.clock, what, forgotten_after_s)


def warnings_of(prompt: Prompt) -> dict[str, Json]:
    """The member `warnings` of a vendor's answer about a prompt: what is odd about its sound. Empty where nothing is,
    so that the answer then has the vendor's own members and no others.
    """
    return {"warnings": [warning.model_dump() for warning in prompt.warnings]} if prompt.warnings else {}


async def read_body(request: Request, limit: int) -> bytes:
    """The body of a request. Raises errors.LimitReached as soon as it is longer than `limit` bytes."""
    declared = request.headers.get("content-length", "")
    # Refused before it is read. 19 digits are more than any limit, and int() takes the square of the length.
    if declared.isascii() and declared.isdecimal() and int(declared[:19]) > limit:
        raise errors.LimitReached("bytes in a body", limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise errors.LimitReached("bytes in a body", limit)
    return bytes(body)


def source_address(request: HTTPConnection) -> str:
    """The address that the request came from; empty over a Unix socket."""
    return request.client.host if request.client else ""
