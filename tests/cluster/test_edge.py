"""Phones and trunks through Kamailio to two nodes: who is let in or closed out; a node is lost, nodes are restarted."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from switchboard.engine.builtin.identity import MAX_FAILURES
from switchboard.model.destination import ToIvr, ToQueue
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk
from tests.kit.calls import hear_one_another
from tests.kit.cluster import MOST_TRIES, Cluster
from tests.kit.postgresql import Postgresql
from tests.kit.processes import kill_all, until
from tests.kit.trunks import objects_of
from tests.kit.ua import HOST, Asker, Calling, Session, Telephone

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU, BOB, ALICE, SUPPORT_MENU = "6200", "1001", "1000", "6391"
GUILTY, PROVIDER, STRANGER = "127.0.0.21", "127.0.0.31", "127.0.0.32"
WITHIN_S = 60.0


@pytest_asyncio.fixture(loop_scope="module")
async def bob(site: Cluster) -> AsyncIterator[Telephone]:
    async with site.telephone() as found:
        yield found


async def test_calls_are_spread_over_the_nodes(site: Cluster, bob: Telephone) -> None:
    nodes = set()
    for _ in range(MOST_TRIES):
        session = await site.call(bob, BOB, MENU)
        nodes.add(site.node_of(session))
        await session.bye()
        if len(nodes) == 2:
            return
    raise AssertionError(f"all calls went to {nodes}")


async def test_a_phone_rings_from_each_node_wherever_it_is_registered(site: Cluster, bob: Telephone) -> None:
    answered: asyncio.Queue[Session] = asyncio.Queue()
    async with site.telephone(answered=answered) as alice:
        await alice.register(ALICE, site.password(ALICE), site.port)
        nodes = set()
        for _ in range(MOST_TRIES):
            session = await site.call(bob, BOB, ALICE)
            nodes.add(site.node_of(session))
            callee = await answered.get()
            await session.bye()
            async with asyncio.timeout(WITHIN_S):
                await callee.ended.wait()
            if len(nodes) == 2:
                return
    raise AssertionError(f"all calls went to {nodes}")


async def test_ten_wrong_passwords_close_out_the_guilty_phone_alone(site: Cluster, bob: Telephone) -> None:
    async with site.telephone(GUILTY) as guilty:
        for _ in range(MAX_FAILURES + len(site.nodes)):  # the last ones tell each node what the others have counted
            assert await register(site, guilty, "wrong") == 403
        assert await register(site, guilty, site.password(BOB)) == 403
    assert await register(site, bob, site.password(BOB)) == 200


async def register(site: Cluster, telephone: Telephone, password: str) -> int:
    uri = f"sip:{HOST}:{site.port}"
    asker = Asker(telephone, BOB, password)
    return (await asker.ask("REGISTER", uri, f"sip:{BOB}@{HOST}", telephone.binding(BOB, 0), port=site.port)).status


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def provider(site: Cluster) -> AsyncIterator[tuple[Telephone, "asyncio.Queue[Session]"]]:
    """A trunk known by address, from which all calls go to the menu, and to which numbers with 00 go."""
    answered: asyncio.Queue[Session] = asyncio.Queue()
    async with site.telephone(PROVIDER, answered) as found, objects_of(site.nodes["a"]) as objects:
        line = await objects.create(Trunk(name="line", host=PROVIDER, port=found.endpoint.port))
        menu = await objects.id_of(MENU)
        await objects.create(InboundRoute(name="in", trunks=(line,), to=ToIvr(ivr=menu)))
        out = DialPattern(pattern="00X.")
        await objects.create(OutboundRoute(name="out", patterns=(out,), trunks=(line,), all_extensions=True))
        yield found, answered


async def from_outside(telephone: Telephone, port: int, *more: tuple[str, str], at: str = HOST) -> int:
    """The status for a call without credentials."""
    calling = Calling(telephone, "4930123456", "")
    calling.more = more
    telephone.server = at
    status = await calling.place("100", port)
    if calling.session is not None:
        await calling.session.bye()
    return status


async def test_a_trunk_is_known_by_its_address_through_the_edge(
    site: Cluster, provider: tuple[Telephone, "asyncio.Queue[Session]"]
) -> None:
    trunk, _ = provider
    assert {await from_outside(trunk, site.port) for _ in range(4)} == {200}


async def test_neither_a_stranger_nor_a_forger_is_taken_for_the_trunk(
    site: Cluster, provider: tuple[Telephone, "asyncio.Queue[Session]"]
) -> None:
    trunk, _ = provider
    claims = ("X-Switchboard-Source", f"udp {PROVIDER} {trunk.endpoint.port}")
    async with site.telephone(STRANGER) as stranger:
        assert await from_outside(stranger, site.port) == 401
        assert await from_outside(stranger, site.port, claims) == 401
        for node in site.nodes.values():  # past the edge
            assert await from_outside(stranger, node.sip, claims, at=node.host) == 401


async def test_a_call_to_the_outside_goes_through_the_edge_and_so_does_its_end(
    site: Cluster, bob: Telephone, provider: tuple[Telephone, "asyncio.Queue[Session]"]
) -> None:
    _, answered = provider
    session = await site.call(bob, BOB, "0049301234")
    callee = await answered.get()
    assert f"{HOST}:{site.port}" in str(callee.dialog.route_set[0])
    await callee.bye()
    async with asyncio.timeout(WITHIN_S):
        await session.ended.wait()


async def test_nobody_is_relayed_to_where_he_likes(site: Cluster, bob: Telephone) -> None:
    """An open relay would carry a request within a made-up dialog past the edge."""
    async with site.telephone(STRANGER) as victim:
        route = f"<sip:{HOST}:{site.port};lr>"
        asker = Asker(bob, BOB, "")
        asker.to_tag = ";tag=made-up"
        uri = f"sip:victim@{STRANGER}:{victim.endpoint.port}"
        answer = await asker.ask("OPTIONS", uri, uri, [("Route", route)], port=site.port)
        assert answer.status == 403
        straight = await Asker(bob, BOB, "").ask("OPTIONS", uri, uri, [("Route", route)], port=site.port)
        assert straight.headers.get("Server") != "Telephone"


async def refused_until(site: Cluster, bob: Telephone, over: Callable[[], bool]) -> list[str]:
    """Call again and again until then, and hang up at once. What was answered otherwise than by 200, and by whom."""
    refused = []
    while not over():
        calling = Calling(bob, BOB, site.password(BOB))
        status = await calling.place(MENU, site.port)
        if calling.session is not None:
            await calling.session.bye()
        elif calling.response is not None:
            refused.append(
                f"{status} {calling.response.headers.get('Server')} {calling.response.headers.get('Call-ID')}"
            )
    return refused


async def test_while_the_database_is_away_calls_go_on_and_those_from_trunks_are_answered(
    site: Cluster, server: Postgresql, bob: Telephone, provider: tuple[Telephone, "asyncio.Queue[Session]"]
) -> None:
    """All nodes tell the edge then that they take none, and are called all the same."""
    trunk, answered = provider
    session = await site.call(bob, BOB, "0049301234")
    callee = await answered.get()
    await asyncio.to_thread(server.stop)
    await site.takes_none()
    assert await from_outside(trunk, site.port) == 200
    assert [refused.split()[0] for refused in await refused_until(site, bob, times(1))] == ["503"]
    await hear_one_another(session.rtp, callee.rtp)
    await asyncio.to_thread(server.start)
    for node in site.nodes.values():
        await site.takes_calls(node)
    assert await from_outside(trunk, site.port) == 200
    assert await refused_until(site, bob, times(4)) == []
    await callee.bye()
    async with asyncio.timeout(WITHIN_S):
        await session.ended.wait()
    records = await site.nodes["a"].ended_calls(count=7)
    assert {(one["state"], one["cause"]) for one in records} == {("ended", "normal")}


def times(count: int) -> Callable[[], bool]:
    """Whether it was asked so often before."""
    left = iter(range(count))
    return lambda: next(left, None) is None


async def test_nodes_are_restarted_one_after_the_other_without_one_failed_new_call(
    site: Cluster, bob: Telephone
) -> None:
    restarted = asyncio.Event()
    calling = [asyncio.create_task(refused_until(site, bob, restarted.is_set)) for _ in range(2)]
    for node in site.nodes.values():
        assert await node.stop() == 0
        await node.start()
        await site.takes_calls(node)
    restarted.set()
    assert await asyncio.gather(*calling) == [[], []], site.edge.printed


async def test_after_a_node_is_killed_new_calls_are_answered_its_records_closed_and_its_agents_freed(
    site: Cluster, bob: Telephone
) -> None:
    answered: asyncio.Queue[Session] = asyncio.Queue()
    killed = site.nodes["b"]
    async with site.telephone(answered=answered) as agent, site.nodes["a"].native() as client:
        queue = await support(site)
        await agent.register(ALICE, site.password(ALICE), site.port)
        await (await site.call_at("b", bob, BOB, SUPPORT_MENU)).rtp.press("1")
        await answered.get()

        async def is_recorded() -> bool:
            open_ones = (await client.get("/calls", params={"state": "open"})).json()["items"]
            return "b" in {one["node"] for one in open_ones}

        await until(is_recorded)
        await kill_all(killed)
        assert await refused_until(site, bob, times(8)) == []

        async def is_closed() -> bool:
            interrupted = (await client.get("/calls", params={"state": "interrupted"})).json()["items"]
            (seat,) = (await client.get(f"/queues/{queue}/live")).json()["agents"]
            return {one["node"] for one in interrupted} == {"b"} and seat["state"] == "free"

        await until(is_closed, WITHIN_S)
        session = await site.call_at("a", bob, BOB, SUPPORT_MENU)
        await session.rtp.press("1")
        served = await answered.get()
        await hear_one_another(session.rtp, served.rtp)
        await session.bye()
    await killed.start()
    await site.takes_calls(killed)


async def support(site: Cluster) -> int:
    """A queue whose only agent is Alice; 1 in the menu leads there. Its id."""
    async with objects_of(site.nodes["a"]) as objects:
        seat = QueueAgent(extension=await objects.id_of(ALICE))
        queue = await objects.create(Queue(name="Support", number="6400", agents=(seat,)))
        option = Option(keys="1", route=Route(to=ToQueue(queue=queue)))
        await objects.create(Ivr(number=SUPPORT_MENU, name="Support", options=(option,)))
    return queue
