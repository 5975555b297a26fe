"""Action URLs: every field, what belongs together, and their secrets."""

from pathlib import Path

import pytest

from switchboard.api.portsip.naming import ACTION_URL, encode, object_id, wire_id
from switchboard.api.portsip.wire_action import ActionFields, NewAction
from switchboard.config import PortSipSettings
from switchboard.model.action_url import ActionUrl
from switchboard.model.ivr import Ivr
from switchboard.model.web_request import WebHeader

from ..support import put, shared
from .support import MINIMAL, NOTHING, PortSip, failures, furnish_all, logged_in

pytestmark = pytest.mark.api

Json = dict[str, object]
OTHER = f"ivrs/{wire_id(50)}/action_urls"
LEAST: Json = {
    "name": "CRM",
    "type": "DTMF",
    "dtmf_mask": "3000-4000;51**",
    "method": "POST",
    "url": "https://crm.example/ivr",
}
"""The least that an action URL needs."""

SHOWN: Json = {
    "name": "CRM",
    "enabled": False,
    "method": "POST",
    "url": "https://crm.example/ivr",
    "connection_timeout": 2,
    "request_timeout": 2,
    "type": "DTMF",
    "dtmf_mask": "3000-4000;51**",
    "caller_mask": None,
    "headers": "",
    "auth": "DISABLE",
    "username": None,
    "password": None,
    "token": None,
}
BASIC: Json = {"auth": "BASIC", "username": "caller1", "password": "xyzzy111"}
SETTINGS: dict[str, Json] = {
    "name": {"name": "Ä" * 64},
    "enabled": {"enabled": True},
    "type": {"type": "CALLER", "dtmf_mask": None, "caller_mask": "+49301**"},
    "dtmf_mask": {"dtmf_mask": "ALL"},
    "caller_mask": {"type": "CALLER", "dtmf_mask": None, "caller_mask": "100;200-300"},
    "method": {"method": "GET"},
    "url": {"url": "http://a.example/" + "x" * 111},
    "headers": {"headers": "X-Key:a b&Accept:text/plain"},
    "connection_timeout": {"connection_timeout": 0},
    "request_timeout": {"request_timeout": 60},
    "auth": {**BASIC, "auth": "DIGEST"},
    "username": {**BASIC, "username": "x" * 64},
    "password": BASIC,
    "token": {"auth": "BEARER", "token": "eyJ.a-b_c~+/=="},
}
"""Field -> what is written, and read back just so."""


async def test_no_field_is_forgotten() -> None:
    assert set(SETTINGS) == set(ActionFields.model_fields) == set(NewAction.model_fields) == set(SHOWN)


@pytest.mark.parametrize("field", SETTINGS)
async def test_create_and_update_are_read_back(portsip: PortSip, field: str) -> None:
    sent = SETTINGS[field]
    id = await portsip.create({**LEAST, **sent}, OTHER)
    assert await portsip.get(f"{OTHER}/{id}") == {"id": id, **SHOWN, **sent}
    other = await portsip.create(LEAST, OTHER)
    assert await portsip.get(f"{OTHER}/{other}") == {"id": other, **SHOWN}
    await portsip.update(other, sent, OTHER)
    assert await portsip.get(f"{OTHER}/{other}") == {"id": other, **SHOWN, **sent}
    assert {**SHOWN, **sent} != SHOWN


async def test_the_list_has_no_count(portsip: PortSip) -> None:
    assert await portsip.get(OTHER) == {"items": []}
    ids = [await portsip.create({**LEAST, **one}, OTHER) for one in (BASIC, SETTINGS["token"], {})]
    assert len(set(ids)) == 3
    assert await portsip.get(OTHER) == {
        "items": [
            {"id": ids[0], **SHOWN, **BASIC},
            {"id": ids[1], **SHOWN, **SETTINGS["token"]},
            {"id": ids[2], **SHOWN},
        ]
    }
    await portsip.destroy(ids[1], OTHER)
    items = (await portsip.get(OTHER))["items"]
    assert isinstance(items, list)
    assert [one["id"] for one in items] == [ids[0], ids[2]]


def each(field: str, *values: object, among: Json | None = None) -> list[tuple[Json, list[str]]]:
    """Cases in which one field is wrong."""
    return [({**(among or {}), field: value}, [field]) for value in values]


WRONG: list[tuple[Json, list[str]]] = [
    *(one for field in ("name", "type", "method", "url") for one in each(field, None)),
    *each("name", "", "x" * 65, 5, "a\nb"),
    *each("enabled", 1, "true"),
    *each("type", "dtmf", "", 1),
    ({"type": "CALLER"}, ["dtmf_mask", "caller_mask"]),
    ({"caller_mask": "1"}, ["caller_mask"]),
    *each("dtmf_mask", None, "", "1;1", "x", "1;", "*1", "1-", "1" * 256, 5),
    ({"type": "CALLER", "dtmf_mask": None, "caller_mask": "ALL"}, ["caller_mask"]),
    *each("method", "PUT", "get"),
    *each("url", "", "crm.example", "ftp://a/", "http://" + "x" * 122, "http://a b/", 5),
    *each("headers", "x", "a:b&", ":v", "a b:c", "a:b\r\nc:d", {"a": "b"}),
    *each("headers", "&".join(["a:b"] * 51), "a:" + "x" * 256),
    *each("connection_timeout", -1, 61, "2", 2.0, True),
    *each("request_timeout", -1, 61, "2"),
    *each("auth", "NONE", "basic", True),
    ({"auth": "BASIC"}, ["password", "username"]),
    ({"auth": "DIGEST", "username": "caller1"}, ["password"]),
    ({"auth": "BEARER"}, ["token"]),
    ({**BASIC, "token": "x"}, ["token"]),
    ({"username": "caller1"}, ["username"]),
    ({"password": "xyzzy111"}, ["password"]),
    ({"auth": "BEARER", "token": "x", "username": "caller1"}, ["username"]),
    *each("username", "short", "Caller1", "x" * 65, 123456, among=BASIC),
    *each("password", "short", "Secret1", "x" * 65, "s3cret!", 123456, among=BASIC),
    *each("token", "", "a b", "x\n", "x" * 1100, 5, among={"auth": "BEARER"}),
]


@pytest.mark.parametrize(("fields", "places"), WRONG)
@shared
async def test_limits(shared_portsip: PortSip, fields: Json, places: list[str]) -> None:
    response = await shared_portsip.send("POST", OTHER, {**LEAST, **fields})
    assert response.status_code == 400
    found = [one["detail"] for one in failures(response)]
    assert sorted(str(one["field"]) for one in found if isinstance(one, dict)) == sorted(places)
    for secret in ("password", "token"):
        assert len(str(fields.get(secret, ""))) < 5 or str(fields[secret]) not in response.text


async def test_what_is_missing(portsip: PortSip) -> None:
    assert sorted(await portsip.refused("POST", OTHER, {})) == ["method", "name", "type", "url"]


async def test_changing_the_type_needs_its_mask(portsip: PortSip) -> None:
    id = await portsip.create(LEAST, OTHER)
    assert await portsip.refused("POST", f"{OTHER}/{id}", {"type": "CALLER"}) == ["caller_mask"]
    assert await portsip.refused("POST", f"{OTHER}/{id}", {"caller_mask": "1"}) == ["caller_mask"]
    assert await portsip.refused("POST", f"{OTHER}/{id}", {"dtmf_mask": None}) == ["dtmf_mask"]
    await portsip.update(id, {"type": "CALLER", "caller_mask": "1"}, OTHER)
    shown = await portsip.get(f"{OTHER}/{id}")
    assert (shown["type"], shown["dtmf_mask"], shown["caller_mask"]) == ("CALLER", None, "1")


async def secrets(portsip: PortSip) -> dict[str, str]:
    return await portsip.services.credentials.object_secrets(1, 50)


async def test_secrets_follow_the_kind_of_authentication(portsip: PortSip, tmp_path: Path) -> None:
    id = await portsip.create({**LEAST, **BASIC}, OTHER)
    assert await secrets(portsip) == {"action:1": "xyzzy111"}
    await portsip.update(id, {"auth": "DIGEST"}, OTHER)
    assert await secrets(portsip) == {"action:1": "xyzzy111"}
    await portsip.update(id, {"password": "xyzzy222"}, OTHER)
    assert await secrets(portsip) == {"action:1": "xyzzy222"}
    assert await portsip.refused("POST", f"{OTHER}/{id}", {"auth": "BEARER"}) == ["token"]
    assert await portsip.refused("POST", f"{OTHER}/{id}", {"password": None}) == ["password"]
    await portsip.update(id, {"auth": "BEARER", "token": "plugh333"}, OTHER)
    assert await secrets(portsip) == {"action:1": "plugh333"}
    shown = await portsip.get(f"{OTHER}/{id}")
    assert (shown["username"], shown["password"], shown["token"]) == (None, None, "plugh333")
    await portsip.update(id, {"auth": None}, OTHER)
    assert await secrets(portsip) == {}
    content = b"".join(file.read_bytes() for file in tmp_path.glob("switchboard.db*"))
    assert b"crm.example" in content
    assert not any(secret in content for secret in (b"xyzzy111", b"xyzzy222", b"plugh333"))


async def test_a_secret_goes_with_its_action_url(portsip: PortSip) -> None:
    first = await portsip.create({**LEAST, **BASIC}, OTHER)
    await portsip.create({**LEAST, **BASIC, "password": "another"}, OTHER)
    await portsip.destroy(first, OTHER)
    assert await secrets(portsip) == {"action:2": "another"}


async def test_masked_secrets(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    async with logged_in(url, tmp_path, PortSipSettings(mask_secrets=True)) as portsip:
        await furnish_all(portsip.repository)
        id = await portsip.create({**LEAST, **BASIC}, OTHER)
        shown = await portsip.get(f"{OTHER}/{id}")
        assert (shown["password"], shown["token"]) == ("******", None)
        await portsip.update(id, {**shown, "enabled": True}, OTHER)
        assert await secrets(portsip) == {"action:1": "xyzzy111"}
        assert (await portsip.get(f"{OTHER}/{id}"))["enabled"] is True


SECRET_URL = "https://bob:hunter2@crm.example/hooks?key=s3cr3t&plain"
SECRET_HEADERS = "Authorization:Basic Zm9vOmJhcg==&Accept:text/plain&X-Key:one&X-Key:two"
MASKED_URL = "https://******@crm.example/hooks?key=******&******"
MASKED_HEADERS = "Authorization:******&Accept:text/plain&X-Key:******&X-Key:******"


async def test_viewers_see_no_secret(portsip: PortSip) -> None:
    """Nor any part of a URL or of headers that may be one; those who may write see all, as the vendor has it."""
    sent = {**LEAST, **BASIC, "url": SECRET_URL, "headers": SECRET_HEADERS}
    path = f"{OTHER}/{await portsip.create(sent, OTHER)}"
    shown = (await portsip.send("GET", path, token=portsip.tokens["viewer"])).json()
    assert (shown["password"], shown["url"], shown["headers"]) == ("******", MASKED_URL, MASKED_HEADERS)
    assert (await portsip.send("GET", OTHER, token=portsip.tokens["viewer"])).json() == {"items": [shown]}
    for role in ("editor", "admin"):
        shown = (await portsip.send("GET", path, token=portsip.tokens[role])).json()
        assert (shown["password"], shown["url"], shown["headers"]) == ("xyzzy111", SECRET_URL, SECRET_HEADERS)


@pytest.mark.parametrize("mask_secrets", [True, False])
async def test_what_was_shown_masked_replaces_no_secret(tmp_path: Path, mask_secrets: bool) -> None:
    """Neither where everybody sees masks nor where an editor sends back what a viewer has read."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    async with logged_in(url, tmp_path, PortSipSettings(mask_secrets=mask_secrets)) as portsip:
        await furnish_all(portsip.repository)
        id = await portsip.create({**LEAST, **BASIC, "url": SECRET_URL, "headers": SECRET_HEADERS}, OTHER)
        viewed = (await portsip.send("GET", f"{OTHER}/{id}", token=portsip.tokens["viewer"])).json()
        seen = {name: viewed[name] for name in ("url", "headers")}
        await portsip.update(id, {**seen, "enabled": True}, OTHER)
        (action,) = (await portsip.stored(wire_id(50))).actions
        assert (action.url, action.enabled) == (SECRET_URL, True)
        assert [one.value for one in action.headers] == ["Basic Zm9vOmJhcg==", "text/plain", "one", "two"]
        await portsip.update(id, {"headers": f"{MASKED_HEADERS}&X-New:3".replace("text/plain", "*/*")}, OTHER)
        (action,) = (await portsip.stored(wire_id(50))).actions
        assert [one.value for one in action.headers] == ["Basic Zm9vOmJhcg==", "*/*", "one", "two", "3"]
        assert await secrets(portsip) == {"action:1": "xyzzy111"}


@pytest.mark.parametrize("sent", [{"url": "https://******@other.example/"}, {"headers": "X-Other:******"}])
async def test_a_mask_that_stands_for_nothing_is_refused(portsip: PortSip, sent: dict[str, str]) -> None:
    id = await portsip.create({**LEAST, **BASIC, "url": SECRET_URL, "headers": SECRET_HEADERS}, OTHER)
    assert await portsip.refused("POST", f"{OTHER}/{id}", sent) == list(sent)
    assert await portsip.refused("POST", OTHER, {**LEAST, **sent}) == list(sent)


async def test_unknown_ids(portsip: PortSip) -> None:
    id = await portsip.create(LEAST, OTHER)
    elsewhere = await portsip.create(MINIMAL)
    for ivr, url in (
        (wire_id(50), NOTHING),
        (wire_id(50), encode(ACTION_URL, 2)),
        (wire_id(50), "1"),
        (elsewhere, id),
        (NOTHING, id),
        ("x", "y"),
    ):
        path = f"ivrs/{ivr}/action_urls/{url}"
        assert (await portsip.send("GET", path)).status_code == 404
        assert (await portsip.send("POST", path, {})).status_code == 404
        response = await portsip.send("POST", f"{path}/destroy")
        assert response.status_code == 400
        assert [one["code"] for one in failures(response)] == ["UNKNOWN"]
    assert (await portsip.send("GET", f"ivrs/{NOTHING}/action_urls")).status_code == 404
    assert (await portsip.send("POST", f"ivrs/{NOTHING}/action_urls", LEAST)).status_code == 404


async def test_an_ivr_has_at_most_a_hundred(portsip: PortSip) -> None:
    full = tuple(
        ActionUrl(key=n, name="a", on="keys", mask=str(n), method="GET", url="http://a/") for n in range(1, 101)
    )
    await put(portsip.repository, 60_000, Ivr(name="Full", number="6600", actions=full))
    response = await portsip.send("POST", f"ivrs/{wire_id(60_000)}/action_urls", LEAST)
    assert response.status_code == 400
    failures(response)


async def test_the_mapping_to_the_model(portsip: PortSip) -> None:
    id = await portsip.create({**LEAST, **BASIC, "headers": "X-Key: a:b &Accept:*/*", "enabled": True}, OTHER)
    (action,) = (await portsip.stored(wire_id(50))).actions
    assert action == ActionUrl(
        key=1,
        name="CRM",
        enabled=True,
        on="keys",
        mask="3000-4000;51**",
        method="POST",
        url="https://crm.example/ivr",
        headers=(WebHeader(name="X-Key", value="a:b"), WebHeader(name="Accept", value="*/*")),
        auth="basic",
        username="caller1",
    )
    assert object_id(id) is None


async def test_what_elsewhere_has_longer_stays_when_it_is_sent_back(portsip: PortSip) -> None:
    long = ActionUrl(
        key=7,
        name="x" * 100,
        on="caller",
        mask="1",
        method="GET",
        url="https://a.example/" + "x" * 500,
        headers=(WebHeader(name="A", value="b&c"),),
        auth="basic",
        username="Somebody Else",
    )
    await put(portsip.repository, 60_001, Ivr(name="Long", number="6601", actions=(long,)))
    path, id = f"ivrs/{wire_id(60_001)}/action_urls", encode(ACTION_URL, 7)
    shown = await portsip.get(f"{path}/{id}")
    await portsip.update(id, shown, path)
    assert (await portsip.stored(wire_id(60_001))).actions == (long,)
    await portsip.update(id, {**shown, "enabled": True}, path)
    assert (await portsip.stored(wire_id(60_001))).actions == (long.model_copy(update={"enabled": True}),)
