"""Queues, as the dialect shows them."""

from collections.abc import Sequence

from switchboard.api.common import Json
from switchboard.api.kit.client import Client
from switchboard.api.yeastar.destinations import to_wire
from switchboard.api.yeastar.listing import Items, Kind
from switchboard.api.yeastar.mapping import member_item
from switchboard.api.yeastar.naming import prompt_name
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.destination import Destination, HangUp
from switchboard.model.ivr import ExtensionMember
from switchboard.model.music import Music
from switchboard.model.prompt import Announcement
from switchboard.model.queue import Absence, Queue
from switchboard.model.stored import Stored
from switchboard.store.documents.references import references

BUSY = Announcement(name="queue-busy")
"""What the vendor calls the default prompt."""

_STRATEGIES = {"round_robin": "rrmemory"}
_ABSENCES: dict[Absence, str] = {"paused": "1", "unreachable": "2"}
"""The vendor's codes; the others have none."""
_NO_MUSIC_OF_ITS_OWN = "default"


def queues() -> Kind[Queue]:
    """The endpoints below queue/."""
    return Kind(
        path="queue",
        family=Queue,
        orders={"id": "id", "number": "number", "name": "name", "ring_strategy": ring_strategy},
        listed=_queues,
        detailed=_whole_queues,
        items_key="queue_list",
    )


def ring_strategy(queue: Queue) -> str:
    """The strategy in the vendor's words."""
    return _STRATEGIES.get(queue.strategy, queue.strategy)


async def _queues(client: Client, found: Sequence[Stored[Queue]]) -> Items:
    objects = await _referred(client, found)
    return [_listed(stored, objects) for stored in found]


async def _whole_queues(client: Client, found: Sequence[Stored[Queue]]) -> Items:
    objects = await _referred(client, found)
    return [_whole(stored, objects) for stored in found]


async def _referred(client: Client, found: Sequence[Stored[Queue]]) -> Configuration:
    ids = sorted({reference.target for stored in found for reference in references(stored.document)})
    return Configuration.of(await client.repository.many(Document, ids) if ids else [])


def _listed(stored: Stored[Queue], objects: Configuration) -> dict[str, Json]:
    queue = stored.document
    return {
        "id": stored.id,
        "number": queue.number,
        "name": queue.name,
        "ring_strategy": ring_strategy(queue),
        "client_unique_ringtone": "",
        **_agents(queue, objects),
    }


def _whole(stored: Stored[Queue], objects: Configuration) -> dict[str, Json]:
    """All that the vendor shows, in his order; what there is none of here has the value that says so."""
    queue = stored.document
    return {
        "id": stored.id,
        "number": queue.number,
        "name": queue.name,
        "ring_strategy": ring_strategy(queue),
        "moh": _music(queue, objects),
        "max_wait_time": queue.max_wait_s,
        **_destination("fail_dest", queue.failover, objects),
        "agent_timeout": queue.ring_time_s,
        "retry_time": queue.retry_s,
        "wrap_up_time": queue.wrap_up_s,
        "enb_ring_in_use": int(queue.ring_busy),
        "agent_prompt": prompt_name(queue.agent_prompt, objects) if queue.agent_prompt else "",
        "enb_auto_pause": int(queue.pause_after_missed > 0),
        "max_pause_miss_call": queue.pause_after_missed,
        "enb_email_miss_call": 0,
        "enb_email_abandon_call": 0,
        "enb_email_sla_alarm": 0,
        "callback_enb_request_email": 0,
        "callback_enb_failed_email": 0,
        "max_calls": queue.max_callers,
        "alert_info": queue.alert_info,
        "enb_leave_empty": int(queue.stay_when is not None),
        "enb_disallow_to_join_when_empty": int(queue.join_when is not None),
        "enb_callback": 0,
        "callback_timeout": "queue_max_wait_time",
        "callback_timeout_num": 0,
        "callback_method": "digit",
        "callback_press_key": "",
        "callback_outbound_prefix": "",
        "callback_trigger_timeout": 0,
        "sla_time": queue.sla_s,
        "sla_interval": 0,
        "sla_alarm_threshold": 0,
        **_said(queue, objects),
        **_agents(queue, objects),
        "satisfaction_survey_point_list": None,
        "enb_priority_queue": int(queue.weight > 0),
        "weight": queue.weight,
        "enb_acceleration_weight": 0,
        "acceleration": 0,
        "enb_queue_call_log": 0,
        "call_log_visible_type": "",
        "call_log_specific_member": None,
        "call_log_view_range": None,
        "empty_defined_for_leave_empty": _codes(queue.stay_when),
        "empty_defined_for_disallow_to_join_when_empty": _codes(queue.join_when),
        "satisfa_survey_end_prompt": "",
        "enable_time_condition": 0,
        "timezone_id": 0,
        **_destination("outoffice_dest", HangUp(), objects),
        **_destination("holiday_dest", HangUp(), objects),
        "ignore_holiday_dest": 0,
        "enb_play_holiday_prompt_global": 0,
        "enb_ip_phone_missed_call_display": 0,
        "play_full_join_prompt": int(queue.join_prompt_in_full),
        "ringback_tone": "",
        "enb_custom_language": int(queue.language != ""),
        "prompt_language": queue.language,
        "client_unique_ringtone": "",
        "leave_empty_no_agent_list": _empty(queue, queue.stay_when, objects),
        "join_empty_no_agent_list": _empty(queue, queue.join_when, objects),
    }


def _said(queue: Queue, objects: Configuration) -> dict[str, Json]:
    """What callers are told, and the key by which they leave: the vendor has one."""
    own = [prompt_name(one, objects) for one in queue.prompts if one != BUSY]
    first = queue.keys[0] if queue.keys else None
    return {
        "join_prompt": prompt_name(queue.join_prompt, objects) if queue.join_prompt else "",
        "enb_announce_agent_id": 0,
        "enb_announce_default_prompt": int(BUSY in queue.prompts),
        "enb_announce_pos": int(queue.say_position),
        "enb_announce_hold_time": int(queue.say_wait),
        "caller_announce_freq": queue.say_every_s,
        "sys_announce_prompt": ",".join(own),
        "sys_announce_freq": queue.prompts_every_s,
        "satisfa_survey_prompt": "",
        "press_key": first.key if first else "",
        **_destination("key_dest", first.route.to if first else HangUp(), objects),
    }


def _agents(queue: Queue, objects: Configuration) -> dict[str, Json]:
    """Agents who are always logged in are static, those who log in by code are dynamic. Nobody is a manager."""

    def listed(login: str) -> Json:
        mine = [one.extension for one in queue.agents if one.login == login]
        return [member_item(ExtensionMember(extension=id), objects) for id in mine] or None

    return {"dynamic_agent_list": listed("by_code"), "static_agent_list": listed("always"), "manager_list": None}


def _destination(name: str, to: Destination, objects: Configuration) -> dict[str, Json]:
    dest, prefix, value = to_wire(to, 0, objects)
    return {name: dest, f"{name}_prefix": prefix, f"{name}_value": value}


def _empty(queue: Queue, absences: Sequence[Absence] | None, objects: Configuration) -> Json:
    """Where callers of an empty queue go, and which agents are not there then; null where it is not asked."""
    if absences is None:
        return None
    dest, prefix, value = to_wire(queue.on_empty or queue.failover, 0, objects)
    return [{"no_agent_include_list": _codes(absences), "dest_to": dest, "dest_value": value, "dest_prefix": prefix}]


def _codes(absences: Sequence[Absence] | None) -> list[Json]:
    return [code for absence, code in _ABSENCES.items() if absence in (absences or ())]


def _music(queue: Queue, objects: Configuration) -> str:
    stored = objects.get(Music, queue.music) if queue.music is not None else None
    return stored.document.name if stored else _NO_MUSIC_OF_ITS_OWN
