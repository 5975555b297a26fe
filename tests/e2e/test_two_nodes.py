"""Two machines on one PostgreSQL, each with all of the product: to phones and clients they are one."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
import soundfile
from cryptography.fernet import Fernet

from switchboard.model.conference import Conference
from switchboard.model.ivr import Ivr
from switchboard.model.prompt import CustomPrompt, Prompt
from switchboard.model.trunk import Trunk
from tests.e2e.databases import prepared
from tests.e2e.phones import CALLEE, CALLER, IMPATIENT, WITHIN_S
from tests.kit.postgresql import postgresql
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.sounds import samples, tone
from tests.kit.trunks import Registrar, objects_of, registrar
from tests.kit.ua import Calling, Invited, Session, Telephone

KEY = Fernet.generate_key()
TAKEN_OVER_S = 60.0

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@dataclass(frozen=True, slots=True)
class Nodes:
    """Both machines; the first start of one of them made the credentials."""

    a: Product
    b: Product

    @property
    def first(self) -> Product:
        """The one that printed the credentials."""
        return self.a if any("Credentials" in line for line in self.a.output) else self.b

    async def register(self, phone: Telephone, node: Product, number: str = CALLEE) -> None:
        await phone.register(number, self.first.sip_password(number), node.sip_port)

    async def call(self, phone: Telephone, node: Product, number: str) -> Session:
        """The caller's phone calls at that machine and is answered."""
        calling = Calling(phone, CALLER, self.first.sip_password(CALLER))
        await asyncio.wait_for(calling.place(number, node.sip_port), WITHIN_S)
        assert calling.session is not None, calling.response
        return calling.session


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nodes(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Nodes]:
    directory: Path = tmp_path_factory.mktemp("nodes")
    with postgresql() as server:
        found = Nodes(*(prepared(directory / name, server.url, node=name) for name in "ab"))
        for one in (found.a, found.b):
            one.data.mkdir()
            (one.data / "secret.key").write_bytes(KEY)
        # Both at once on an empty database: one of them begins.
        await asyncio.gather(found.a.start(), found.b.start())
        for one in (found.a, found.b):
            if one is not found.first:
                one.output += found.first.output
        yield found
        assert found.a.process is not None
        if found.a.process.returncode is None:
            assert await found.a.stop() == 0
        assert await found.b.stop() == 0


class Desk:
    """A telephone that rings when it is called, and answers as soon as it `may_answer`."""

    def __init__(self) -> None:
        self.phone = Telephone(self._answer, IMPATIENT)
        self.rang = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._answered: asyncio.Queue[Session] = asyncio.Queue()

    async def is_called(self) -> Session:
        """Its side of the next call that it answers."""
        return await asyncio.wait_for(self._answered.get(), WITHIN_S)

    async def _answer(self, invited: Invited) -> None:
        invited.ring()
        self.rang.set()
        await self.may_answer.wait()
        self._answered.put_nowait(await invited.answer())


@pytest_asyncio.fixture(loop_scope="module")
async def desks() -> AsyncIterator[list[Desk]]:
    found = [Desk() for _ in range(3)]
    for one in found:
        await one.phone.start()
    yield found
    for one in found:
        await one.phone.close()


async def test_a_phone_of_one_machine_is_called_through_the_other(nodes: Nodes, desks: list[Desk]) -> None:
    caller, callee, _ = desks
    await nodes.register(callee.phone, nodes.b)
    session = await nodes.call(caller.phone, nodes.a, CALLEE)
    there = await callee.is_called()
    await session.bye()
    await asyncio.wait_for(there.ended.wait(), WITHIN_S)


async def test_both_phones_of_an_extension_ring_wherever_they_register(nodes: Nodes, desks: list[Desk]) -> None:
    caller, one, two = desks
    await asyncio.gather(nodes.register(one.phone, nodes.a), nodes.register(two.phone, nodes.b))
    for desk in (one, two):
        desk.may_answer.clear()
    calling = asyncio.create_task(nodes.call(caller.phone, nodes.b, CALLEE))
    async with asyncio.timeout(WITHIN_S):
        await one.rang.wait()
        await two.rang.wait()
    one.may_answer.set()
    session = await calling
    await one.is_called()
    await session.bye()


async def test_a_call_is_ended_through_the_other_machine(nodes: Nodes, desks: list[Desk]) -> None:
    caller, callee, _ = desks
    await nodes.register(callee.phone, nodes.b)
    began = datetime.now(UTC)
    session = await nodes.call(caller.phone, nodes.a, CALLEE)
    await callee.is_called()
    (call,) = await open_calls(nodes.b, "a", began, 1)
    await nodes.b.cli("calls", "hangup", call)
    await asyncio.wait_for(session.ended.wait(), WITHIN_S)
    (ended,) = await nodes.b.ended_calls(since=began)
    assert (ended["ended_by"], ended["cause"]) == ("switchboard", "released")


async def open_calls(seen_by: Product, node: str, began: datetime, count: int) -> list[str]:
    """The ids of so many calls that began since then at a node and go on, once they are in the database."""
    found: list[str] = []

    async def are_there() -> bool:
        known = [one for one in await seen_by.calls() if one["state"] == "open" and one["node"] == node]
        found[:] = [str(one["id"]) for one in known if datetime.fromisoformat(str(one["started_at"])) >= began]
        return len(found) == count

    await until(are_there)
    return found


async def upload(node: Product, directory: Path, hertz: float) -> None:
    soundfile.write(directory / "hello.wav", samples(tone(2, hertz)), 8000)
    await node.cli("prompts", "upload", str(directory / "hello.wav"))


async def test_a_prompt_of_one_machine_is_heard_at_the_other(nodes: Nodes, desks: list[Desk], tmp_path: Path) -> None:
    await upload(nodes.a, tmp_path, 700.0)
    async with objects_of(nodes.a) as objects:
        found = (await objects.repository.page(Prompt)).items
        (prompt,) = (one for one in found if one.document.name == "hello.wav")
        await objects.create(Ivr(number="6330", name="Shared", greeting=(CustomPrompt(prompt=prompt.id),)))
    async with nodes.b.native() as http:
        downloaded = await http.get(f"/prompts/{prompt.id}/audio")
        assert downloaded.status_code == 200 and downloaded.content.startswith(b"fLaC")
    session = await nodes.call(desks[0].phone, nodes.b, "6330")
    await session.rtp.hears_tone(700.0)
    await session.bye()
    await upload(nodes.a, tmp_path, 1100.0)
    session = await nodes.call(desks[0].phone, nodes.b, "6330")
    await session.rtp.hears_tone(1100.0)
    await session.bye()


class Room:
    """The room of a conference, wherever it is."""

    def __init__(self, nodes: Nodes, conference: int, number: str) -> None:
        self._nodes = nodes
        self._conference = conference
        self.number = number

    async def members(self, node: Product) -> list[dict[str, object]] | None:
        """As that machine tells it; None while the one that has the room seems to be dead."""
        async with node.native() as http:
            live = await http.get(f"/conferences/{self._conference}/live")
        found: list[dict[str, object]] | None = live.json()["members"] if live.status_code == 200 else None
        return found

    async def has(self, count: int, node: Product, **state: object) -> str:
        """Wait until so many are there, the last of them in that state; returns the last one's call."""
        found: list[dict[str, object]] = []

        async def is_so() -> bool:
            found[:] = await self.members(node) or []
            return len(found) == count and all(found[-1][name] == one for name, one in state.items())

        await until(is_so)
        return str(found[-1]["call"])

    async def has_nobody(self) -> None:
        async def is_so() -> bool:
            return [await self.members(node) for node in (self._nodes.a, self._nodes.b)] == [[], []]

        await until(is_so)

    async def change(self, node: Product, what: str) -> None:
        async with node.native() as http:
            assert (await http.post(f"/conferences/{self._conference}/{what}")).status_code == 204


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(nodes: Nodes) -> Room:
    async with objects_of(nodes.a) as objects:
        return Room(nodes, await objects.create(Conference(number="6801", name="Weekly", entry="none")), "6801")


async def test_callers_of_both_machines_are_in_one_conference(nodes: Nodes, desks: list[Desk], room: Room) -> None:
    began = datetime.now(UTC)
    first = await nodes.call(desks[0].phone, nodes.a, room.number)
    await room.has(1, nodes.b, waits=False)
    second = await nodes.call(desks[1].phone, nodes.b, room.number)
    await room.has(2, nodes.a, waits=False)
    talking = [asyncio.create_task(one.rtp.talk(hertz)) for one, hertz in ((first, 700.0), (second, 1100.0))]
    await first.rtp.hears_tone(1100.0, within_s=WITHIN_S)
    await second.rtp.hears_tone(700.0, within_s=WITHIN_S)
    for one in talking:
        one.cancel()
    await second.rtp.press("*")
    await second.rtp.press("1")
    guest = await room.has(2, nodes.b, muted=True)
    await room.change(nodes.b, f"members/{guest}/unmute")
    await room.has(2, nodes.a, muted=False)
    third = await nodes.call(desks[2].phone, nodes.b, room.number)
    short = await room.has(3, nodes.a, waits=False)
    await third.bye()
    await room.has(2, nodes.b)
    await room.change(nodes.b, "lock")
    late = await nodes.call(desks[2].phone, nodes.b, room.number)
    await asyncio.wait_for(late.ended.wait(), WITHIN_S)
    await room.change(nodes.b, f"members/{guest}/remove")
    await asyncio.wait_for(second.ended.wait(), WITHIN_S)
    await first.bye()
    await room.has_nobody()
    record = {one["id"]: one for one in await nodes.b.ended_calls(4, since=began)}
    assert {record[one]["node"] for one in (guest, short)} == {"b"}
    assert await happened(nodes.b, short) == ["conference_joined", "conference_left"]
    assert await happened(nodes.b, guest) == [
        "conference_joined",
        "conference_muted",
        "conference_muted",
        "conference_left",
    ]


class Provider:
    """A trunk at which one registers; which of the machines does."""

    def __init__(self, nodes: Nodes, registrar: Registrar, trunk: int) -> None:
        self._nodes = {"a": nodes.a, "b": nodes.b}
        self._registrar = registrar
        self._trunk = trunk

    async def hears_from(self, name: str) -> None:
        """Wait until that machine registers, from now on."""
        registrations = self._registrar.registrations
        while not registrations.empty():
            registrations.get_nowait()
        async with asyncio.timeout(TAKEN_OVER_S):
            while True:
                port, expires_s = await registrations.get()
                if expires_s and port == self._nodes[name].sip_port:
                    return

    async def registrant(self, according_to: str = "ab") -> str:
        """The machine of which these say that it has registered."""
        told: set[tuple[object, object]] = set()

        async def is_so() -> bool:
            told.clear()
            for one in according_to:
                async with self._nodes[one].native() as http:
                    status = (await http.get(f"/trunks/{self._trunk}/status")).json()
                told.add((status.get("state"), status.get("registered_by")))
            return told in ({("up", "a")}, {("up", "b")})

        await until(is_so)
        ((_, name),) = told
        return str(name)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def provider(nodes: Nodes) -> AsyncIterator[Provider]:
    async with registrar() as (found, port), objects_of(nodes.a) as objects:
        trunk = Trunk(name="provider", type="register", host="127.0.0.1", port=port, username="4420")
        yield Provider(nodes, found, await objects.create(trunk))


async def test_one_registers_at_a_trunk_and_the_other_when_that_stops(nodes: Nodes, provider: Provider) -> None:
    """Afterwards it is machine a that registers."""
    machines = {"a": nodes.a, "b": nodes.b}
    other = ""
    while other != "a":
        stopped = await provider.registrant()
        other = "a" if stopped == "b" else "b"
        taken_over = asyncio.create_task(provider.hears_from(other))
        assert await machines[stopped].stop() == 0
        await taken_over
        await machines[stopped].start()


async def test_the_calls_of_a_machine_that_dies_are_closed_by_the_other(
    nodes: Nodes, desks: list[Desk], provider: Provider, room: Room
) -> None:
    """Last in this file: afterwards one of them lives. It also registers where the other one did, and has the room of
    those who were in a conference there.
    """
    caller, callee, member = desks
    began = datetime.now(UTC)
    await nodes.call(caller.phone, nodes.a, room.number)
    await room.has(1, nodes.a, waits=False)
    stays = await nodes.call(member.phone, nodes.b, room.number)
    await room.has(2, nodes.b, waits=False)
    await nodes.register(callee.phone, nodes.b)
    await nodes.call(caller.phone, nodes.a, CALLEE)
    await callee.is_called()
    await open_calls(nodes.b, "a", began, 2)
    assert nodes.a.process is not None
    pids = [nodes.a.process.pid, *(pid for part in ("calls", "api", "media") for pid in nodes.a.children(part))]
    assert [one["alive"] for one in await known_nodes(nodes.b)] == [True, True]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    await nodes.a.ended()

    async def has_taken_over() -> bool:
        return await provider.registrant("b") == "b"

    await until(has_taken_over, WITHIN_S)
    await room.has(1, nodes.b, waits=False)
    await stays.bye()
    calls = [(one["node"], one["state"], one["cause"]) for one in await nodes.b.ended_calls(3)]
    assert sorted(calls) == [("a", "interrupted", "interrupted")] * 2 + [("b", "ended", "normal")]

    async def is_alone() -> bool:
        return [one["name"] for one in await known_nodes(nodes.b)] == ["b"]

    await until(is_alone, WITHIN_S)


async def happened(node: Product, call: str) -> list[object]:
    """What happened in a conference, by the record of a call."""
    types = [one["type"] for one in await node.events(call)]
    return [one for one in types if str(one).startswith("conference_")]


async def known_nodes(node: Product) -> list[dict[str, object]]:
    async with node.native() as client:
        found: list[dict[str, object]] = (await client.get("/status")).json()["nodes"]
    return found
