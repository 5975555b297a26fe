"""The secret and the test of a webhook, and the state of the outbox."""

import base64
import hmac
from datetime import timedelta
from pathlib import Path

import pytest

from switchboard.store.calls.outbox import Message, Outbox
from tests.kit.receiver import receiving

from .support import OTHER_TENANT, Native, created, places, problem

pytestmark = pytest.mark.api
SECRET = "0123456789abcdef0123456789abcdef"


async def hook(native: Native, url: str) -> str:
    """The path of a new webhook."""
    return f"/webhooks/{(await created(native.editor, '/webhooks', {'name': url, 'url': url}))['id']}"


async def test_a_test_is_posted_and_signed(native: Native) -> None:
    async with receiving() as receiver:
        path = await hook(native, receiver.url())
        assert (await native.editor.put(f"{path}/secret", json={"secret": SECRET})).status_code == 204
        answer = await native.editor.post(f"{path}/test")
        assert answer.json() == {"delivered": True, "outcome": "status 200"}
        (posted,) = receiver.posted
    assert posted.body == b'{"event":"test"}'
    expected = base64.b64encode(hmac.digest(SECRET.encode(), posted.body, "sha256")).decode()
    assert posted.headers["x-signature"] == expected


async def test_a_test_says_why_it_failed(native: Native) -> None:
    async with receiving([503]) as receiver:
        path = await hook(native, receiver.url())
        answer = await native.editor.post(f"{path}/test")
        assert answer.json() == {"delivered": False, "outcome": "status 503"}
    inside = await hook(native, "http://127.0.0.1:1/")
    answer = await native.editor.post(f"{inside}/test")
    assert answer.json() == {"delivered": False, "outcome": "the host has no public address"}


async def test_a_secret_is_never_given_back_and_not_stored_in_the_clear(native: Native, tmp_path: Path) -> None:
    path = await hook(native, "https://a.example/")
    await native.editor.put(f"{path}/secret", json={"secret": SECRET})
    for shown in (path, f"{path}/revisions", "/changes"):
        assert SECRET not in (await native.editor.get(shown)).text
    assert all(SECRET.encode() not in file.read_bytes() for file in tmp_path.glob("switchboard.db*"))


@pytest.mark.parametrize("secret", ["sh0rt", "x" * 256, "with space", "ümlaut-secret", 12345678])
async def test_secrets_that_cannot_be(native: Native, secret: object) -> None:
    path = await hook(native, "https://a.example/")
    answer = await native.editor.put(f"{path}/secret", json={"secret": secret})
    (place,) = places(problem(answer, 422, "invalid"))
    assert place[0] == "#/secret"
    assert str(secret) not in answer.text


async def test_only_webhooks_have_such_a_secret(native: Native) -> None:
    problem(await native.editor.put("/webhooks/50/secret", json={"secret": SECRET}), 404, "not-found")
    problem(await native.editor.post("/webhooks/50/test"), 404, "not-found")


async def test_the_outbox_shows_how_far_each_message_is(native: Native) -> None:
    outbox, now = Outbox(native.services.database), native.services.clock.now()
    await outbox.put([Message(1, "webhook", target, {"position": 1}) for target in (7, 8)], now)
    await outbox.put([Message(OTHER_TENANT, "webhook", 9, {})], now)
    first, second = await outbox.take_due(now, 30, 2)
    await outbox.sent(first, "status 200")
    await outbox.failed(second, "status 500", now + timedelta(seconds=5))
    page = (await native.viewer.get("/outbox?limit=1")).json()
    assert page["items"] == [
        {
            "id": second.id,
            "channel": "webhook",
            "target": 8,
            "created_at": "2026-01-05T12:00:00Z",
            "due_at": "2026-01-05T12:00:05Z",
            "attempts": 1,
            "state": "waiting",
            "outcome": "status 500",
        }
    ]
    rest = (await native.viewer.get(f"/outbox?limit=1&cursor={page['next']}")).json()
    assert ([one["target"] for one in rest["items"]], rest["next"]) == ([7], None)
    sent = (await native.viewer.get("/outbox?state=sent")).json()
    assert [one["id"] for one in sent["items"]] == [first.id]
    problem(await native.viewer.get("/outbox?state=lost"), 422, "invalid")
