"""Processes die at any moment: what they did not carry goes on, and they come back."""

import asyncio
import itertools
import signal
import time

import httpx
import pytest

from switchboard.config import load
from tests.e2e.phones import WITHIN_S, Phones, ends
from tests.kit.ports import reserved_port
from tests.kit.processes import kill, processes, until
from tests.kit.product import Product
from tests.kit.rtp import Packet
from tests.kit.ua import Calling, Invited, Session, Telephone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU = "6200"
SETTINGS = "workers = 2"
LOST_PACKETS = 3


def assert_no_gap(packets: list[Packet]) -> None:
    steps = [after.sequence - before.sequence & 0xFFFF for before, after in itertools.pairwise(packets)]
    assert max(steps) <= 1 + LOST_PACKETS


async def hears_more(session: Session, packets: int) -> None:
    await session.rtp.hears(len(session.rtp.audio_packets()) + packets)


def worker_of(product: Product, session: Session) -> int:
    """Which media worker a call is on, by its ports."""
    assert session.rtp.remote is not None
    _, last = load(product.directory / "switchboard.toml").media_ports(0)
    return int(session.rtp.remote[1] > last)


async def api_answers(product: Product) -> bool:
    try:
        client = await product.yeastar()
    except httpx.HTTPError:
        return False
    await client.close()
    return True


async def test_api_dies_during_a_call(product: Product, people: Phones) -> None:
    session = await people.call(MENU)
    await session.rtp.hears(20)
    await kill(product, "api")
    await hears_more(session, 100)
    assert_no_gap(session.rtp.audio_packets())
    alice = await people.reach_alice(session)
    await session.bye()
    await ends(alice)
    await until(lambda: api_answers(product))


async def test_media_worker_dies_during_calls(product: Product, people: Phones) -> None:
    sessions = [await people.call(MENU) for _ in range(4)]
    lost = [session for session in sessions if worker_of(product, session) == 0]
    others = [session for session in sessions if worker_of(product, session) == 1]
    assert (len(lost), len(others)) == (2, 2)
    for session in others:
        await session.rtp.hears(20)
    await kill(product, "media-0")
    await asyncio.gather(*map(ends, lost))
    new = await people.call(MENU)
    await asyncio.gather(*(hears_more(session, 50) for session in (*others, new)))
    for session in others:
        assert_no_gap(session.rtp.audio_packets())
    alice = await people.reach_alice(others[0])
    for session in (*others, new):
        await session.bye()
    await ends(alice)
    ended = [(call["ended_by"], call["cause"]) for call in await product.ended_calls(5)]
    assert sorted(ended) == [("caller", "normal")] * 3 + [("switchboard", "media-lost")] * 2
    await until(lambda: is_used_again(product, people))


async def is_used_again(product: Product, people: Phones) -> bool:
    """Whether one of two calls is on the worker that was killed, and hears something."""
    sessions = [await people.call(MENU) for _ in range(2)]
    back = [session for session in sessions if worker_of(product, session) == 0]
    for session in back:
        await session.rtp.hears(20)
    for session in sessions:
        await session.bye()
    return bool(back)


async def test_calls_process_dies_during_a_call(product: Product, people: Phones) -> None:
    lost = await people.call(MENU)
    await lost.rtp.hears(20)
    await kill(product, "calls")
    killed_s = time.monotonic()
    await until(lambda: people.caller.answers_options(product.sip_port))
    answering_s = time.monotonic() - killed_s
    session = await people.call(MENU)
    calling_s = time.monotonic() - killed_s
    print(f"after the kill: OPTIONS answered {answering_s:.2f} s, a call answered {calling_s:.2f} s")
    alice = await people.reach_alice(session)
    await session.bye()
    await ends(alice)
    interrupted = [call for call in await product.calls() if call["state"] == "interrupted"]
    assert [(call["cause"], call["ended_by"]) for call in interrupted] == [("interrupted", "system")]
    assert "interrupted" in await product.cli("calls", "show", str(interrupted[0]["id"]))
    events = [event["type"] for event in await product.events(str(interrupted[0]["id"]))]
    assert events[:3] == ["call_started", "going_to", "answered"]
    assert events[-1] == "interrupted"


async def test_a_phone_over_tcp_is_called_once_it_has_called_though_its_connection_died(
    product: Product, people: Phones
) -> None:
    """Its Contact leads nowhere, as behind a NAT: only its connection reaches it."""
    answered: asyncio.Queue[Session] = asyncio.Queue()

    async def answer(invited: Invited) -> None:
        answered.put_nowait(await invited.answer())

    carol = Telephone(answer, said_port=reserved_port(), transport="tcp")
    await carol.start()
    try:
        await carol.register("1002", people.password("1002"), product.sip_port)
        await kill(product, "calls")
        await until(lambda: people.caller.answers_options(product.sip_port))
        calling = Calling(carol, "1002", people.password("1002"))
        assert await calling.place(MENU, product.sip_port) == 200
        await calling.leave()
        session = await people.call("1002")
        await (await asyncio.wait_for(answered.get(), WITHIN_S)).bye()
        await ends(session)
    finally:
        await carol.close()


async def test_every_process_dies_once_more(product: Product, people: Phones) -> None:
    """Dying again is no worse than the first time."""
    for name in processes(product):
        await kill(product, name)
    await until(lambda: api_answers(product))
    await until(lambda: people.caller.answers_options(product.sip_port))
    await until(lambda: is_used_again(product, people))


async def test_supervisor_dies_during_a_call(product: Product, people: Phones) -> None:
    """Its processes follow it in order, so that the next start finds ports and sockets free."""
    session = await people.call(MENU)
    assert product.process is not None
    product.process.kill()
    await ends(session)
    assert await product.ended() == -signal.SIGKILL
    await product.start()
    alice = await people.reach_alice(await people.call(MENU))
    await alice.bye()
    assert [call["state"] for call in await product.ended_calls()] == ["ended"]
    assert "open" not in [call["state"] for call in await product.calls()]
