"""Action URLs against a real web server: what it is asked, how we prove who we are, and which answers count."""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator

import pytest

from switchboard.errors import Unavailable
from switchboard.model.action_url import ActionAnswer, ActionQuestion, ActionUrl
from switchboard.outbound.action_url import ActionUrlClient, SecretOf
from tests.kit.answering import HANG_UP, Answering, answering

pytestmark = pytest.mark.interop

QUESTION = ActionQuestion("+4930777", "Ada & Co", "6500", "Main menu", "7*1", "call-1")
MENU = 10


@pytest.fixture
async def server() -> AsyncIterator[Answering]:
    async with answering() as running:
        yield running


async def password(id: int, name: str) -> str | None:
    return "pass word" if (id, name) == (MENU, "action:3") else None


async def nothing(id: int, name: str) -> str | None:
    return None


async def unreadable(id: int, name: str) -> str | None:
    raise Unavailable("the key file does not fit")


def asker() -> ActionUrlClient:
    return ActionUrlClient(["LOCALHOST"])


def action(server: Answering, **changes: object) -> ActionUrl:
    document = {"key": 3, "name": "crm", "on": "keys", "mask": "ALL", "method": "GET", "url": server.url("/ask?a=b")}
    return ActionUrl.model_validate({**document, **changes})


async def test_get_asks_in_the_query(server: Answering) -> None:
    headers = ({"name": "X-Tenant", "value": "7"},)
    assert await asker().ask(MENU, action(server, headers=headers), QUESTION, password) == ActionAnswer("hangup")
    (asked,) = server.posted
    assert (asked.method, asked.body, asked.headers["x-tenant"]) == ("GET", b"", "7")
    assert asked.path == (
        "/ask?a=b&from=%2B4930777&to=6500&input=7%2A1&from_name=Ada+%26+Co&account_name=Main+menu&session_id=call-1"
    )
    assert "authorization" not in asked.headers


async def test_post_asks_in_json(server: Answering) -> None:
    assert await asker().ask(MENU, action(server, method="POST"), QUESTION, password) == ActionAnswer("hangup")
    (asked,) = server.posted
    assert (asked.method, asked.path, asked.headers["content-type"]) == ("POST", "/ask?a=b", "application/json")
    assert asked.json() == {
        "from": "+4930777",
        "to": "6500",
        "input": "7*1",
        "from_name": "Ada & Co",
        "account_name": "Main menu",
        "session_id": "call-1",
    }


async def test_basic_and_bearer(server: Answering) -> None:
    for auth, sent in (("basic", "Basic YWRhOnBhc3Mgd29yZA=="), ("bearer", "Bearer pass word")):
        answer = await asker().ask(MENU, action(server, auth=auth, username="ada"), QUESTION, password)
        assert answer == ActionAnswer("hangup")
        assert server.posted.pop().headers["authorization"] == sent


async def test_digest(server: Answering) -> None:
    server.statuses = [401]
    answer = await asker().ask(MENU, action(server, auth="digest", username="ada", method="POST"), QUESTION, password)
    assert answer == ActionAnswer("hangup")
    first, second = server.posted
    assert "authorization" not in first.headers
    assert second.body == first.body
    given = dict(re.findall(r'(\w+)="?([^",]*)"?', second.headers["authorization"]))
    ha1, ha2 = _md5("ada:door:pass word"), _md5("POST:/ask?a=b")
    expected = _md5(":".join((ha1, "n0nce", given["nc"], given["cnonce"], "auth", ha2)))
    assert (given["username"], given["uri"], given["response"]) == ("ada", "/ask?a=b", expected)


async def test_a_wrong_password_is_no_answer(server: Answering) -> None:
    server.statuses = [401, 401]
    answer = await asker().ask(MENU, action(server, auth="digest", username="ada"), QUESTION, password)
    assert answer == ActionAnswer("none", outcome="HTTP status 401")
    assert len(server.posted) == 2


@pytest.mark.parametrize(
    ("reader", "outcome"),
    [(nothing, "no password or token is set"), (unreadable, "the password cannot be read")],
)
async def test_without_the_secret_nothing_is_asked(server: Answering, reader: SecretOf, outcome: str) -> None:
    answer = await ActionUrlClient(["localhost"]).ask(MENU, action(server, auth="bearer"), QUESTION, reader)
    assert answer == ActionAnswer("none", outcome=outcome)
    assert server.posted == []


@pytest.mark.parametrize(
    ("says", "answer"),
    [
        ({"status_code": 200, "action": "call", "destination": "+4930123"}, ActionAnswer("call", "+4930123")),
        ({"status_code": 200, "action": "repeat", "destination": "ignored"}, ActionAnswer("repeat")),
        (
            {"status_code": 200, "action": "call", "destination": "sip:x@example.com"},
            ActionAnswer("none", outcome="the answer's destination is no number"),
        ),
        (
            {"status_code": 200, "action": "call"},
            ActionAnswer("none", outcome="the answer's destination is no number"),
        ),
        (
            {"status_code": 200, "action": "dance"},
            ActionAnswer("none", outcome="the answer's action is not call, hangup or repeat"),
        ),
        ({"status_code": 500, "action": "hangup"}, ActionAnswer("none", outcome="the answer's status_code is not 200")),
        ({"action": "hangup"}, ActionAnswer("none", outcome="the answer's status_code is not 200")),
        ([], ActionAnswer("none", outcome="the answer's status_code is not 200")),
    ],
)
async def test_answers(server: Answering, says: object, answer: ActionAnswer) -> None:
    server.says = json.dumps(says).encode()
    assert await asker().ask(MENU, action(server), QUESTION, password) == answer


@pytest.mark.parametrize(
    "says", [b"", b"ok", b"\xff", b"[" * 60_000, json.dumps({**HANG_UP, "x": "y" * 70_000}).encode()]
)
async def test_what_is_no_json_or_too_long(server: Answering, says: bytes) -> None:
    server.says = says
    assert await asker().ask(MENU, action(server), QUESTION, password) == ActionAnswer(
        "none", outcome="the answer is no JSON"
    )


@pytest.mark.parametrize("status", [302, 404, 500])
async def test_other_statuses(server: Answering, status: int) -> None:
    server.statuses, server.location = [status], "http://localhost:1/"
    answer = await asker().ask(MENU, action(server), QUESTION, password)
    assert answer == ActionAnswer("none", outcome=f"HTTP status {status}")
    assert len(server.posted) == 1


async def test_who_does_not_answer_is_given_up(server: Answering) -> None:
    server.statuses = [None]
    answer = await asker().ask(MENU, action(server, connect_timeout_s=1, request_timeout_s=1), QUESTION, password)
    assert answer.action == "none"
    assert answer.outcome in ("no answer within 2 s", "the server cannot be reached")


async def test_private_addresses_are_not_asked(server: Answering) -> None:
    answer = await ActionUrlClient([]).ask(MENU, action(server, connect_timeout_s=0), QUESTION, password)
    assert answer == ActionAnswer("none", outcome="the host has no public address")
    assert server.posted == []


async def test_a_caller_who_hangs_up_ends_the_request(server: Answering) -> None:
    server.statuses = [None]
    asking = asyncio.create_task(asker().ask(MENU, action(server, request_timeout_s=60), QUESTION, password))
    await server.got(1)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
