"""Providers, users, ring groups and call queues, which are looked up here and set up elsewhere."""

import pytest
from sqlalchemy import insert

from switchboard.api.portsip.naming import wire_id
from switchboard.model.destination import ToIvr
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.trunk import Trunk
from switchboard.status import TrunkState
from switchboard.store.db.tables import tenant

from ..support import put
from ..trunk_states import knowing, trunk_status
from .support import NOTHING, OPEN_TRUNK, RING_GROUP, PortSip, add_user, failures

pytestmark = pytest.mark.api
QUEUE = 41
LISTED = ["id", "name", "enabled", "brand", "hostname", "port", "did_numbers", "shared"]


async def test_providers_are_the_trunks(portsip: PortSip) -> None:
    reply = await portsip.get("providers", orderby="name desc")
    items = reply["items"]
    assert isinstance(items, list)
    assert (reply["count"], [one["name"] for one in items]) == (2, ["Owned", "Carrier"])
    assert [list(one) for one in items] == [LISTED, LISTED]
    assert items[0] == {
        "id": wire_id(OPEN_TRUNK),
        "name": "Owned",
        "enabled": True,
        "brand": None,
        "hostname": "192.0.2.2",
        "port": 5060,
        "did_numbers": "+49301000;49301001",
        "shared": False,
    }
    assert (await portsip.get("providers", filter="name eq 'Owned'"))["count"] == 1


async def test_one_provider(portsip: PortSip) -> None:
    trunk = Trunk(
        name="Registered", type="register", host="sip.example", username="4930", addresses=("192.0.2.9", "192.0.2.10")
    )
    id = wire_id((await portsip.repository.create(trunk, author="test")).id)
    found = await portsip.get(f"providers/{id}")
    assert {name: found[name] for name in found if name not in LISTED} == {
        "username": "4930",
        "registration": True,
        "register_interval": 600,
        "additional_ips": "192.0.2.9;192.0.2.10",
    }


async def test_a_provider_is_online_while_it_is_enabled(portsip: PortSip) -> None:
    id = wire_id(OPEN_TRUNK)
    assert await portsip.get(f"providers/{id}/status") == {"status": "ONLINE"}
    await portsip.repository.edit(
        Trunk, OPEN_TRUNK, lambda old: old.model_copy(update={"enabled": False}), author="test"
    )
    assert await portsip.get(f"providers/{id}/status") == {"status": "OFFLINE"}
    assert (await portsip.get(f"providers/{id}"))["enabled"] is False


@pytest.mark.parametrize(("state", "shown"), [("up", "ONLINE"), ("down", "OFFLINE"), ("rejected", "OFFLINE")])
async def test_a_provider_is_online_while_it_answers(portsip: PortSip, state: TrunkState, shown: str) -> None:
    async with knowing(portsip.services, {OPEN_TRUNK: trunk_status(OPEN_TRUNK, state)}):
        assert await portsip.get(f"providers/{wire_id(OPEN_TRUNK)}/status") == {"status": shown}


async def test_ring_groups(portsip: PortSip) -> None:
    item = {
        "id": wire_id(RING_GROUP),
        "name": "Sales team",
        "extension_number": "6400",
        "ring_time": 60,
        "ring_strategy": "RING_SIMULTANEOUSLY",
        "no_answer_forward_rule": {"action": "HANGUP", "number": None},
        "night_mode_forward_rule": None,
    }
    assert await portsip.get("ring_groups") == {"count": 1, "items": [item]}
    assert await portsip.get(f"ring_groups/{wire_id(RING_GROUP)}") == item
    assert (await portsip.get("ring_groups", search="999"))["count"] == 0
    members = [{"extension_number": "1000", "display_name": "Ann Lee", "skill_level": 1}]
    assert await portsip.get(f"ring_groups/{wire_id(RING_GROUP)}/agents") == {"items": members}


async def test_call_queues(portsip: PortSip) -> None:
    agents = (QueueAgent(extension=86), QueueAgent(extension=85, tier=2))
    queue = Queue(name="Help", number="6800", agents=agents, strategy="linear", failover=ToIvr(ivr=50))
    await put(portsip.repository, QUEUE, queue)
    item = await portsip.get(f"call_queues/{wire_id(QUEUE)}")
    assert await portsip.get("call_queues") == {"count": 1, "items": [item]}
    assert item == {
        "id": wire_id(QUEUE),
        "name": "Help",
        "extension_number": "6800",
        "ring_time": 20,
        "ring_strategy": "PRIORITIZED_HUNT",
        "max_waiting_time": 1800,
        "max_waiting_calls": 0,
        "wrap_up_time": 10,
        "no_answer_forward_rule": {"action": "FORWARD_TO_NUMBER", "number": "6250"},
    }
    levels = (await portsip.get(f"call_queues/{wire_id(QUEUE)}/agents"))["items"]
    assert levels == [
        {"extension_number": "1001", "display_name": "Bo Day", "skill_level": 1},
        {"extension_number": "1000", "display_name": "Ann Lee", "skill_level": 2},
    ]


async def test_users_are_the_extensions(portsip: PortSip) -> None:
    reply = await portsip.get("users", filter="name eq '1000' or display_name eq 'Bo Day'", orderby="display_name desc")
    items = reply["items"]
    assert isinstance(items, list)
    assert (reply["count"], [one["extension_number"] for one in items]) == (2, ["1001", "1000"])
    shown = await portsip.get(f"users/{wire_id(85)}")
    assert shown == items[1]
    told = [shown[name] for name in ("id", "name", "display_name", "enabled", "role", "created_at")]
    assert told == [wire_id(85), "1000", "Ann Lee", True, "StandardUser", None]


@pytest.mark.parametrize("kind", ["providers", "users", "ring_groups", "call_queues", "inbound_rules"])
async def test_what_is_not_there(portsip: PortSip, kind: str) -> None:
    for id in (NOTHING, wire_id(50), "x"):
        assert (await portsip.send("GET", f"{kind}/{id}")).status_code == 404
    assert (await portsip.send("GET", f"providers/{NOTHING}/status")).status_code == 404


@pytest.mark.parametrize("path", ["providers", "users/x", "ring_groups", "call_queues/x/destroy", "users/x/destroy"])
async def test_they_are_set_up_elsewhere(portsip: PortSip, path: str) -> None:
    answer = await portsip.send("POST", path, {})
    assert answer.status_code == 403
    assert "native API" in str(failures(answer)[0]["message"])


async def test_tenants_are_apart(portsip: PortSip) -> None:
    async with portsip.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="neighbour", sip_domain="n.example"))
    neighbour = (await add_user(portsip.services, 2, "other", "admin"))[1]
    for path, id in (("providers", OPEN_TRUNK), ("ring_groups", RING_GROUP), ("users", 85)):
        assert (await portsip.send("GET", path, token=neighbour)).json() == {"count": 0, "items": []}
        assert (await portsip.send("GET", f"{path}/{wire_id(id)}", token=neighbour)).status_code == 404
    assert (await portsip.send("GET", f"providers/{wire_id(OPEN_TRUNK)}/status", token=neighbour)).status_code == 404
