"""Messages of mailboxes, over the API."""

from pathlib import Path

import httpx
import pytest

from switchboard.call.message import Message, MessageDraft
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.voicemail import VOICEMAIL_PIN
from switchboard.security_log import close_security_log, open_security_log
from switchboard.store.mailboxes.blobs import CHUNK, Content
from switchboard.store.mailboxes.messages import Messages

from ..support import put
from .support import Native, places, problem

pytestmark = pytest.mark.api

ANN, DESK = 85, 200
SOUND = bytes(range(251)) * (CHUNK // 251 + 2)
BOX = f"/mailboxes/{ANN}"
MERGE = {"Content-Type": "application/merge-patch+json"}


async def leave(native: Native, *calls: str, owner: int = ANN) -> list[Message]:
    """Messages that are left one after the other."""
    messages, now = Messages(native.services.database), native.services.clock.now()
    for call in calls:
        draft = MessageDraft(
            tenant=1,
            owner=owner,
            sound="",
            caller="+4930777",
            caller_name="Kim",
            called="1000",
            call=call,
            received_at=now,
            duration_ms=5000,
        )
        await messages.put(draft, Content.of(SOUND), {owner: None}, now)
    return await messages.page(1, owner, limit=99)


async def counts(native: Native) -> tuple[int, int]:
    answer = (await native.listener.get(BOX)).json()
    assert answer == {"owner": ANN, "kind": "extension", "new": answer["new"], "heard": answer["heard"]}
    return answer["new"], answer["heard"]


async def test_a_message_as_it_is_shown(native: Native) -> None:
    (left,) = await leave(native, "call-1")
    shown = {
        "id": left.id,
        "owner": ANN,
        "state": "new",
        "received_at": "2026-01-05T12:00:00Z",
        "caller": "+4930777",
        "caller_name": "Kim",
        "called": "1000",
        "call": "call-1",
        "duration_ms": 5000,
        "interrupted": False,
        "copied_from": None,
        "changed_at": "2026-01-05T12:00:00Z",
        "deleted_at": None,
    }
    assert (await native.listener.get(f"{BOX}/messages")).json() == {"items": [shown], "next": None}
    assert (await native.listener.get(f"{BOX}/messages/{left.id}")).json() == shown


async def test_pages_oldest_first(native: Native) -> None:
    ids = [one.id for one in await leave(native, "a", "b", "c")]
    first = (await native.listener.get(f"{BOX}/messages", params={"limit": 2})).json()
    rest = (await native.listener.get(f"{BOX}/messages", params={"limit": 2, "cursor": first["next"]})).json()
    assert [one["id"] for one in first["items"] + rest["items"]] == ids
    assert rest["next"] is None
    for wrong in ({"cursor": "x"}, {"limit": 0}, {"state": "old"}, {"number": "1"}):
        problem(await native.listener.get(f"{BOX}/messages", params=wrong), 422, "invalid")


async def test_heard_and_new_again(native: Native) -> None:
    first, _ = await leave(native, "a", "b")
    path = f"{BOX}/messages/{first.id}"
    native.move_clock(60)
    heard = (await native.listener.patch(path, json={"state": "heard"}, headers=MERGE)).json()
    assert (heard["state"], heard["changed_at"]) == ("heard", "2026-01-05T12:01:00Z")
    assert await counts(native) == (1, 1)
    listed = (await native.listener.get(f"{BOX}/messages", params={"state": "heard"})).json()["items"]
    assert [one["id"] for one in listed] == [first.id]
    assert (await native.listener.patch(path, json={"state": "heard"})).json() == heard
    await native.listener.patch(path, json={"state": "new"})
    assert await counts(native) == (2, 0)
    for body in ({}, {"state": "deleted"}, {"state": None}, {"state": "new", "caller": "1"}):
        problem(await native.listener.patch(path, json=body), 422, "invalid")


async def test_deleted_and_restored(native: Native) -> None:
    (left,) = await leave(native, "a")
    path = f"{BOX}/messages/{left.id}"
    await native.listener.patch(path, json={"state": "heard"})
    for _ in range(2):
        assert (await native.listener.delete(path)).status_code == 204
    assert await counts(native) == (0, 0)
    assert (await native.listener.get(f"{BOX}/messages")).json()["items"] == []
    (deleted,) = (await native.listener.get(f"{BOX}/messages", params={"state": "deleted"})).json()["items"]
    assert (deleted["id"], deleted["state"], deleted["deleted_at"]) == (left.id, "deleted", "2026-01-05T12:00:00Z")
    problem(await native.listener.patch(path, json={"state": "new"}), 409, "message-deleted")
    for _ in range(2):
        assert (await native.listener.post(f"{path}/restore")).json()["state"] == "heard"
    assert await counts(native) == (0, 1)


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-", 10, len(SOUND) - 1),
        ("bytes=-5", len(SOUND) - 5, len(SOUND) - 1),
        (f"bytes=-{len(SOUND) * 2}", 0, len(SOUND) - 1),
        (f"bytes={CHUNK - 3}-{CHUNK + 3}", CHUNK - 3, CHUNK + 3),
        (f"bytes={CHUNK}-99999999", CHUNK, len(SOUND) - 1),
    ],
)
async def test_a_range_of_the_sound(native: Native, wanted: str, first: int, last: int) -> None:
    (left,) = await leave(native, "a")
    answer = await native.listener.get(f"{BOX}/messages/{left.id}/audio", headers={"Range": wanted})
    assert answer.status_code == 206
    assert answer.content == SOUND[first : last + 1]
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(SOUND)}"
    assert answer.headers["content-length"] == str(last - first + 1)


@pytest.mark.parametrize("wanted", ["", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=٣-٤", "nonsense"])
async def test_the_whole_sound(native: Native, wanted: str) -> None:
    (left,) = await leave(native, "a")
    path = f"{BOX}/messages/{left.id}/audio"
    answer = await native.listener.get(path, headers={b"Range": wanted.encode()} if wanted else {})
    assert answer.status_code == 200
    assert answer.content == SOUND
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["accept-ranges"] == "bytes"
    tag = answer.headers["etag"]
    assert (await native.listener.get(path, headers={"If-None-Match": tag})).status_code == 304
    for known, status in ((tag, 206), ('"other"', 200)):
        assert (
            await native.listener.get(path, headers={"Range": "bytes=1-2", "If-Range": known})
        ).status_code == status


@pytest.mark.parametrize("wanted", [f"bytes={len(SOUND)}-", "bytes=-0", "bytes=999999999999999-"])
async def test_a_range_of_which_there_is_no_byte(native: Native, wanted: str) -> None:
    (left,) = await leave(native, "a")
    answer = await native.listener.get(f"{BOX}/messages/{left.id}/audio", headers={"Range": wanted})
    problem(answer, 416, "range-not-satisfiable")
    assert answer.headers["content-range"] == f"bytes */{len(SOUND)}"


async def test_who_had_a_sound_is_in_the_security_log(native: Native, tmp_path: Path) -> None:
    (left,) = await leave(native, "a")
    open_security_log(tmp_path / "security.log")
    try:
        await native.listener.get(f"{BOX}/messages/{left.id}")
        await native.listener.get(f"{BOX}/messages/{left.id}/audio")
    finally:
        close_security_log()
    (line,) = (tmp_path / "security.log").read_text().splitlines()
    told = f"message-downloaded source=127.0.0.1 tenant=1 mailbox={ANN} message={left.id} by=native:listener"
    assert line.endswith(told)


async def test_no_role_includes_the_right_to_hear_messages(native: Native) -> None:
    (left,) = await leave(native, "a")
    one = f"{BOX}/messages/{left.id}"
    for somebody in (native.viewer, native.editor, native.admin):
        for answer in (
            await somebody.get(BOX),
            await somebody.get(f"{BOX}/messages"),
            await somebody.get(one),
            await somebody.get(f"{one}/audio"),
            await somebody.patch(one, json={"state": "heard"}),
            await somebody.delete(one),
            await somebody.post(f"{one}/restore"),
        ):
            assert "the right messages" in str(problem(answer, 403, "forbidden")["detail"])
    assert await counts(native) == (1, 0)


async def test_a_right_is_given_and_taken(native: Native) -> None:
    await leave(native, "a")
    new = {"name": "ann", "password": "correct horse", "role": "viewer"}
    user = (await native.admin.post("/users", json=new)).json()
    session = (await native.anybody.post("/login", json={"name": "ann", "password": "correct horse"})).json()
    headers = {"Authorization": f"Bearer {session['access_token']}"}
    assert (user["rights"], (await native.anybody.get(BOX, headers=headers)).status_code) == ([], 403)
    given = await native.admin.patch(f"/users/{user['id']}", json={"rights": ["messages"]})
    assert (given.json()["role"], given.json()["rights"]) == ("viewer", ["messages"])
    assert (await native.anybody.get(BOX, headers=headers)).status_code == 200
    assert (await native.anybody.get("/me", headers=headers)).json()["rights"] == ["messages"]
    assert (await native.admin.patch(f"/users/{user['id']}", json={"role": "editor"})).json()["rights"] == ["messages"]
    await native.admin.patch(f"/users/{user['id']}", json={"rights": []})
    assert (await native.anybody.get(BOX, headers=headers)).status_code == 403


async def test_a_token_with_the_right(native: Native) -> None:
    minted = (await native.admin.post("/tokens", json={"name": "t", "role": "viewer", "rights": ["messages"]})).json()
    assert minted["rights"] == ["messages"]
    headers = {"Authorization": f"Bearer {minted['token']}"}
    assert (await native.anybody.get(BOX, headers=headers)).json()["new"] == 0
    answer = await native.admin.post("/tokens", json={"name": "t", "role": "viewer", "rights": ["root"]})
    assert places(problem(answer, 422, "invalid")) == [("#/rights/0", "choice")]


async def test_of_what_is_not_there(native: Native) -> None:
    (left,) = await leave(native, "a")
    await put(native.repository, DESK, GroupVoicemail(name="Desk", number="6320"))
    for path in ("/mailboxes/50", "/mailboxes/9999", "/mailboxes/50/messages", f"{BOX}/messages/{left.id + 1}"):
        problem(await native.listener.get(path), 404, "not-found")
    problem(await native.listener.get(f"/mailboxes/{DESK}/messages/{left.id}/audio"), 404, "not-found")
    desk = {"owner": DESK, "kind": "group_voicemail", "new": 0, "heard": 0}
    assert (await native.listener.get(f"/mailboxes/{DESK}")).json() == desk


async def test_nothing_of_another_tenant(native: Native) -> None:
    (left,) = await leave(native, "a")
    mint = {"name": "t", "role": "admin", "rights": ["messages"]}
    token = (await native.neighbour.post("/tokens", json=mint)).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    one = f"{BOX}/messages/{left.id}"

    def asked(method: str, path: str, **rest: object) -> httpx.Request:
        return native.anybody.build_request(method, path, headers=headers, **rest)  # type: ignore[arg-type]

    for request in (
        *(asked("GET", path) for path in (BOX, f"{BOX}/messages", one, f"{one}/audio")),
        asked("PATCH", one, json={"state": "heard"}),
        asked("DELETE", one),
        asked("POST", f"{one}/restore"),
    ):
        problem(await native.anybody.send(request), 404, "not-found")
    assert await counts(native) == (1, 0)


async def test_what_an_extension_has_left_behind(native: Native) -> None:
    await native.repository.create(Extension(name="Gone", number="1900"), id=300, author="test")
    (left,) = await leave(native, "a", owner=300)
    await native.repository.delete(Extension, 300, author="test")
    assert (await native.listener.get("/mailboxes/300")).json() == {"owner": 300, "kind": None, "new": 1, "heard": 0}
    assert (await native.listener.get(f"/mailboxes/300/messages/{left.id}/audio")).content == SOUND


async def test_pins_of_mailboxes(native: Native) -> None:
    await put(native.repository, DESK, GroupVoicemail(name="Desk", number="6320"))
    for path, owner in ((f"/extensions/{ANN}", ANN), (f"/group-voicemails/{DESK}", DESK)):
        assert (await native.editor.put(f"{path}/voicemail-pin", json={"pin": "135791"})).status_code == 204
        assert await native.services.credentials.object_secrets(1, owner) == {VOICEMAIL_PIN: "135791"}
        assert "135791" not in (await native.admin.get(path)).text
        assert (await native.editor.delete(f"{path}/voicemail-pin")).status_code == 204
        assert await native.services.credentials.object_secrets(1, owner) == {}
        problem(await native.editor.put(f"{path}/voicemail-pin", json={"pin": "111111"}), 422, "invalid")
    problem(await native.editor.put(f"/extensions/{DESK}/voicemail-pin", json={"pin": "135791"}), 404, "not-found")
