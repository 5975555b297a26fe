"""What is set, left or done at one node counts at the other, where calls are watched and ended, too."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import pytest_asyncio
import soundfile

from switchboard.api.kit.call_ids import call_id
from switchboard.model.destination import Disa, ToExtension, ToGroupVoicemail, ToQueue
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember, Ivr, Option, Route
from switchboard.model.pin_door import CALLER_TRIES, Door
from switchboard.model.prompt import CustomPrompt
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.people.pin_failures import PinFailures
from tests.kit.baresip import Baresip
from tests.kit.calls import hear_one_another
from tests.kit.cluster import Cluster
from tests.kit.processes import until
from tests.kit.sounds import samples, tone
from tests.kit.sse import streaming
from tests.kit.trunks import objects_of
from tests.kit.ua import HOST, Session, Telephone, voice_messages

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU, DESK, SUPPORT = "6390", "6395", "6400"
TO_ALICE, TO_THE_QUEUE, TO_THE_DESK, TO_DISA = "1", "2", "3", "4"
ALICE, BOB, CAROL, DAN = "1000", "1001", "1002", "1003"
PIN, WRONG = "246813", "975318"
BEEP_HZ, PROMPT_HZ = 1000.0, 700.0
WORDS_S = 2.0
LOUD = 300.0
WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Made:
    """Ids of what the tests call: the menu leads to all the rest. Dan is recorded."""

    menu: int
    queue: int
    desk: int


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def made(site: Cluster) -> Made:
    async with objects_of(site.nodes["a"]) as objects:
        alice = await objects.id_of(ALICE)
        queue = Queue(name="Support", number=SUPPORT, agents=(QueueAgent(extension=alice),), ring_time_s=60)
        desk = GroupVoicemail(name="Desk", number=DESK, members=(ExtensionMember(extension=alice),), light=True)
        found = await objects.create(queue), await objects.create(desk)
        places = {
            TO_ALICE: ToExtension(extension=alice),
            TO_THE_QUEUE: ToQueue(queue=found[0]),
            TO_THE_DESK: ToGroupVoicemail(group_voicemail=found[1]),
            TO_DISA: Disa(),
        }
        options = tuple(Option(keys=key, route=Route(to=to)) for key, to in places.items())
        menu = await objects.create(Ivr(number=MENU, name="All", response_timeout_s=20, options=options))
        dan = await objects.id_of(DAN)
        await objects.repository.edit(
            Extension, dan, lambda extension: extension.model_copy(update={"record": True}), author="test"
        )
    return Made(menu, *found)


@pytest_asyncio.fixture(loop_scope="module")
async def phone(site: Cluster) -> AsyncIterator[Telephone]:
    """Whose calls each test places."""
    async with site.telephone() as found:
        yield found


@dataclass(frozen=True, slots=True)
class Answering:
    """Alice's registered phone rings, and answers as soon as it may: `answered` has her sides of calls."""

    answered: "asyncio.Queue[Session]"
    may_answer: asyncio.Event

    async def next(self) -> Session:
        return await asyncio.wait_for(self.answered.get(), WITHIN_S)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def alice(site: Cluster) -> AsyncIterator[Answering]:
    found = Answering(asyncio.Queue(), asyncio.Event())
    found.may_answer.set()
    async with site.telephone(answered=found.answered, may_answer=found.may_answer) as telephone:
        await telephone.register(ALICE, site.password(ALICE), site.port)
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ears(site: Cluster) -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    """A client of each node with one token, made at a, that may hear recordings and messages."""
    a = site.nodes["a"]
    rights = ("--right", "recordings", "--right", "messages")
    made = json.loads(await a.cli("credentials", "new", "--dialect", "native", *rights, "--json"))
    async with AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(node.native(made["token"])) for name, node in site.nodes.items()}


async def ends(session: Session) -> None:
    await asyncio.wait_for(session.ended.wait(), WITHIN_S)


@dataclass(frozen=True, slots=True)
class Begun:
    """A call that goes on: the caller's side, its id, and the position of the last event when it was seen."""

    session: Session
    id: str
    position: int


async def begun(site: Cluster, client: httpx.AsyncClient, node: str, phone: Telephone, user: str = BOB) -> Begun:
    """Somebody calls, and the menu at that node listens. No other call is at that node, as the live view says."""
    live: dict[str, Any] = {}

    async def look() -> list[dict[str, Any]]:
        live.update((await client.get("/live")).json())
        return [call for call in live["calls"] if call["node"] == node]

    async def nobody_calls() -> bool:
        return await look() == []

    async def one_listens() -> bool:
        return [call["where"]["doing"] for call in await look()] == ["menu"]

    await until(nobody_calls)
    session = await site.call_at(node, phone, user, MENU)
    await until(one_listens)
    (call,) = [call for call in live["calls"] if call["node"] == node]
    return Begun(session, call["id"], live["position"])


async def told(client: httpx.AsyncClient, call: Begun, kind: str) -> dict[str, Any]:
    """What the call's first event of that kind says, once it is there."""
    found: list[dict[str, Any]] = []

    async def is_there() -> bool:
        events = (await client.get(f"/calls/{call.id}")).json()["events"]
        found[:] = [event["data"] for event in events if event["type"] == kind]
        return bool(found)

    await until(is_there)
    return found[0]


async def test_of_two_that_are_first_started_at_once_one_begins(site: Cluster) -> None:
    assert len(site.began) == 1
    for node in site.nodes.values():
        async with node.native() as client:
            assert (await client.get("/live")).json()["calls"] == []
            nodes = (await client.get("/status")).json()["nodes"]
            assert [(one["name"], one["alive"]) for one in nodes] == [("a", True), ("b", True)]


async def test_a_call_is_watched_and_ended_through_the_other_node(
    site: Cluster, made: Made, phone: Telephone, alice: Answering
) -> None:
    """As the page does: it reads what goes on, and follows the events from there."""
    async with site.nodes["b"].native() as client:
        call = await begun(site, client, "a", phone)
        async with streaming(client, str(call.position)) as stream:
            await call.session.rtp.press(TO_ALICE)
            callee = await alice.next()
            while (event := await stream.event()).type != "bridged":
                pass
            assert event.data["call"] == call.id
            (where,) = [one["where"] for one in (await client.get("/live")).json()["calls"] if one["id"] == call.id]
            assert (where["doing"], where["number"]) == ("talking", ALICE)
            assert (await client.post(f"/calls/{call.id}/hangup")).status_code == 204
            await asyncio.gather(ends(call.session), ends(callee))
            assert (await stream.until("call_ended"))[-1].data["call"] == call.id
        assert (await client.post(f"/calls/{call.id}/hangup")).json()["code"] == "call-over"


async def test_yeastars_clients_find_and_end_calls_of_the_other_node(
    site: Cluster, made: Made, phone: Telephone
) -> None:
    yeastar = await site.nodes["a"].yeastar()
    async with site.nodes["a"].native() as client:
        call = await begun(site, client, "b", phone)
    id = call_id(call.id)
    found = (await yeastar.get("/call/query", call_id=id))["data"]
    assert isinstance(found, list) and len(found) == 1
    assert (await yeastar.post("/call/hangup", {"channel_id": f"{id}.1"}))["errcode"] == 0
    await ends(call.session)
    await yeastar.close()


async def test_a_prompt_of_one_node_is_heard_at_the_other(
    site: Cluster, made: Made, phone: Telephone, tmp_path: Path
) -> None:
    sound = tmp_path / "hello.wav"
    soundfile.write(sound, samples(tone(2, PROMPT_HZ)), 8000)
    async with site.nodes["a"].native() as client:
        uploaded = await client.post("/prompts", files={"file": (sound.name, sound.read_bytes())})
        greeting = CustomPrompt(prompt=uploaded.json()["id"]).model_dump()
        menu = {"number": "6391", "name": "Shared", "greeting": [greeting]}
        assert (await client.post("/ivrs", json=menu)).status_code == 201
    session = await site.call_at("b", phone, BOB, "6391")
    await session.rtp.hears_tone(PROMPT_HZ)
    await session.bye()


async def at_the_door(client: httpx.AsyncClient, call: Begun, pin: str) -> str:
    """What becomes of a PIN; then the caller leaves."""
    await call.session.rtp.press(TO_DISA)
    await told(client, call, "prompt_started")
    for key in f"{pin}#":
        await call.session.rtp.press(key)
    outcome = str((await told(client, call, "pin_entered"))["outcome"])
    await call.session.bye()
    return outcome


async def test_a_pin_counts_at_both_nodes_and_so_do_wrong_ones(site: Cluster, made: Made, phone: Telephone) -> None:
    async with site.nodes["a"].native() as client:
        assert (await client.put(f"/ivrs/{made.menu}/pin", json={"pin": PIN})).status_code == 204
        assert await at_the_door(client, await begun(site, client, "b", phone), PIN) == "right"

        async with site.nodes["a"].database() as database:
            for _ in range(CALLER_TRIES - 1):
                door = Door(DEFAULT_TENANT, BOB, HOST, made.menu)
                assert await PinFailures(database).begin(door, datetime.now(UTC) - timedelta(minutes=30)) is not None
        assert await at_the_door(client, await begun(site, client, "a", phone), WRONG) == "wrong"
        call = await begun(site, client, "b", phone)
        await call.session.rtp.press(TO_DISA)
        assert (await told(client, call, "disa_refused"))["reason"] == "too_many_failures"
        await call.session.bye()
        (lock,) = (await client.get("/locks")).json()["items"]
        assert (await client.delete(f"/locks/{lock['id']}")).status_code == 204


async def test_a_recording_is_had_from_its_node_or_from_all_that_share_a_directory(
    site: Cluster, made: Made, phone: Telephone, alice: Answering, ears: dict[str, httpx.AsyncClient]
) -> None:
    here, there = ears.values()
    call = await begun(site, there, "a", phone, DAN)
    await call.session.rtp.press(TO_ALICE)
    callee = await alice.next()
    await hear_one_another(call.session.rtp, callee.rtp)
    await call.session.bye()
    await ends(callee)

    async def is_over() -> bool:
        return str((await there.get(f"/calls/{call.id}")).json()["state"]) == "ended"

    await until(is_over)
    (listed,) = (await here.get(f"/calls/{call.id}/recordings")).json()["items"]
    path = f"/calls/{call.id}/recordings/{listed['name']}"
    refused = await there.get(path)
    assert (refused.status_code, refused.json()["node"]) == (409, "a")
    sound = await here.get(path)
    assert sound.status_code == 200 and sound.content.startswith(b"RIFF")
    shared, own = (site.nodes[name].data / "recordings" for name in site.nodes)
    own.rename(own.with_name("own"))
    own.symlink_to(shared)  # as if it were mounted there
    assert (await there.get(path)).content == sound.content


async def test_callers_of_both_nodes_wait_in_one_queue(
    site: Cluster, made: Made, phone: Telephone, alice: Answering
) -> None:
    alice.may_answer.clear()
    callers = []
    for count, (name, node) in enumerate(site.nodes.items(), 1):
        async with node.native() as client:
            callers.append((await begun(site, client, name, phone)).session)
        await callers[-1].rtp.press(TO_THE_QUEUE)
        await waiting(site, made, count)
    alice.may_answer.set()
    for caller in callers:
        agent = await alice.next()
        await hear_one_another(caller.rtp, agent.rtp)
        await caller.bye()
        await ends(agent)


async def waiting(site: Cluster, made: Made, count: int) -> None:
    """So many wait, as each node sees it."""
    for node in site.nodes.values():
        async with node.native() as client:

            async def is_so() -> bool:
                return len((await client.get(f"/queues/{made.queue}/live")).json()["callers"]) == count

            await until(is_so)


async def leaves_a_message(client: httpx.AsyncClient, call: Begun) -> None:
    session = call.session
    await session.rtp.press(TO_THE_DESK)
    await told(client, call, "mailbox_entered")
    await session.rtp.press("#")  # skips the greeting
    await session.rtp.hears_tone(BEEP_HZ)
    await session.rtp.hears(len(session.rtp.audio_packets()) + 30)
    await session.rtp.speak(WORDS_S)
    await session.rtp.press("#")
    await ends(session)


async def test_messages_left_at_either_node_light_the_lamp_and_are_heard_at_the_other(
    site: Cluster, made: Made, phone: Telephone, ears: dict[str, httpx.AsyncClient], tmp_path: Path
) -> None:
    """The phone subscribes at one of them, so one of two messages comes from the other."""
    lamp = await Baresip.start(tmp_path, ALICE, site.password(ALICE), site.port, lamp=True)
    try:
        shown = [voice_messages((await lamp.event("MWI_NOTIFY", WITHIN_S))["param"])]
        for node, client in ears.items():
            await leaves_a_message(client, await begun(site, client, node, phone))
            shown.append(voice_messages((await lamp.event("MWI_NOTIFY", WITHIN_S))["param"]))
        assert shown == ["0/0", "1/0", "2/0"]
    finally:
        await lamp.close()
    mailbox = f"/mailboxes/{made.desk}"
    for message in (await ears["a"].get(f"{mailbox}/messages")).json()["items"]:
        sounds = [(await client.get(f"{mailbox}/messages/{message['id']}/audio")).content for client in ears.values()]
        assert sounds[0] == sounds[1] and sounds[0].startswith(b"RIFF")
    for node, rest in (("b", 1), ("a", 0)):  # the eldest comes first: that of node a
        session = await site.call_at(node, phone, ALICE, f"*2{DESK}")
        await session.rtp.hears(20)
        await session.rtp.press("5")  # skips the words before it
        while float(np.std(session.rtp.samples(last=20))) < LOUD:
            await session.rtp.hears(len(session.rtp.audio_packets()) + 20)
        await session.rtp.press("7")  # deletes it

        async def is_deleted(rest: int = rest) -> bool:
            counts = (await ears["a"].get(mailbox)).json()
            return bool(counts["new"] + counts["heard"] == rest)

        await until(is_deleted)
        await session.bye()
