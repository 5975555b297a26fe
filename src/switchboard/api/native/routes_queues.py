"""Queues as they are now, what their agents do, and how they did."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import body, cursor
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.problem import refused_member, refused_parameter
from switchboard.api.native.routes_objects import Cursor, Id, Limit
from switchboard.api.native.shapes import Page
from switchboard.api.native.shapes_agents import AgentChangeShown
from switchboard.model import queue_agents
from switchboard.model.base import Frozen
from switchboard.model.queue import Login, Queue, QueueAgent
from switchboard.model.queue_book import Book, calls_of
from switchboard.model.queue_live import AgentState, LiveAgent, LiveQueue, live_agent, live_queue
from switchboard.model.queue_rows import Facts
from switchboard.store.db.storable import MAX_ID
from switchboard.store.queues import agent_changes
from switchboard.store.queues.books import and_assign
from switchboard.store.queues.database_books import DatabaseBooks
from switchboard.store.queues.report import queue_report

Extension = Annotated[int, Path(ge=1, le=MAX_ID)]
A_DAY = timedelta(days=1)
_PURPOSE = "agent-changes"


class _Shown(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CallerShown(_Shown):
    """Who waits since then; position 1 is the first. `ringing` are the extensions (ids) that ring for this caller.

    `wait_min`: the expected wait in minutes, 31 for more than thirty; null while it is not known.
    """

    call: str
    caller: str
    position: int
    priority: int
    since: datetime
    wait_min: int | None
    ringing: tuple[int, ...]


class AgentShown(_Shown):
    """An agent of a queue, known by the id of the extension.

    `paused` holds in this queue, with `in_all` in all queues. `call` is the id of the call for which the phones ring,
    or in which the agent talks; `until` is the end of `wrap_up` or `held_off`. `missed` calls are those in a row,
    `talks` those of this queue today.
    """

    extension: int
    tier: int
    login: Login
    logged_in: bool
    state: AgentState
    paused: bool
    in_all: bool
    reason: str
    call: str | None
    until: datetime | None
    missed: int
    talks: int


class QueueLive(_Shown):
    """Who waits, in the order in which they are served, and the agents.

    `handling_s` is how long a caller keeps an agent on average, with the wrap-up; null before the first talk.
    """

    callers: tuple[CallerShown, ...]
    agents: tuple[AgentShown, ...]
    handling_s: float | None


class AgentWanted(Frozen):
    """What an agent of a queue is to be.

    `logged_in` may be left out; who is always logged in cannot be logged out. A pause holds in this queue, with
    `in_all` in all queues. Without `paused`, the pauses that keep the agent from this queue end.
    """

    logged_in: bool | None = None
    paused: bool = False
    in_all: bool = False
    reason: Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")] = ""


class QueueStatistics(_Shown):
    """The callers who left a queue from `since` to `until`, by reason in `left`.

    Of those `answered`, `in_time` waited at most the queue's `sla_s`. `abandoned`: hung up while they waited, after
    `mean_patience_ms`.
    """

    since: datetime
    until: datetime
    callers: int
    answered: int
    in_time: int
    abandoned: int
    left: dict[str, int]
    mean_wait_ms: int | None
    longest_wait_ms: int | None
    mean_patience_ms: int | None


class QueueRoutes:
    """What queues do, beside their documents."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._services = services
        self._books = DatabaseBooks(services.database, services.clock, configurations.current)

    def add_to(self, face: Face) -> None:
        one = "/queues/{id}"
        live = Operation("GET", f"{one}/live", "viewer", gives=QueueLive)
        face.add(live, self.live, "queues", "read_live_queue")
        agent = Operation("PUT", f"{one}/agents/{{extension}}", "editor", takes=AgentWanted, gives=AgentShown)
        face.add(agent, self.set_agent, "queues", "set_queue_agent")
        statistics = Operation("GET", f"{one}/statistics", "viewer", gives=QueueStatistics)
        face.add(statistics, self.statistics, "queues", "read_queue_statistics")

        changes = Operation("GET", "/agent-changes", "viewer", gives=Page[AgentChangeShown])
        face.add(changes, self.changes, "queues", "list_agent_changes")

    async def live(self, request: Request, id: Id) -> Response:
        """Who waits in a queue, and what its agents do."""

        def seen(book: Book, facts: Facts, now: datetime) -> LiveQueue:
            if id not in facts.queues:
                raise errors.NotFound("queue", id)
            return live_queue(book, facts, now, id)

        return json_of(QueueLive.model_validate(await self._books.look(client_of(request).tenant, seen)))

    async def set_agent(self, request: Request, id: Id, extension: Extension) -> Response:
        """Log an agent in or out, pause an agent or end the pause. A phone that rings then for this queue stops."""
        client, wanted = client_of(request), body.parse(AgentWanted, await body.read_object(request))

        def changed(book: Book, facts: Facts, now: datetime) -> LiveAgent:
            agent = _agent(facts, id, extension)
            _set(book, id, agent, wanted, by=client.author)
            return live_agent(book, facts, now, id, agent, frozenset(calls_of(book)))

        found = await self._books.change(client.tenant, and_assign(changed), phones=True)
        return json_of(AgentShown.model_validate(found))

    async def statistics(
        self,
        request: Request,
        id: Id,
        since: Annotated[AwareDatetime | None, Query()] = None,
        until: Annotated[AwareDatetime | None, Query()] = None,
    ) -> Response:
        """How a queue did from `since` (a day before) to `until` (now)."""
        client = client_of(request)
        queue = (await client.repository.get(Queue, id)).document
        until = until or self._services.clock.now()
        since = since or until - A_DAY
        if since > until:
            raise refused_parameter("since", "it must not be after `until`")
        report = await queue_report(
            self._services.database, client.tenant, id, since=since, until=until, sla_s=queue.sla_s
        )
        shown = {name: getattr(report, name) for name in QueueStatistics.model_fields if hasattr(report, name)}
        return json_of(QueueStatistics(since=since, until=until, **shown))

    async def changes(
        self,
        request: Request,
        limit: Limit = 50,
        after: Cursor = None,
        extension: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    ) -> Response:
        """When agents logged in and out and paused, newest first; of one `extension` (its id) if asked."""
        before = cursor.one_number(_PURPOSE, after)
        database, tenant = self._services.database, client_of(request).tenant
        found = await agent_changes.page(database, tenant, limit=limit + 1, before=before, agent=extension)
        following = cursor.written(_PURPOSE, [found[limit - 1].id]) if len(found) > limit else None
        items = [AgentChangeShown.model_validate(one) for one in found[:limit]]
        return json_of(Page[AgentChangeShown](items=items, next=following))


def _agent(facts: Facts, queue: int, extension: int) -> QueueAgent:
    """Raises NotFound."""
    if queue not in facts.queues:
        raise errors.NotFound("queue", queue)
    for one in facts.queues[queue].agents:
        if one.extension == extension:
            return one
    raise errors.NotFound("agent", extension)


def _set(book: Book, queue: int, agent: QueueAgent, wanted: AgentWanted, *, by: str) -> None:
    """Raises Refusal."""
    one = agent.extension
    if agent.login == "always" and wanted.logged_in is False:
        raise refused_member("#/logged_in", "who is always logged in can be paused, and not logged out")
    if agent.login == "by_code" and wanted.logged_in is not None:
        (queue_agents.log_in if wanted.logged_in else queue_agents.log_out)(book, one, queue, by=by)
    if wanted.paused:
        queue_agents.pause(book, one, None if wanted.in_all else queue, wanted.reason, by=by)
    else:
        queue_agents.resume(book, one, [queue], by=by)
