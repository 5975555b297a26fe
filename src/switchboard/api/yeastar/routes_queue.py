"""queue/agent_status and queue/call_status: what goes on in a queue."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices, Json
from switchboard.api.kit.call_ids import call_id
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.auth import Gate
from switchboard.api.yeastar.body import Query, to_integer
from switchboard.api.yeastar.envelope import nothing_found, success
from switchboard.call.record import CallRecord
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.office import Office
from switchboard.model.queue import Queue
from switchboard.model.queue_book import Book
from switchboard.model.queue_live import AgentState, LiveAgent, live_queue
from switchboard.model.queue_rows import Facts, Reservation, Ticket
from switchboard.model.stored import Stored
from switchboard.store.calls.log import CallLog
from switchboard.store.queues.database_books import DatabaseBooks

_CALL_STATUS: Mapping[AgentState, int] = {"talking": 2, "other_call": 2, "ringing": 3, "unreachable": 0}
"""0: not known, 2: in a call, 3: rings. All others are idle: 1."""
_AGENT_TYPES = {"always": "static", "by_code": "dynamic"}


class QueueRoutes:
    """Queues as they are at this moment."""

    def __init__(self, services: ApiServices, gate: Gate) -> None:
        self._services = services
        self._gate = gate
        self._books = DatabaseBooks(services.database, services.clock, self._configuration)
        self._log = CallLog(services.database, services.settings.node_name)

    def add_to(self, router: APIRouter) -> None:
        router.add_api_route("/queue/agent_status", self.agent_status, methods=["GET"])
        router.add_api_route("/queue/call_status", self.call_status, methods=["GET"])

    async def agent_status(self, request: Request) -> Response:
        """What each agent of a queue does."""
        client = await self._gate.admit(request)
        queue = await client.repository.get(Queue, _queue_id(request))

        def seen(book: Book, facts: Facts, now: datetime) -> Sequence[LiveAgent]:
            return live_queue(book, facts, now, queue.id).agents if queue.id in facts.queues else ()

        agents = await self._books.look(client.tenant, seen)
        people = await _people(client, [one.extension for one in agents])
        data: list[Json] = [_agent(one, people[one.extension]) for one in agents if one.extension in people]
        return success(total_number=len(data), data=data) if data else nothing_found(total_number=0, data=None)

    async def call_status(self, request: Request) -> Response:
        """Who waits in a queue, for whom agents ring, and who talks to one."""
        client = await self._gate.admit(request)
        queue = await client.repository.get(Queue, _queue_id(request))

        def seen(book: Book, facts: Facts, now: datetime) -> tuple[Sequence[Ticket], Sequence[Reservation], datetime]:
            return book.waiting(queue.id), [one for one in book.reservations.values() if one.queue == queue.id], now

        tickets, reservations, now = await self._books.look(client.tenant, seen)
        people = await _people(client, [one.extension for one in reservations])
        ids = {*(one.call for one in tickets), *(one.call for one in reservations)}
        calls = {one.id: one for one in await self._log.records(client.tenant, sorted(ids))}

        def shown(call: str, number: str, name: str, since: datetime) -> Json:
            return _call(calls[call], number, name, round((now - since).total_seconds()))

        rung = [one for one in reservations if one.call in calls and one.extension in people]
        ringing, active = (
            [
                shown(one.call, people[one.extension].number, people[one.extension].name, one.since)
                for one in rung
                if one.talking == talking
            ]
            for talking in (False, True)
        )
        number, name = queue.document.number, queue.document.name
        waiting = [shown(one.call, number, name, one.entered_at) for one in tickets if one.call in calls]
        found: dict[str, Json] = {
            "waiting_list": waiting or None,
            "active_list": active or None,
            "waiting_calls": len(waiting),
            "active_calls": len(active),
            "ringing_list": ringing or None,
            "ringing_calls": len(ringing),
        }
        return success(**found) if waiting or active or ringing else nothing_found(**found)

    async def _configuration(self, tenant: int) -> Configuration:
        """The queues of a tenant, and its office, by whose day talks are counted."""
        repository = self._services.repository(tenant)
        found: list[Stored[Queue] | Stored[Office]] = [
            *(await repository.page(Queue)).items,
            *(await repository.page(Office)).items,
        ]
        return Configuration.of(found)


def _queue_id(request: Request) -> int:
    """The parameter `id`, which live systems call `queue_id`. Raises Refusal 40002."""
    query = Query(request)
    name = "queue_id" if query.text("queue_id") else "id"
    return to_integer(name, query.required(name))


async def _people(client: Client, extensions: Sequence[int]) -> Mapping[int, Extension]:
    found = await client.repository.many(Extension, sorted(set(extensions))) if extensions else []
    return {stored.id: stored.document for stored in found}


def _agent(live: LiveAgent, extension: Extension) -> Json:
    return {
        "name": extension.name,
        "number": extension.number,
        "is_login": int(live.logged_in),
        "is_pause": int(live.paused),
        "call_status": _CALL_STATUS.get(live.state, 1),
        "pause_reason": live.reason,
        "agent_type": _AGENT_TYPES[live.login],
        "max_threshold_for_pause_time": 0,
        "max_threshold_for_logout_time": 0,
    }


def _call(record: CallRecord, number: str, name: str, duration_s: int) -> Json:
    return {
        "call_id": call_id(record.id),
        "caller_number": record.caller,
        "caller_display_name": record.caller_name,
        "callee_number": number,
        "callee_display_name": name,
        "duration": duration_s,
    }
