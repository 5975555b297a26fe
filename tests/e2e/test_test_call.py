"""Test calls: somebody without a telephone goes through the real call flow, over a WebSocket."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest
import pytest_asyncio
import soundfile
from websockets.exceptions import ConnectionClosed

from switchboard.model.destination import ToExtension, ToExtensionVoicemail, ToExternalNumber, ToIvr, ToTimeCondition
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.schedule import WORKING_WEEK, Schedule
from switchboard.model.time_condition import TimeCondition
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk
from switchboard.store.drafts.drafts import Drafts
from switchboard.store.tenants import Tenants
from tests.e2e.phones import WITHIN_S, Phones
from tests.kit.browser_phone import FRAME_BYTES, BrowserPhone, browser_phone, phone_socket
from tests.kit.calls import talking
from tests.kit.heard import Sounds
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.rtp import has_tone
from tests.kit.sounds import speech, tone
from tests.kit.trunks import nobody_calls, objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

CALLER_HZ, CALLEE_HZ, CLOSED_HZ = 440.0, 1000.0, 620.0
MENU, HOURS = "6300", "5550001"
MONDAY, SUNDAY = "2026-03-02T10:00:00+01:00", "2026-03-01T10:00:00+01:00"


@dataclass(frozen=True, slots=True)
class Office:
    """A menu of a tone: 1 is Alice, 2 her voicemail, 3 somebody outside. Through `trunk`, whose number leads there only
    in working hours. `port` is where the trunk would be called."""

    sounds: Sounds
    trunk: int
    port: int
    alice: int


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(product: Product) -> Office:
    port = reserved_port()
    async with objects_of(product) as objects:
        sounds = await Sounds.made(product, objects, {"greeting": 523.0, "closed": CLOSED_HZ}, 3)
        alice, bob = await objects.id_of("1000"), await objects.id_of("1001")
        trunk = await objects.create(Trunk(name="line", host="127.0.0.1", port=port))
        pattern = DialPattern(pattern="0.", strip=1)
        await objects.create(OutboundRoute(name="out", patterns=(pattern,), trunks=(trunk,), extensions=(bob,)))
        options = (
            Option(keys="1", route=Route(to=ToExtension(extension=alice))),
            Option(keys="2", route=Route(to=ToExtensionVoicemail(extension=alice))),
            Option(keys="3", route=Route(to=ToExternalNumber(prefix="0", number="4930123"))),
        )
        own = sounds.own
        menu = await objects.create(Ivr(number=MENU, name="Tone", greeting=(own["greeting"],), options=options))
        closed = await objects.create(Ivr(number="6301", name="Closed", greeting=(own["closed"],)))
        hours = TimeCondition(
            name="hours",
            when=Schedule(hours=WORKING_WEEK, timezone="Europe/Berlin"),
            open=ToIvr(ivr=menu),
            closed=ToIvr(ivr=closed),
        )
        to = ToTimeCondition(time_condition=await objects.create(hours))
        await objects.create(InboundRoute(name="in", trunks=(trunk,), pattern=HOURS, to=to))
        await objects.repository.edit(
            Extension, bob, lambda extension: extension.model_copy(update={"record": True}), author="test"
        )
    return Office(sounds, trunk, port, alice)


@pytest_asyncio.fixture(loop_scope="module")
async def native(product: Product) -> AsyncIterator[httpx.AsyncClient]:
    async with product.native() as client:
        yield client


async def test_a_talk_with_a_real_phone(product: Product, office: Office, people: Phones) -> None:
    """The prompt is heard sample by sample; the two hear each other, and the recording has what was said."""
    async with browser_phone(product, MENU, **{"from": "1001"}, ring_phones=True) as phone:
        await phone.hears(office.sounds.sent("greeting"))
        await phone.press("1")
        alice = await asyncio.wait_for(people.answered.get(), WITHIN_S)
        saying = asyncio.create_task(phone.speak(tone(30, CALLER_HZ)))
        async with talking(alice.rtp, CALLEE_HZ):
            await alice.rtp.hears_tone(CALLER_HZ)
            await phone.hears_tone(CALLEE_HZ)
            await alice.rtp.hears(len(alice.rtp.audio_packets()) + 30)
        saying.cancel()
        await alice.bye()
        assert (await phone.sees("call_ended"))["by"] == "callee"
        assert await phone.ended() == 1000
        began = await phone.says("begun")
    call = (await product.ended_calls())[0]
    assert (call["id"], call["test"], call["caller"]) == (began["call"], True, "1001")
    assert call["dtmf_methods"] == ["rfc4733"]
    assert [one["type"] for one in await product.events(began["call"])] == phone.events
    recorded, _ = soundfile.read(product.data / "recordings" / str(call["recording"]), dtype="int16")
    said = recorded[:, 0]
    assert any(has_tone(said[at : at + 1600], 8000, CALLER_HZ) for at in range(0, len(said) - 1600, 800))


async def test_no_phone_rings_unless_it_is_wanted(product: Product, office: Office, people: Phones) -> None:
    async with browser_phone(product, MENU, **{"from": "1001"}, phones="busy") as phone:
        await phone.sees("menu_entered")
        await phone.press("1")
        assert (await phone.sees("dial_ended"))["outcome"] == "busy"
        assert "ringing" not in phone.events
    began = datetime.now(UTC)
    async with browser_phone(product, "1000", **{"from": "1001"}) as phone:
        await phone.sees("ringing")
        await phone.hang_up()
        assert await phone.ended() == 1000
    assert people.answered.empty()
    (call,) = await product.ended_calls(since=began)
    assert (call["ended_by"], call["cause"]) == ("caller", "cancelled")


async def test_another_moment_and_a_caller_from_outside(product: Product, office: Office) -> None:
    outside: dict[str, object] = {"from": "+4930555", "trunk": office.trunk}
    async with browser_phone(product, HOURS, **outside, at=SUNDAY) as phone:
        await phone.hears(office.sounds.sent("closed"))
    async with browser_phone(product, HOURS, **outside, at=MONDAY) as phone:
        await phone.hears(office.sounds.sent("greeting"))
    call = (await product.ended_calls())[0]
    assert (call["caller"], call["trunk"], call["extension"]) == ("+4930555", office.trunk, None)
    assert str(call["started_at"])[:4] != "2026-03"


async def test_a_message_is_recorded_and_not_kept(
    product: Product, office: Office, people: Phones, native: httpx.AsyncClient
) -> None:
    async with browser_phone(product, MENU, **{"from": "1001"}) as phone:
        await phone.sees("menu_entered")
        await phone.press("2")
        await phone.sees("message_recording")
        await phone.speak(speech(3))
        await phone.press("#")
        await phone.sees("message_left")
    token = await new_token(native, "mail", "viewer", "messages")
    authorization = {"Authorization": f"Bearer {token}"}
    assert (await native.get(f"/mailboxes/{office.alice}", headers=authorization)).json()["new"] == 0
    assert not list((product.data / "takes").glob("*.wav"))


async def test_outside_is_called_only_when_that_is_wanted(product: Product, office: Office) -> None:
    with nobody_calls(office.port):
        async with browser_phone(product, "04930123", **{"from": "1001"}, phones="busy") as phone:
            assert (await phone.sees("dial_ended"))["outcome"] == "busy"
            await phone.ended()
    assert "test-call-outside" not in security_log(product)
    async with browser_phone(product, "04930123", **{"from": "1001"}, call_outside=True) as phone:
        assert (await phone.sees("dial_ended"))["outcome"] == "unreachable"
        call = (await phone.says("begun"))["call"]
    told = f"user=native:first tenant=1 caller=1001 number=4930123 trunk={office.trunk} call={call}"
    assert f"test-call-outside source=127.0.0.1 {told}" in security_log(product)


@pytest.mark.parametrize("number", ["112", "0112"])
async def test_nobody_calls_the_emergency_services(
    product: Product, office: Office, number: str, native: httpx.AsyncClient
) -> None:
    async with phone_socket(product.api_port, token_of(native)) as phone:
        await phone.send(type="call", dialled=number, call_outside=True)
        problem = (await phone.says("refused"))["problem"]
        assert (problem["status"], problem["errors"][0]["pointer"]) == (422, "#/dialled")
        assert await phone.ended() == 1008


async def test_a_draft_is_called_before_it_is_published(
    product: Product, office: Office, native: httpx.AsyncClient
) -> None:
    """Nobody else hears it; a draft that is not there, or another tenant's, leads nowhere."""
    draft = (await native.post("/drafts", json={"name": "spring"})).json()["id"]
    menu = {"name": "New", "number": "6399", "greeting": [office.sounds.own["closed"].model_dump(mode="json")]}
    assert (await native.post(f"/drafts/{draft}/ivrs", json=menu)).status_code == 201
    async with browser_phone(product, "6399", draft=draft) as phone:
        await phone.hears(office.sounds.sent("closed"))
    async with browser_phone(product, "6399") as phone:
        assert (await phone.sees("call_ended"))["cause"] == "not-found"
    async with product.database() as database:
        other = (await Tenants(database).create("other", "other.example")).id
        theirs = await Drafts(database, other).begin("theirs", "", author="test")
    for one in (theirs.id, 99_999):
        async with phone_socket(product.api_port, token_of(native)) as phone:
            await phone.send(type="call", dialled="6399", draft=one)
            assert (await phone.says("refused"))["problem"]["code"] == "no-such-draft"


def token_of(native: httpx.AsyncClient) -> str:
    return native.headers["Authorization"].removeprefix("Bearer ")


def security_log(product: Product) -> str:
    file = product.data / "security.log"
    return file.read_text() if file.exists() else ""


async def new_token(native: httpx.AsyncClient, name: str, role: str, *rights: str) -> str:
    answer = await native.post("/tokens", json={"name": name, "role": role, "rights": rights})
    return str(answer.json()["token"])


async def test_who_may_not_call_is_refused_at_the_door(product: Product, native: httpx.AsyncClient) -> None:
    for token, status in (("", 401), ("swb_wrong", 401), (await new_token(native, "looks", "viewer"), 403)):
        async with phone_socket(product.api_port, token) as phone:
            assert (await phone.says("refused"))["problem"]["status"] == status
            assert await phone.ended() == 1008


async def test_how_many_there_may_be(product: Product, office: Office, native: httpx.AsyncClient) -> None:
    """Four on this machine; a fifth finds no place, and a user's second call ends the first."""
    tokens = [await new_token(native, f"editor {number}", "editor") for number in range(5)]
    async with AsyncExitStack() as stack:
        phones = [await stack.enter_async_context(phone_socket(product.api_port, token)) for token in tokens]
        for phone in phones[:4]:
            await phone.send(type="call", dialled=MENU)
            await phone.says("begun")
        await phones[4].send(type="call", dialled=MENU)
        assert (await phones[4].says("refused"))["problem"]["code"] == "too-many-test-calls"
        again = await stack.enter_async_context(phone_socket(product.api_port, tokens[0]))
        await again.send(type="call", dialled=MENU)
        await again.says("begun")
        assert await phones[0].ended() == 1000
        assert phones[1].closed is None
        await native.delete(f"/tokens/{await id_of(native, 'editor 1')}")
        await phones[1].ended()


async def id_of(native: httpx.AsyncClient, name: str) -> int:
    found = (await native.get("/tokens")).json()["items"]
    return next(int(one["id"]) for one in found if one["name"] == name)


@pytest.mark.parametrize(
    ("wanted", "pointer"),
    [
        ({"dialled": ""}, "#/dialled"),
        ({"dialled": "6300", "from": "999"}, "#/from"),
        ({"dialled": "6300", "trunk": 999}, "#/trunk"),
        ({"dialled": "6300", "at": "yesterday"}, "#/at"),
        ({"dialled": "6300", "ring": True}, "#/ring"),
        ({"dialled": "6300", "phones": "answers"}, "#/phones"),
    ],
)
async def test_what_is_no_call(
    product: Product, native: httpx.AsyncClient, wanted: dict[str, object], pointer: str
) -> None:
    async with phone_socket(product.api_port, token_of(native)) as phone:
        await phone.send(type="call", **wanted)
        problem = (await phone.says("refused"))["problem"]
        assert (problem["status"], [one["pointer"] for one in problem["errors"]]) == (422, [pointer])
        assert await phone.ended() == 1008


async def flood(phone: BrowserPhone) -> None:
    for _ in range(3000):
        await phone.send(type="alive")


async def flood_of_audio(phone: BrowserPhone) -> None:
    for _ in range(3000):
        await phone.socket.send(b"\xff" * FRAME_BYTES)


@pytest.mark.parametrize(
    ("misuse", "status"),
    [
        (flood, 1008),
        (flood_of_audio, 1008),
        (lambda phone: phone.socket.send(b"\0" * 320), 1003),
        (lambda phone: phone.socket.send(b"\0" * 70_000), 1009),
        (lambda phone: phone.socket.send("x" * 5000), 1009),
        (lambda phone: phone.socket.send("hello"), 1008),
        (lambda phone: phone.press("1" * 33), 1008),
        (lambda phone: phone.press("x"), 1008),
    ],
    ids=["texts", "frames", "a wrong frame", "a huge frame", "a huge text", "no JSON", "many keys", "no key"],
)
async def test_who_sends_what_he_may_not_is_cut_off(
    product: Product, office: Office, misuse: Callable[[BrowserPhone], Awaitable[None]], status: int
) -> None:
    async with browser_phone(product, MENU) as phone:
        with contextlib.suppress(ConnectionClosed):
            await misuse(phone)
        assert await phone.ended() == status
    call = (await product.ended_calls())[0]
    assert (call["state"], call["ended_by"]) == ("ended", "caller")
