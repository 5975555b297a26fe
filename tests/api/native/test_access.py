"""Every endpoint of the application, by who asks. The endpoints are read from the application itself."""

import re

import httpx
import pytest
from fastapi.routing import APIRoute
from sqlalchemy import update

from switchboard.api.login import Login
from switchboard.api.native.app import create_native
from switchboard.call.message import MessageDraft
from switchboard.call.record import OpenedRow
from switchboard.model.action_url import ActionUrl
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from switchboard.model.ivr import Ivr
from switchboard.model.pin_door import Door
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.wishes import Wishes
from switchboard.store.db.tables import wish
from switchboard.store.mailboxes.blobs import Content
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.people.api_tokens import RIGHTS
from switchboard.store.people.call_keys import CallKeys
from switchboard.store.people.pin_failures import PinFailures
from switchboard.store.people.users import Users
from switchboard.store.tenants import Tenants

from .people import browser
from .support import OTHER_TENANT, Native, problem

pytestmark = pytest.mark.api

PASSWORD = "correct horse"
IDS = {
    "/ivrs": 50,
    "/extensions": 85,
    "/extension-groups": 70,
    "/prompts": 90,
    "/trunks": 60,
    "/outbound-routes": 21,
    "/inbound-routes": 22,
    "/ring-groups": 23,
    "/holidays": 24,
    "/time-conditions": 25,
    "/offices": 26,
    "/sms-templates": 27,
    "/webhooks": 28,
    "/tokens": 1,
    "/call-keys": 1,
    "/api-clients": 1,
    "/users": 1,
    "/locks": 1,
    "/sessions": 1,
    "/my": 1,
    "/calls": "call-1",
    "/group-voicemails": 29,
    "/organizations": 32,
    "/mailboxes": 1,
    "/queues": 30,
    "/music": 31,
    "/conferences": 33,
    "/caller-lists": 34,
    "/api-dialplans": 35,
    "/do-not-call-lists": 37,
    "/placed": "wish-1",
    "/scenarios": 36,
    "/drafts": 50,
    "/publications": 1,
}
"""The id of an object of the first tenant below each path."""

FURNISHED_HERE = {
    "/inbound-routes": "inbound_route",
    "/ring-groups": "ring_group",
    "/holidays": "holiday",
    "/time-conditions": "time_condition",
    "/offices": "office",
    "/sms-templates": "sms_template",
    "/webhooks": "webhook",
    "/conferences": "conference",
    "/group-voicemails": "group_voicemail",
    "/queues": "queue",
    "/music": "music",
    "/organizations": "organization",
    "/caller-lists": "caller_list",
    "/do-not-call-lists": "do_not_call_list",
    "/scenarios": "scenario",
    "/api-dialplans": "api_dialplan",
}
"""Path -> kind of what the common furniture lacks."""

ACTION = {"key": 3, "name": "A", "on": "keys", "mask": "7", "method": "GET", "url": "https://a.example/"}
NEW_YEAR = {"month": 1, "day": 1}
DOCUMENTS: dict[str, dict[str, object]] = {
    "/ivrs": {"name": "A", "number": "6300", "actions": [ACTION]},
    "/extensions": {"name": "A", "number": "1300"},
    "/extension-groups": {"name": "A"},
    "/scenarios": {"name": "A", "dialled": "6300"},
    "/conferences": {"name": "C", "number": "6500"},
    "/queues": {"name": "A", "number": "1301", "agents": [{"extension": 85}]},
    "/music": {"name": "A", "prompts": [90]},
    "/prompts": {"name": "A.wav", "content": f"{90:064x}", "duration_ms": 1000},
    "/trunks": {"name": "A", "host": "192.0.2.9"},
    "/outbound-routes": {"name": "A", "patterns": [{"pattern": "X."}], "trunks": [60]},
    "/inbound-routes": {"name": "A", "to": {"kind": "hang_up"}},
    "/ring-groups": {"name": "A", "number": "6600"},
    "/group-voicemails": {"name": "A", "number": "6700"},
    "/organizations": {"name": "A"},
    "/holidays": {"name": "A", "every_year": True, "first": NEW_YEAR, "last": NEW_YEAR},
    "/time-conditions": {"name": "A"},
    "/api-dialplans": {"name": "A", "method": "POST", "url": "https://a.example/"},
    "/offices": {},
    "/sms-templates": {"name": "A", "text": "Hello"},
    "/webhooks": {"name": "A", "url": "https://a.example/"},
    "/caller-lists": {"name": "A", "numbers": ["+49."]},
    "/do-not-call-lists": {"name": "A", "numbers": ["+49."]},
    "/tokens": {"name": "A", "role": "viewer"},
    "/call-keys": {"name": "A", "to": "1300"},
    "/api-clients": {"dialect": "yeastar", "name": "A"},
    "/simulate": {"dialled": "6250"},
    "/users": {"name": "bob", "password": PASSWORD, "role": "viewer"},
    "/login": {"name": "ann", "password": PASSWORD},
    "/logout": {},
    "/explain": {},
    "/drafts": {"name": "A"},
    "/publications": {},
    "/checks": {"kind": "sms_template", "document": {"name": "A", "text": "Hello"}},
}
WISH = {"tenant": 1, "by": "x", "address": "", "first": "6200", "then": "030123"}
CSV = {"Content-Type": "text/csv"}
SPOKEN = {"name": "S.wav", "text": "Hello"}
EXTRA: dict[tuple[str, str], dict[str, object]] = {
    ("POST", "/prompts"): {"files": {"file": ("a.wav", b"RIFF")}},
    ("POST", "/prompts/speech"): {"json": SPOKEN},
    ("POST", "/scenarios/run"): {"json": {}},
    ("POST", "/speech/preview"): {"json": {"text": "Hello"}},
    ("POST", "/prompts/{id}/replace"): {"json": {"by": 91}},
    ("POST", "/announcements/{name}/replace"): {"json": {"by": 91}},
    ("POST", "/holidays/import"): {"json": {"country": "DE", "years": [2026]}},
    ("POST", "/templates/{template}"): {"json": {"answers": {"company": "A", "open_to": {"kind": "hang_up"}}}},
    ("PUT", "/prompts/{id}/audio"): {"files": {"file": ("a.wav", b"RIFF")}},
    ("PUT", "/prompts/{id}/speech"): {"json": {"text": "Hello"}},
    ("PUT", "/users/{id}/password"): {"json": {"password": PASSWORD}},
    ("POST", "/login/refresh"): {"json": {"refresh_token": "unknown"}},
    ("POST", "/session"): {"json": {"name": "ann", "password": PASSWORD}},
    ("POST", "/logout/everywhere"): {},
    ("PATCH", "/api-clients/{id}"): {"json": {"rights": ["recordings"]}},
    ("PUT", "/my/forwarding"): {"json": {}},
    ("PUT", "/my/pin"): {"json": {"pin": "135791"}},
    ("PUT", "/my/greetings/{slot}"): {"files": {"file": ("a.wav", b"RIFF")}},
    ("PATCH", "/my/messages/{id}"): {"json": {"state": "heard"}},
    ("POST", "/my/messages/{id}/restore"): {},
    ("POST", "/me/second-factor"): {"json": {"password": PASSWORD}},
    ("PUT", "/me/second-factor"): {"json": {"code": "123456"}},
    ("POST", "/me/second-factor/remove"): {"json": {"password": PASSWORD}},
    ("POST", "/me/second-factor/recovery-codes"): {"json": {"password": PASSWORD}},
    ("POST", "/calls"): {"json": {"from": "1000", "to": "6200"}},
    ("POST", "/calls/{id}/hangup"): {},
    ("POST", "/forget"): {"json": {"number": "+442079460199"}},
    ("POST", "/calls/{id}/transfer"): {"json": {"to": "6200"}},
    **{("POST", f"/calls/{{id}}/{one}"): {"json": {"side": "caller"}} for one in ("hold", "unhold", "mute", "unmute")},
    ("POST", "/ivrs/{id}/restore"): {"json": {"revision": 2}},
    **{
        ("PUT", f"{place}{path}/order"): {"json": {"ids": [IDS[path]]}}
        for place in ("", "/drafts/{draft}")
        for path in ("/inbound-routes", "/outbound-routes")
    },
    ("PUT", "/webhooks/{id}/secret"): {"json": {"secret": "long-enough"}},
    ("PUT", "/api-dialplans/{id}/secret"): {"json": {"secret": "long-enough"}},
    ("PUT", "/ivrs/{id}/actions/{action}/secret"): {"json": {"secret": "long-enough"}},
    ("PUT", "/ivrs/{id}/pin"): {"json": {"pin": "135791"}},
    ("PUT", "/ivrs/{id}/prompt-password"): {"json": {"password": "4711"}},
    ("PUT", "/trunks/{id}/password"): {"json": {"password": "s3cret"}},
    ("POST", "/webhooks/{id}/test"): {},
    ("PUT", "/extensions/{id}/voicemail-pin"): {"json": {"pin": "135791"}},
    ("PUT", "/group-voicemails/{id}/voicemail-pin"): {"json": {"pin": "135791"}},
    ("PATCH", "/mailboxes/{owner}/messages/{id}"): {"json": {"state": "heard"}},
    ("POST", "/mailboxes/{owner}/messages/{id}/restore"): {},
    ("PUT", "/conferences/{id}/pin"): {"json": {"pin": "2468"}},
    ("PUT", "/conferences/{id}/moderator-pin"): {"json": {"pin": "97531"}},
    ("PUT", "/office/closure"): {"json": {"until": "2199-01-01T00:00:00Z"}},
    ("PUT", "/queues/{id}/agents/{extension}"): {"json": {}},
    ("POST", "/drafts/{draft}/{kind}"): {"json": {"name": "A", "number": "6399"}},
    ("PUT", "/drafts/{draft}/{kind}/{id}"): {"json": {"name": "A", "number": "6398"}},
    ("POST", "/drafts/{draft}/resolve"): {"json": {"object": 91}},
    ("POST", "/drafts/{draft}/publish"): {"json": {}},
}
"""Requests that follow no pattern."""


OF_ONESELF = frozenset(
    {
        "/me",
        "/me/second-factor",
        "/me/second-factor/remove",
        "/me/second-factor/recovery-codes",
        "/users/{id}/password",
    }
)


def endpoints(native: Native) -> list[tuple[str, str]]:
    """(method, path) of each."""
    routes = [
        route for route in create_native(native.services, Login(native.services)).routes if isinstance(route, APIRoute)
    ]
    found = [(method, route.path) for route in routes for method in sorted(route.methods or ())]
    assert len(found) > 11 * len(FAMILIES)
    return found


def role_for(method: str, path: str) -> str:
    """What the documentation promises."""
    if path.startswith("/login") or (method, path) == ("POST", "/session"):
        return "anybody"
    if path.startswith(("/logout", "/session", "/my")) or path in OF_ONESELF:
        return "phone"
    if path.startswith(("/tokens", "/call-keys", "/api-clients", "/users", "/locks", "/forget", "/status")):
        return "admin"
    if path in ("/explain", "/checks", "/simulate", "/scenarios/run") or path.startswith("/mailboxes"):
        return "viewer"
    return "viewer" if method == "GET" else "editor"


def by_right(path: str) -> bool:
    """Whether it takes a right besides the role."""
    return path.startswith("/mailboxes") or "/recordings" in path


def request_for(method: str, path: str) -> tuple[str, dict[str, object]]:
    """The URL and what else to send, so that nothing but the caller can be wrong."""
    base = "/" + path.split("/")[1]
    url = (
        path.replace("{id}", str(IDS.get(base, "")))
        .replace("{revision}", "1")
        .replace("{action}", "3")
        .replace("{slot}", "general")
    )
    url = url.replace("{name}", "call-1.wav").replace("{owner}", "85").replace("{extension}", "85")
    url = url.replace("call-1.wav", "goodbye") if "/announcements/" in path else url
    url = url.replace("{draft}", "2" if path.endswith("/publish") else "1")
    url = url.replace("{kind}", "ivrs").replace("{object}", "91")
    url = url.replace("{template}", "after_hours")
    if path == "/names":
        return url + "?ids=50", {}
    if base == "/tried-routes":
        return url + "?number=1&trunk=60" if path.endswith("/in") else url + "?number=1", {}
    if path.endswith("/diff"):
        return url + "?from=1&to=1", {}
    if (method, path) in EXTRA:
        return url, EXTRA[method, path]
    live = path.replace("/drafts/{draft}", "")
    if (method, live) in EXTRA:
        return url.replace("/prompts/50", "/prompts/90"), EXTRA[method, live]
    if path.endswith("/merge"):
        document = {"name": "A", "number": "1"} if base == "/drafts" else DOCUMENTS[base]
        return url, {"json": {"base": document, "mine": document}}
    if path.endswith("/restore"):
        return url, {"json": {"revision": 1}}
    if (method, path[-4:]) == ("POST", "/csv"):
        return url, {
            "content": "name,number\n" if base == "/drafts" or "number" in DOCUMENTS[base] else "name\n",
            "headers": CSV,
        }
    return url, {"json": DOCUMENTS[base]} if method in ("POST", "PUT") else {"json": {}} if method == "PATCH" else {}


async def furnish_the_rest(native: Native) -> None:
    """What the endpoints need besides what is there."""
    await Users(native.services.database).create(1, "ann", PASSWORD, "viewer", native.services.clock.now())
    await CallKeys(native.services.database).mint(1, "shop", "1000", "", native.services.clock.now())
    await native.services.credentials.new_api_client(1, "yeastar", "crm")
    for path in FURNISHED_HERE:
        await native.repository.create(_furniture(path), author="test", id=int(str(IDS[path])))
    await native.repository.edit(Ivr, 50, _with_action, author="test")
    await CallLog(native.services.database, "node").write(
        [OpenedRow("call-1", 1, native.services.clock.now(), "1", "", "2")]
    )
    draft = MessageDraft(
        tenant=1,
        owner=85,
        sound="",
        caller="1",
        caller_name="",
        called="2",
        call="call-1",
        received_at=native.services.clock.now(),
    )
    await Messages(native.services.database).put(draft, Content.of(b"RIFF"), {85: None}, draft.received_at)
    await PinFailures(native.services.database).begin(Door(1, "1", "trunk:60", 50), native.services.clock.now())
    now = native.services.clock.now()
    await Wishes(native.services.database).keep(1, "x", WISH, now, now, 9)
    async with native.services.database.write() as connection:
        await connection.execute(update(wish).values(id="wish-1"))
    await _furnish_drafts(native)


async def _furnish_drafts(native: Native) -> None:
    """One with a conflict, one that can be published, and a publication."""
    for number, prompt in ((1, 91), (2, 90), (3, 90)):
        assert (await native.admin.post("/drafts", json={"name": f"Draft {number}"})).status_code == 201
        renamed = await native.admin.patch(f"/drafts/{number}/prompts/{prompt}", json={"text": f"Text {number}"})
        assert renamed.status_code == 200
    assert (await native.admin.patch("/prompts/91", json={"text": "Another"})).status_code == 200
    assert (await native.admin.post("/drafts/3/publish", json={})).json()["id"] == 1


def _with_action(ivr: Ivr) -> Ivr:
    return ivr.model_copy(update={"actions": (ActionUrl.model_validate(ACTION),)})


def _furniture(path: str) -> Document:
    """What is created later has another name and number, but for the office, of which there is one."""
    others = {"name": "Furniture", "number": f"66{IDS[path]}"} if path != "/offices" else {}
    family: type[Document] = FAMILIES[FURNISHED_HERE[path]]
    return family.model_validate(
        DOCUMENTS[path] | {key: text for key, text in others.items() if key in DOCUMENTS[path]}
    )


async def ask(client: httpx.AsyncClient, method: str, path: str) -> httpx.Response:
    """The answer; of a stream, that it begins."""
    url, rest = request_for(method, path)
    request = client.build_request(method, url, **rest)  # type: ignore[arg-type]
    answer = await client.send(request, stream=True)
    if not answer.headers.get("content-type", "").startswith("text/event-stream"):
        await answer.aread()
    await answer.aclose()
    return answer


def client_for(native: Native, method: str, path: str) -> httpx.AsyncClient:
    """Who may do it, and has no higher role than that takes."""
    if path == "/users/{id}/password":
        return native.admin
    if by_right(path):
        return native.listener
    role = role_for(method, path)
    # Tokens have no lower role.
    client: httpx.AsyncClient = getattr(native, "viewer" if role == "phone" else role)
    return client


async def test_without_a_token_nothing_can_be_had(native: Native) -> None:
    for method, path in endpoints(native):
        if role_for(method, path) != "anybody":
            answer = await ask(native.anybody, method, path)
            problem(answer, 401, "unauthenticated")
            assert answer.headers["www-authenticate"] == "Bearer", path


async def test_each_role_may_do_what_it_may_and_no_more(native: Native) -> None:
    await furnish_the_rest(native)
    for method, path in endpoints(native):
        needed = role_for(method, path)
        for role, client in (("viewer", native.viewer), ("editor", native.editor)):
            enough = needed in ("anybody", "phone", "viewer") or (needed, role) == ("editor", "editor")
            if not enough or by_right(path):
                answer = await ask(client, method, path)
                problem(answer, 403, "forbidden")
                assert "insufficient_scope" in answer.headers["www-authenticate"]


async def test_who_has_the_role_is_let_in(native: Native) -> None:
    await furnish_the_rest(native)
    deletions_last = sorted(
        endpoints(native), key=lambda one: (one[0] == "DELETE", one[1] == "/tokens/{id}", -one[1].count("/"))
    )
    for method, path in deletions_last:
        answer = await ask(client_for(native, method, path), method, path)
        soundless = ("/prompts", "/drafts/{draft}/prompts", "/calls/{id}/recordings/", "/music/{id}/stream")
        no_sound = path.startswith(soundless) and answer.status_code in (404, 422)
        taken_or_used = answer.status_code == 409
        unknown = path == "/login/refresh" and "the refresh token is unknown" in answer.text
        no_browser = path == "/session" and answer.json()["code"] == "foreign-origin"
        no_calls_process = (
            path == "/calls" or path.startswith(("/conferences", "/trunk"))
        ) and answer.status_code == 503
        is_good = answer.is_success or no_sound or taken_or_used or unknown or no_browser or no_calls_process
        assert is_good, (method, path, answer.text)
        assert_no_document(answer)


def assert_no_document(answer: httpx.Response) -> None:
    """Opened as a page of its own, nothing of what somebody has stored is taken for a page, or runs."""
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert not re.match("text/html|text/xml|image/svg|application/xhtml", answer.headers.get("content-type", ""))


WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


async def test_another_site_can_have_a_browser_change_nothing(native: Native) -> None:
    await furnish_the_rest(native)
    await Users(native.services.database).set_role(1, 1, "admin", RIGHTS)
    before = await native.repository.snapshot()
    async with browser(native) as admin:
        admin.headers["Origin"] = "https://evil.example"
        for method, path in endpoints(native):
            if method in WRITING and not path.startswith("/login"):
                problem(await ask(admin, method, path), 403, "foreign-origin")
    assert await native.repository.snapshot() == before


NO_LISTS = (
    "/me",
    "/me/second-factor",
    "/my",
    "/my/messages",
    "/my/calls",
    "/sessions",
    "/tenant",
    "/office",
    "/office/closure",
    "/status",
    "/trunk-statuses",
    "/parked-calls",
    "/map",
    "/speech",
    "/templates",
    "/announcements",
    "/kinds",
    "/calls.csv",
    "/live",
    "/overview",
    "/statistics/calls",
    "/statistics/today",
    "/statistics/menus",
    "/statistics/extensions",
    "/statistics/trunks",
    "/statistics/queues",
)


async def test_lists_show_nothing_of_another_tenant(native: Native) -> None:
    await furnish_the_rest(native)
    for method, path in endpoints(native):
        is_list = "{" not in path and not path.endswith(("/stream", "/csv"))
        if method == "GET" and is_list and path not in NO_LISTS:
            answer = (await ask(native.neighbour, method, path)).json()
            names = [item["name"] for item in answer["items"]]
            assert names == (["neighbour"] if path == "/tokens" else []), path


async def test_everybody_is_told_the_own_tenant(native: Native) -> None:
    assert (await native.viewer.get("/tenant")).json() == {"name": "default", "sip_domain": ""}
    assert (await native.neighbour.get("/tenant")).json() == {"name": "other", "sip_domain": "o.example"}
    await Tenants(native.services.database).rename(OTHER_TENANT, "renamed")
    assert (await native.neighbour.get("/tenant")).json()["name"] == "renamed"


async def test_another_tenant_s_objects_cannot_be_referred_to(native: Native) -> None:
    group = {"name": "Theirs", "members": [85]}
    problem(await native.neighbour.post("/extension-groups", json=group), 422, "invalid")
    assert (await native.neighbour.post("/extensions", json={"name": "Same", "number": "1000"})).status_code == 201
