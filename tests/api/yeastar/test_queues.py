"""Queues in the Yeastar dialect: looked up, listed in menus, and where keys lead."""

from dataclasses import replace
from datetime import datetime

import pytest

from switchboard.call.events import QueueOffered
from switchboard.call.record import OpenedRow
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model import queue_callers
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension, ToQueue
from switchboard.model.ivr import DirectDial, Route
from switchboard.model.music import Music
from switchboard.model.prompt import Announcement, CustomPrompt
from switchboard.model.queue import Queue, QueueAgent, QueueKey
from switchboard.model.queue_book import Book
from switchboard.model.queue_rows import Facts, Reservation, Ticket
from switchboard.store.calls.log import CallLog
from switchboard.store.nodes.heartbeat import Heartbeat
from switchboard.store.queues.database_books import DatabaseBooks

from ..support import EXTENSION, SECOND_EXTENSION, Api, heard, places, put
from .support import OK, stored

pytestmark = pytest.mark.api

SUPPORT, WALTZ = 74, 75
ANN = {"text": "Ann Lee", "text2": "1000", "value": "85", "type": "extension"}
BO = {"text": "Bo Day", "text2": "1001", "value": "86", "type": "extension"}


async def furnish(api: Api) -> None:
    await put(api.repository, WALTZ, Music(name="waltz", prompts=(90,)))
    queue = Queue(
        name="Support",
        number="6400",
        agents=(QueueAgent(extension=EXTENSION), QueueAgent(extension=SECOND_EXTENSION, login="by_code")),
        strategy="round_robin",
        music=WALTZ,
        failover=ToExtension(extension=EXTENSION),
        prompts=(Announcement(name="queue-busy"), CustomPrompt(prompt=90)),
        keys=(QueueKey(key="1", route=Route(to=ToExtension(extension=SECOND_EXTENSION))),),
        pause_after_missed=2,
        stay_when=("paused",),
    )
    await put(api.repository, SUPPORT, queue)


async def test_a_queue_as_the_vendor_shows_it(api: Api) -> None:
    await furnish(api)
    reply = await api.get("queue/query", ids=SUPPORT)
    assert isinstance(reply["data"], list)
    (shown,) = reply["data"]
    expected = {
        **{"id": SUPPORT, "number": "6400", "name": "Support", "ring_strategy": "rrmemory", "moh": "waltz"},
        **{"max_wait_time": 1800, "agent_timeout": 20, "retry_time": 5, "wrap_up_time": 10},
        **{"fail_dest": "extension", "fail_dest_prefix": "", "fail_dest_value": "85"},
        **{"enb_auto_pause": 1, "max_pause_miss_call": 2, "enb_leave_empty": 1},
        **{"enb_disallow_to_join_when_empty": 1, "empty_defined_for_leave_empty": ["1"]},
        **{"empty_defined_for_disallow_to_join_when_empty": ["1", "2"]},
        **{"enb_announce_default_prompt": 1, "sys_announce_prompt": "IVR.wav"},
        **{"press_key": "1", "key_dest": "extension", "key_dest_value": "86"},
        **{"dynamic_agent_list": [BO], "static_agent_list": [ANN], "manager_list": None},
    }
    assert {name: shown[name] for name in expected} == expected
    assert (await api.get("queue/get", id=SUPPORT))["data"] == shown


async def test_queues_in_a_list(api: Api) -> None:
    await furnish(api)
    reply = await api.get("queue/search", search_value="640", sort_by="ring_strategy")
    assert reply["total_number"] == 1
    assert reply["queue_list"] == [
        {
            **{"id": SUPPORT, "number": "6400", "name": "Support", "ring_strategy": "rrmemory"},
            **{"client_unique_ringtone": "", "dynamic_agent_list": [BO], "static_agent_list": [ANN]},
            "manager_list": None,
        }
    ]
    assert (await api.get("system/get_menuoptions", menu="queue"))["data"] == [
        {"text": "Support", "text2": "6400", "value": str(SUPPORT), "type": "queue"}
    ]
    assert (await api.get("system/get_menuoptions", menu="queue_agent", id=SUPPORT))["data"] == [ANN, BO]


async def test_what_goes_on_in_a_queue(api: Api) -> None:
    await furnish(api)
    idle = await api.get("queue/call_status", queue_id=SUPPORT)
    assert (idle["errcode"], idle["waiting_list"], idle["waiting_calls"]) == (60001, None, 0)
    now = api.services.clock.now()
    rows = [OpenedRow(f"c{n}", 1, now, f"+49{n}", "Cid", "6400", None, 60) for n in (1, 2)]
    await CallLog(api.services.database, "here").write(rows)

    def work(book: Book, facts: Facts, now: datetime) -> None:
        for call in ("c1", "c2"):
            somebody_is_there = replace(facts, registered=frozenset({EXTENSION}))
            queue_callers.join(book, Ticket(call, SUPPORT, "here", "", 0, 0, now), somebody_is_there)
        book.reservations[EXTENSION] = Reservation(EXTENSION, 9, "c1", SUPPORT, "here", now)

    queues = Configuration.of((await api.repository.page(Queue)).items)

    async def configuration(tenant: int) -> Configuration:
        return queues

    books = DatabaseBooks(
        api.services.database, api.services.clock, configuration, Heartbeat(api.services.clock, "here")
    )
    await books.change(1, work, phones=True)
    calls = await api.get("queue/call_status", id=SUPPORT)
    one = {"call_id": "c1", "caller_number": "+491", "caller_display_name": "Cid", "duration": 0}
    assert calls["ringing_list"] == [{**one, "callee_number": "1000", "callee_display_name": "Ann Lee"}]
    assert (calls["waiting_calls"], calls["active_calls"], calls["ringing_calls"]) == (2, 0, 1)
    agents = (await api.get("queue/agent_status", id=SUPPORT))["data"]
    assert isinstance(agents, list)
    assert [(agent["number"], agent["is_login"], agent["call_status"], agent["agent_type"]) for agent in agents] == [
        ("1000", 1, 3, "static"),
        ("1001", 0, 1, "dynamic"),
    ]


async def test_a_key_leads_to_a_queue_and_its_number_may_be_dialled(api: Api) -> None:
    await furnish(api)
    dialled = {"value": str(SUPPORT), "type": "queue"}
    keys = {"press1_dest": "queue", "press1_dest_value": str(SUPPORT)}
    body = {"id": 50, **keys, "enb_dial_call_number": 1, "dial_call_number_list": [dialled]}
    assert await api.post("ivr/update", body) == OK
    ivr = await stored(api, 50)
    assert ivr.options[0].route.to == ToQueue(queue=SUPPORT)
    assert ivr.direct_dial == DirectDial(services="allow", queues=(SUPPORT,))
    shown = await api.shown(50)
    assert shown["dial_call_number_list"] == [{"text": "Support", "text2": "6400", **dialled}]
    assert await api.post("ivr/update", shown) == OK
    for pressed in ("1", "6400"):
        scenario = Scenario("6250", caller="1001", extension=SECOND_EXTENSION, script=f"wait:1 {pressed}")
        events = await heard(api.repository, scenario)
        assert "queue 6400" in places(events)
        assert [event.number for event in events if isinstance(event, QueueOffered)] == ["1000"]
