"""One's own phone: what belongs to one's extension, and nothing else."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from switchboard.call.events import CallStarted
from switchboard.call.record import CallRow, EventRow, OpenedRow
from switchboard.model.destination import ToIvr, ToNumber
from switchboard.model.directory import Extension
from switchboard.model.forwarding import Forwarding, ForwardRule
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.log import CallLog
from switchboard.store.people.users import Users

from .past_calls import NOON, gave_up, put_call, talked
from .people import PASSWORD, browser
from .support import OTHER_TENANT, Native, places, problem
from .test_mailboxes import ANN, leave
from .test_prompts import wav

pytestmark = pytest.mark.api
NOBODY = {"dnd": False, "always": None, "busy": None, "no_answer": None, "unreachable": None, "on_dnd": None}


@pytest.fixture
async def ann(native: Native) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of the user of Ann's extension."""
    users, now = Users(native.services.database), native.services.clock.now()
    await users.create(DEFAULT_TENANT, "ann", PASSWORD, "phone", now, extension=ANN)
    async with browser(native) as page:
        yield page


async def own(native: Native) -> Extension:
    return (await native.repository.get(Extension, ANN)).document


async def test_what_one_sees_of_one_s_phone(native: Native, ann: httpx.AsyncClient) -> None:
    await leave(native, "a", "b")
    shown = (await ann.get("/my")).json()
    extension = await own(native)
    assert (shown["extension"], shown["name"], shown["number"]) == (ANN, extension.name, extension.number)
    assert (shown["forwarding"], shown["new_messages"], shown["pin"], shown["phones"]) == (NOBODY, 2, False, 0)
    assert {one["prompt"] for one in shown["greetings"]} == {None}


async def test_a_user_of_a_phone_reaches_nothing_else(native: Native, ann: httpx.AsyncClient) -> None:
    for path in ("/ivrs", "/extensions/85", "/mailboxes/85", "/calls", "/calls/stream", "/search?q=a", "/tenant"):
        problem(await ann.get(path), 403, "forbidden")
    problem(await ann.put("/extensions/85", json={"name": "x", "number": "1"}), 403, "forbidden")


async def test_who_has_no_extension_has_no_phone(native: Native) -> None:
    users, now = Users(native.services.database), native.services.clock.now()
    await users.create(DEFAULT_TENANT, "boss", PASSWORD, "admin", now)
    await users.create(OTHER_TENANT, "ann", PASSWORD, "viewer", now)
    problem(await native.admin.get("/my"), 409, "no-extension")
    async with browser(native, "boss") as page:
        problem(await page.get("/my"), 409, "no-extension")
        problem(await page.get("/my/messages"), 409, "no-extension")


async def test_when_the_extension_goes_so_does_what_its_user_sees(native: Native, ann: httpx.AsyncClient) -> None:
    await leave(native, "a")
    assert (await native.admin.get(f"/extensions/{ANN}/references")).status_code == 200
    users = Users(native.services.database)
    user = await users.by_name(DEFAULT_TENANT, "ann")
    made = (await native.admin.post("/extensions", json={"name": "A", "number": "1300"})).json()["id"]
    await native.admin.patch(f"/users/{user.id}", json={"extension": made})
    assert (await ann.get("/my/messages")).json()["items"] == []
    assert (await native.admin.delete(f"/extensions/{made}")).status_code == 204
    problem(await ann.get("/my"), 409, "no-extension")


async def test_forwarding_as_by_telephone(native: Native, ann: httpx.AsyncClient) -> None:
    wanted = {"dnd": True, "busy": {"to": "voicemail"}, "no_answer": {"to": "number", "number": "6250"}}
    shown = await ann.put("/my/forwarding", json=wanted)
    assert shown.status_code == 200, shown.text
    stored = (await own(native)).forwarding
    assert stored.dnd
    assert stored.no_answer == ForwardRule(to=ToNumber(number="6250"))
    assert shown.json()["forwarding"]["busy"] == {"to": "voicemail", "number": None}
    last = (await native.viewer.get("/changes?limit=1")).json()["items"][0]
    assert last["author"] == "user:ann"


async def test_nobody_forwards_where_he_may_not_dial_or_to_himself(native: Native, ann: httpx.AsyncClient) -> None:
    for number in ("999999", (await own(native)).number):
        answer = await ann.put("/my/forwarding", json={"always": {"to": "number", "number": number}})
        assert places(problem(answer, 422, "invalid")) == [("#/always/number", "not-permitted")]
    assert (await own(native)).forwarding == Forwarding()


async def test_rules_that_lead_elsewhere_stay_as_they_are(native: Native, ann: httpx.AsyncClient) -> None:
    rule = ForwardRule(to=ToIvr(ivr=50), callers="outside", confirm=True)
    forwarding = Forwarding(always=rule, busy=ForwardRule(to=ToNumber(number="6250"), confirm=True), max_calls=2)

    def with_rules(extension: Extension) -> Extension:
        return extension.model_copy(update={"forwarding": forwarding})

    await native.repository.edit(Extension, ANN, with_rules, author="test")
    shown = (await ann.get("/my")).json()["forwarding"]
    assert shown["always"] == {"to": "other", "number": None}
    assert (await ann.put("/my/forwarding", json=shown | {"dnd": True})).status_code == 200
    assert (await own(native)).forwarding == forwarding.model_copy(update={"dnd": True})
    gone = await ann.put("/my/forwarding", json={"no_answer": {"to": "other"}})
    assert places(problem(gone, 422, "invalid")) == [("#/no_answer/to", "unsupported")]


async def test_one_s_own_messages(native: Native, ann: httpx.AsyncClient) -> None:
    first, second = await leave(native, "a", "b")
    assert [one["id"] for one in (await ann.get("/my/messages")).json()["items"]] == [first.id, second.id]
    part = await ann.get(f"/my/messages/{first.id}/audio", headers={"Range": "bytes=0-3"})
    assert part.status_code == 206
    heard = await ann.patch(f"/my/messages/{first.id}", json={"state": "heard"})
    assert heard.json()["state"] == "heard"
    assert (await ann.delete(f"/my/messages/{first.id}")).status_code == 204
    assert (await ann.get("/my")).json()["new_messages"] == 1
    assert (await ann.post(f"/my/messages/{first.id}/restore")).status_code == 200


async def test_messages_of_others_do_not_exist(native: Native, ann: httpx.AsyncClient) -> None:
    other = (await native.admin.post("/extensions", json={"name": "B", "number": "1301"})).json()["id"]
    (theirs,) = await leave(native, "c", owner=other)
    assert (await ann.get("/my/messages")).json()["items"] == []
    problem(await ann.get(f"/my/messages/{theirs.id}/audio"), 404, "not-found")
    problem(await ann.delete(f"/my/messages/{theirs.id}"), 404, "not-found")


async def test_greetings_and_the_name_are_recorded_and_heard(native: Native, ann: httpx.AsyncClient) -> None:
    problem(await ann.get("/my/greetings/busy/audio"), 404, "not-found")
    for slot in ("busy", "name"):
        put = await ann.put(f"/my/greetings/{slot}", files={"file": ("x.wav", wav())})
        assert put.status_code == 200, put.text
        heard = await ann.get(f"/my/greetings/{slot}/audio")
        assert heard.content[:4] == b"fLaC"
    extension = await own(native)
    assert extension.voicemail.greetings is not None
    assert extension.voicemail.greetings.busy is not None
    assert extension.spoken_name is not None
    prompts = {one["name"] for one in (await native.viewer.get("/prompts")).json()["items"]}
    assert {f"mailbox-{ANN}-busy.wav", f"name-{ANN}.wav"} <= prompts
    assert (await ann.delete("/my/greetings/busy")).status_code == 204
    problem(await ann.get("/my/greetings/busy/audio"), 404, "not-found")
    problem(await ann.put("/my/greetings/elsewhere", files={"file": ("x.wav", wav())}), 404, "not-found")


async def test_the_pin_is_set_and_never_shown(native: Native, ann: httpx.AsyncClient) -> None:
    problem(await ann.put("/my/pin", json={"pin": "123456"}), 422, "invalid")
    assert (await ann.put("/my/pin", json={"pin": "135791"})).status_code == 204
    shown = await ann.get("/my")
    assert shown.json()["pin"]
    assert "135791" not in shown.text


async def test_one_s_own_calls(native: Native, ann: httpx.AsyncClient) -> None:
    database, at = native.services.database, NOON + timedelta(minutes=5)
    await put_call(database, "in", talked(NOON), name="Kim")
    await put_call(database, "elsewhere", gave_up(NOON))
    began = CallStarted(at=at, caller="1000", dialled="6200", extension=ANN)
    made: list[CallRow] = [OpenedRow("out", 1, at, "1000", "Ann", "6200", extension=ANN), EventRow.of("out", 0, began)]
    await CallLog(database, "node").write(made)
    await native.services.digest.catch_up_within(5)
    page = (await ann.get("/my/calls?limit=1")).json()
    assert [(one["id"], one["outgoing"], one["number"]) for one in page["items"]] == [("out", True, "6200")]
    (call,) = (await ann.get("/my/calls", params={"cursor": page["next"]})).json()["items"]
    assert (call["id"], call["outgoing"], call["number"], call["name"]) == ("in", False, "+4930777", "Kim")
    assert call["outcome"] == "answered"
