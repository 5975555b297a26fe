"""What agents of queues do, in Yeastar's words: event 30029."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from switchboard.api.common import ApiServices, Json
from switchboard.errors import NotFound
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue
from switchboard.model.queue_rows import SeatChange
from switchboard.model.stored import Stored
from switchboard.store.queues.agent_changes import KeptChange

AGENT_STATUS: Final = 30029
_STATUS: Mapping[SeatChange, str] = {
    "logged_in": "LoggedIn",
    "logged_out": "LoggedOut",
    "paused": "Paused",
    "resumed": "Idle",
}
"""Only `Paused` is the vendor's own: no page of his shows others."""


class AgentEvents:
    """The messages about agents of all tenants."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    async def messages(self, tenant: int, change: KeptChange) -> Sequence[str]:
        """One for each queue that the change concerns; none of an extension that is deleted. Raises Unavailable."""
        repository = self._services.repository(tenant)
        try:
            agent = (await repository.get(Extension, change.extension)).document
        except NotFound:
            return []
        queues = [one.document for one in (await repository.page(Queue)).items if _concerns(change, one)]
        serial = await self._services.credentials.serial()
        return [_message(queue, agent, change, serial) for queue in queues]


def _concerns(change: KeptChange, queue: Stored[Queue]) -> bool:
    if change.queue is not None:
        return change.queue == queue.id
    return any(one.extension == change.extension for one in queue.document.agents)


def _message(queue: Queue, agent: Extension, change: KeptChange, serial: str) -> str:
    """Other than in events of calls, `msg` is an object, and the number of the queue has a prefix."""
    msg: Json = {
        "queue_number": f"queue-{queue.number}",
        "agent_number": agent.number,
        "status": _STATUS[change.change],
        "reason": change.reason,
    }
    return json.dumps({"type": AGENT_STATUS, "sn": serial, "msg": msg})
