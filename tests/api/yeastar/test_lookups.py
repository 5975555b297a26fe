"""Extensions, groups of them, ring groups, trunks, outbound routes: the look-ups; and kinds that there are none of."""

from collections.abc import Callable

import pytest

from switchboard.model.destination import PlayAndExit, Repeat
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, OrganizationMember
from switchboard.model.organization import Organization
from switchboard.model.prompt import CustomPrompt
from switchboard.model.ring_group import RingGroup, Strategy
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.model.trunk import DialPattern, OutboundRoute, Trunk
from switchboard.status import TrunkState
from switchboard.store.people.registrations import RegistrationRow, Registrations

from ..support import Api, fields, put, shared
from ..trunk_states import knowing, trunk_status

pytestmark = pytest.mark.api

OFFLINE = {name: {"status": 0} for name in ("sip_phone", "linkus_desktop", "linkus_mobile", "linkus_web")}
ANN = {
    "id": 85,
    "online_status": OFFLINE,
    "presence_status": "available",
    "number": "1000",
    "caller_id_name": "Ann Lee",
    "role_name": "",
    "timezone": "",
    "custom_presence_status": "available",
}
SALES = {"id": 70, "name": "Sales", "member_select": "sel_specific", "total_extensions": 1}
HOTLINE = {"id": 71, "number": "6301", "name": "Hotline", "ring_strategy": "ring_all", "member_count": 2}
CARRIER = {"id": 60, "status": 3, "name": "Carrier", "type": "peer", "host_port": "192.0.2.1:5060"}
OUT1 = {"id": 21, "name": "Out1", "dial_pattern": ["X."], "trunk": [{"id": 60, "name": "Carrier"}], "pos": 1}
KINDS = [
    ("extension", 85, ANN),
    ("extensiongroup", 70, SALES),
    ("extension_group", 70, SALES),
    ("ringgroup", 71, HOTLINE),
    ("trunk", 60, CARRIER),
    ("outbound_route", 21, OUT1),
]


async def data(api: Api, endpoint: str, **parameters: str | int) -> list[dict[str, object]]:
    reply = await api.get(endpoint, **parameters)
    assert reply["errcode"] == 0, reply
    found = reply["data"]
    assert isinstance(found, list)
    return found


async def ids(api: Api, endpoint: str, **parameters: str | int) -> list[object]:
    return [item["id"] for item in await data(api, endpoint, **parameters)]


@shared
@pytest.mark.parametrize(("kind", "id", "item"), KINDS)
async def test_items_of_lists(shared_api: Api, kind: str, id: int, item: dict[str, object]) -> None:
    found = next(one for one in await data(shared_api, f"{kind}/list") if one["id"] == id)
    assert found == item
    assert list(found) == list(item)


@shared
@pytest.mark.parametrize(("kind", "id", "item"), KINDS)
async def test_search(shared_api: Api, kind: str, id: int, item: dict[str, object]) -> None:
    name = str(item.get("name", item.get("caller_id_name")))
    reply = await shared_api.get(f"{kind}/search", search_value=name.upper(), page=1, page_size=5)
    assert (reply["total_number"], reply["data"]) == (1, [item])
    reply = await shared_api.get(f"{kind}/search", search_value="nobody")
    assert (reply["total_number"], reply["data"]) == (0, [])


@shared
@pytest.mark.parametrize(("kind", "id", "item"), KINDS)
async def test_get_and_query(shared_api: Api, kind: str, id: int, item: dict[str, object]) -> None:
    shown = (await shared_api.get(f"{kind}/get", id=id))["data"]
    assert await data(shared_api, f"{kind}/query", ids=f"999,{id},{id}") == [shown]
    for endpoint, parameter in ((f"{kind}/get", "id"), (f"{kind}/query", "ids")):
        assert (await shared_api.get(endpoint, **{parameter: "999"}))["errcode"] == 60001
        assert (await shared_api.get(endpoint, **{parameter: "50"}))["errcode"] == 60001, "an IVR"
        for value, rule in (("", "required"), ("x", "numeric")):
            reply = await shared_api.get(endpoint, **{parameter: value})
            assert (reply["errcode"], fields(reply)) == (40002, [(parameter, rule)])


@shared
@pytest.mark.parametrize(
    ("kind", "sorts"),
    [
        ("extension", "id,number,caller_id_name,email_addr,mobile_number,presence_status"),
        ("extensiongroup", "id,name"),
        ("ringgroup", "id,number,name,ring_strategy"),
        ("trunk", "id,name,type,host_port,def_outbound_cid,username"),
        ("outbound_route", "id,pos,name,outb_cid"),
    ],
)
async def test_orders(shared_api: Api, kind: str, sorts: str) -> None:
    for sort in sorts.split(","):
        ascending = await ids(shared_api, f"{kind}/list", sort_by=sort)
        assert await ids(shared_api, f"{kind}/list", sort_by=sort, order_by="desc") == ascending[::-1]
    reply = await shared_api.get(f"{kind}/list", sort_by="colour")
    assert (reply["errcode"], fields(reply)) == (40002, [("sort_by", "oneof")])


async def test_pages_of_an_order_that_the_store_does_not_know(api: Api) -> None:
    for id, email in ((201, "c@x"), (202, "a@x"), (203, "b@x")):
        await put(api.repository, id, Extension(name="Ring", number=str(id), email=email))
    assert await ids(api, "extension/search", search_value="ring", sort_by="email_addr") == [202, 203, 201]
    pages = [await ids(api, "extension/list", sort_by="email_addr", page=page, page_size=2) for page in (1, 2, 3, 4)]
    assert pages == [[85, 86], [202, 203], [201], []]


async def test_addresses_of_extensions(api: Api) -> None:
    await put(api.repository, 201, Extension(name="Cy", number="201", email="cy@example.com", mobile="+4930"))
    shown = (await api.get("extension/get", id=201))["data"]
    assert isinstance(shown, dict)
    assert (shown["email_addr"], shown["mobile_number"]) == ("cy@example.com", "+4930")


async def test_registered_phones_are_online_until_they_expire(api: Api) -> None:
    now = api.services.clock.now()
    rows = [
        RegistrationRow(f"sip:1000@192.0.2.{host}", now.replace(year=now.year + 1), "x", 1, source=source)
        for host, source in ((7, "udp 192.0.2.7 5060"), (8, ""))
    ]
    await Registrations(api.services.database).put(DEFAULT_TENANT, 85, rows)
    for endpoint in ("extension/list", "extension/query?ids=85"):
        path, _, query = endpoint.partition("?ids=")
        item = (await data(api, path, **({"ids": query} if query else {})))[0]
        phones = [{"status": 1, "ip": "192.0.2.7"}, {"status": 1, "ip": ""}]
        assert item["online_status"] == {
            **OFFLINE,
            "sip_phone": {"status": 1, "ext_dev_type": "sip", "status_list": phones},
        }
    expired = RegistrationRow(rows[0].contact, now, "x", 1)
    await Registrations(api.services.database).put(DEFAULT_TENANT, 85, [expired], gone=[rows[1].contact])
    assert (await data(api, "extension/list"))[0]["online_status"] == OFFLINE


@shared
async def test_members_of_groups(shared_api: Api) -> None:
    members = [{"text": "Ann Lee", "text2": "1000", "value": "85", "type": "extension"}]
    assert (await shared_api.get("extensiongroup/get", id=70))["data"] == {**SALES, "members": members}


@shared
async def test_members_and_end_of_a_ring_group(shared_api: Api) -> None:
    assert (await shared_api.get("ringgroup/get", id=71))["data"] == {
        **{name: value for name, value in HOTLINE.items() if name != "member_count"},
        "ring_timeout": 60,
        "member_list": [
            {"text": "Ann Lee", "text2": "1000", "value": "85", "type": "extension"},
            {"text": "Bo Day", "text2": "1001", "value": "86", "type": "extension"},
        ],
        "fail_dest": "end_call",
        "fail_dest_prefix": "",
        "fail_dest_value": "",
    }


STRATEGIES: list[tuple[Strategy, str]] = [
    ("ring_all", "ring_all"),
    ("sequential", "sequentially"),
    ("memory", "memory_hunt"),
    ("random", "sequentially"),
    ("least_recent", "sequentially"),
]


async def test_strategies_of_ring_groups(api: Api) -> None:
    play = PlayAndExit(prompt=CustomPrompt(prompt=90), times=2)
    for id, (strategy, _) in enumerate(STRATEGIES, 200):
        group = RingGroup(name=strategy, number=str(id), strategy=strategy, ring_time_s=7, timeout_s=70, failover=play)
        await put(api.repository, id, group)
    for id, (strategy, shown) in enumerate(STRATEGIES, 200):
        group_shown = (await api.get("ringgroup/get", id=id))["data"]
        assert isinstance(group_shown, dict)
        expected = (shown, 70 if strategy == "ring_all" else 7)
        assert (group_shown["ring_strategy"], group_shown["ring_timeout"]) == expected
        end = [group_shown[f"fail_dest{part}"] for part in ("", "_prefix", "_value")]
        assert end == ["play_greeting", "2", "IVR.wav"]


async def test_where_a_ring_group_ends_that_only_an_ivr_could_say(api: Api) -> None:
    await put(api.repository, 200, RingGroup(name="Back", number="200", failover=Repeat()))
    shown = (await api.get("ringgroup/get", id=200))["data"]
    assert isinstance(shown, dict)
    assert (shown["fail_dest"], shown["fail_dest_value"], shown["member_list"]) == ("end_call", "", [])


async def test_trunks(api: Api) -> None:
    trunk = Trunk(name="Reg", type="register", host="sip.example.com", username="6701", caller_id="+4930")
    await put(api.repository, 61, trunk)
    item = {
        "id": 61,
        "status": 0,
        "name": "Reg",
        "type": "register",
        "host_port": "sip.example.com:5060",
        "def_outbound_cid": "+4930",
        "username": "6701",
    }
    assert (await data(api, "trunk/list"))[1] == item
    assert (await api.get("trunk/get", id=61))["data"] == {
        **item,
        "enable": 1,
        "transport": "udp",
        "hostname": "sip.example.com",
        "port": 5060,
        "domain": "sip.example.com",
        "auth_name": "6701",
    }
    assert await ids(api, "trunk/list", sort_by="type", order_by="desc") == [61, 60]


@pytest.mark.parametrize(
    ("state", "reason", "calls", "status"),
    [
        ("up", "registered", 0, 1),
        ("up", "registered", 1, 2),
        ("unmonitored", "", 1, 2),
        ("unmonitored", "", 0, 3),
        ("registering", "", 0, 4),
        ("rejected", "registration-refused", 0, 41),
        ("down", "registration-failed", 0, 41),
        ("down", "no-answer", 0, 42),
        ("checking", "", 0, 0),
    ],
)
async def test_the_state_of_a_trunk(api: Api, state: TrunkState, reason: str, calls: int, status: int) -> None:
    async with knowing(api.services, {60: trunk_status(60, state, reason=reason, calls=calls)}):
        assert [one["status"] for one in await data(api, "trunk/list")] == [status]
        assert (await data(api, "trunk/query", ids=60))[0]["status"] == status


async def test_a_trunk_that_dns_finds_is_shown_at_the_usual_port(api: Api) -> None:
    await put(api.repository, 61, Trunk(name="By DNS", host="sip.example.com", transport="auto"))
    (shown,) = await data(api, "trunk/query", ids=61)
    assert (shown["transport"], shown["host_port"], shown["port"]) == ("dnsnaptr", "sip.example.com:5060", 5060)


async def test_a_trunk_that_is_off_is_disabled(api: Api) -> None:
    await api.repository.edit(Trunk, 60, lambda old: old.model_copy(update={"enabled": False}), author="test")
    (shown,) = await data(api, "trunk/query", ids=60)
    assert (shown["status"], shown["enable"]) == (44, 0)


async def test_outbound_routes(api: Api) -> None:
    patterns = (DialPattern(pattern="9X.", strip=1, prepend="0"), DialPattern(pattern="00X."))
    route = OutboundRoute(
        name="Shared", position=3, patterns=patterns, trunks=(60,), extensions=(86,), caller_id="+4930"
    )
    await put(api.repository, 22, route)
    reply = await api.get("outbound_route/list", sort_by="pos", page=1, page_size=1)
    assert list(reply) == ["errcode", "errmsg", "total_number", "last_pos", "data"]
    assert (reply["total_number"], reply["last_pos"], reply["data"]) == (2, 3, [OUT1])
    assert (await api.get("outbound_route/search", search_value="out1"))["last_pos"] == 1
    assert (await api.get("outbound_route/search", search_value="nobody"))["last_pos"] == 0
    assert (await api.get("outbound_route/get", id=22))["data"] == {
        "id": 22,
        "name": "Shared",
        "outbound_cid": "+4930",
        "dial_pattern_list": [
            {"id": 1, "pattern": "9X.", "strip": 1, "prepend": "0"},
            {"id": 2, "pattern": "00X.", "strip": 0, "prepend": ""},
        ],
        "trunk_list": [{"id": 60, "name": "Carrier", "type": "peer"}],
        "all_extensions": 0,
        "ext_list": [{"ext_number": "1001", "ext_name": "Bo Day"}],
        "pos": 3,
        "pin_protect": "disable",
        "pin": "",
        "pin_list": 0,
    }


@shared
async def test_a_list_takes_three_statements(shared_api: Api, statements: Callable[[], list[str]]) -> None:
    """Besides the look-up of the token."""
    kinds = ("ivr", "extension", "extensiongroup", "ringgroup", "trunk", "outbound_route", "custom_prompt")
    for endpoint in [f"{kind}/{verb}" for kind in kinds for verb in ("list", "search")]:
        statements()
        await shared_api.get(endpoint, page=7, sort_by="name" if "extension/" not in endpoint else "email_addr")
        taken = [statement for statement in statements() if "api_token" not in statement]
        assert 0 < len(taken) <= 3, (endpoint, taken)


async def test_organizations(api: Api) -> None:
    await put(api.repository, 92, Organization(name="Sales", members=(85,)))
    await put(api.repository, 93, Organization(name="Abroad", parent=92, members=(86,)))
    sales: dict[str, object] = {"id": 92, "name": "Sales", "parent_id": 0, "total_extensions": 1}
    abroad = {"id": 93, "name": "Abroad", "parent_id": 92, "total_extensions": 1}
    bo = {"text": "Bo Day", "text2": "1001", "value": "86", "type": "extension"}
    reply = await api.get("organization/list", sort_by="name")
    assert list(reply) == ["errcode", "errmsg", "total_number", "organization_list"]
    assert (reply["total_number"], reply["organization_list"]) == (2, [abroad, sales])
    assert (await api.get("organization/search", search_value="sal"))["organization_list"] == [sales]
    assert (await api.get("organization/get", id=93))["data"] == abroad | {"members": [bo]}
    options = (await api.get("system/get_menuoptions", menu="org_list"))["data"]
    assert options == [
        {"text": "Sales", "value": "92", "type": "organization", "item": [{"text": "Abroad", "value": "93"}]},
        {"text": "Abroad", "value": "93", "type": "organization", "item": []},
    ]


async def test_an_organization_in_a_list_of_an_ivr(api: Api) -> None:
    await put(api.repository, 92, Organization(name="Sales", members=(85,)))
    entry = {"value": "92", "type": "organization"}
    change = {"id": 50, "dial_ext_option": "allow", "dial_ext_list": [entry]}
    assert (await api.post("ivr/update", change))["errcode"] == 0
    stored = await api.repository.get(Ivr, 50)
    assert stored.document.direct_dial.allow == (OrganizationMember(organization=92),)
    assert (await api.shown(50))["dial_ext_list"] == [{"text": "Sales", **entry}]
