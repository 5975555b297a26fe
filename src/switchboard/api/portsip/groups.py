"""Who is rung: users, which are the extensions, ring groups and call queues, as the dialect shows them. Pure."""

from collections.abc import Iterable, Mapping
from typing import Final

from switchboard.api.common import Json
from switchboard.api.portsip.mapping import JsonObject, rule
from switchboard.api.portsip.naming import OBJECT, wire_id
from switchboard.api.portsip.odata import Properties, Property
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.queue import Queue, QueueStrategy
from switchboard.model.ring_group import RingGroup, Strategy
from switchboard.model.stored import Stored

USERS: Final[Properties] = {
    "id": Property("id", "id", OBJECT),
    "name": Property("number"),
    "display_name": Property("name"),
    "extension_number": Property("number"),
}
"""A user goes by the number of the extension, and is displayed by its name."""

RING_STRATEGIES: Final[Mapping[Strategy, str]] = {
    "ring_all": "RING_SIMULTANEOUSLY",
    "sequential": "PRIORITIZED_HUNT",
    "random": "CYCLIC_HUNT",
    "memory": "PRIORITIZED_HUNT",
    "least_recent": "LEAST_WORKED_HUNT",
}
"""The nearest that the vendor has."""
QUEUE_STRATEGIES: Final[Mapping[QueueStrategy, str]] = {
    "ring_all": "RING_SIMULTANEOUSLY",
    "linear": "PRIORITIZED_HUNT",
    "round_robin": "CYCLIC_HUNT",
    "least_recent": "LEAST_WORKED_HUNT",
    "fewest_calls": "LEAST_WORKED_HUNT",
    "random": "CYCLIC_HUNT",
}


def user(stored: Stored[Extension]) -> JsonObject:
    """An extension as a user, who is no user of the page."""
    extension = stored.document
    return {
        "id": wire_id(stored.id),
        "name": extension.number,
        "enabled": True,
        "email": extension.email,
        "display_name": extension.name,
        "role": "StandardUser",
        "mobile_phone": extension.mobile,
        "work_phone": "",
        "home_phone": "",
        "address": "",
        "department": "",
        "extension_number": extension.number,
        "created_at": None,
        "avatar_file_name": None,
        "avatar_file_size": 0,
        "avatar_file_url": None,
    }


def ring_group(stored: Stored[RingGroup], objects: Configuration) -> JsonObject:
    """A ring group, in a list or alone. `ring_time` is how long each member rings, or all of them at once."""
    group = stored.document
    return {
        "id": wire_id(stored.id),
        "name": group.name,
        "extension_number": group.number,
        "ring_time": group.timeout_s if group.strategy == "ring_all" else group.ring_time_s,
        "ring_strategy": RING_STRATEGIES[group.strategy],
        "no_answer_forward_rule": rule(group.failover, objects),
        "night_mode_forward_rule": None,
    }


def call_queue(stored: Stored[Queue], objects: Configuration) -> JsonObject:
    """A queue, in a list or alone. `max_waiting_time` 0 and `max_waiting_calls` 0: without limit."""
    queue = stored.document
    return {
        "id": wire_id(stored.id),
        "name": queue.name,
        "extension_number": queue.number,
        "ring_time": queue.ring_time_s,
        "ring_strategy": QUEUE_STRATEGIES[queue.strategy],
        "max_waiting_time": queue.max_wait_s,
        "max_waiting_calls": queue.max_callers,
        "wrap_up_time": queue.wrap_up_s,
        "no_answer_forward_rule": rule(queue.failover, objects),
    }


def agents(members: Iterable[tuple[int, int]], objects: Configuration) -> list[Json]:
    """Extensions by their ids, each with its skill level; those that are gone are left out."""
    found = ((objects.get(Extension, id), level) for id, level in members)
    return [
        {
            "extension_number": one.document.number,
            "display_name": one.document.name,
            "skill_level": level,
        }
        for one, level in found
        if one is not None
    ]


def of_ring_group(group: RingGroup) -> Iterable[tuple[int, int]]:
    """The members of a group, which are all alike."""
    return ((id, 1) for id in group.members)


def of_queue(queue: Queue) -> Iterable[tuple[int, int]]:
    """The agents of a queue; the lower their level, the earlier they ring."""
    return ((agent.extension, agent.tier) for agent in queue.agents)
