"""Two nodes on one PostgreSQL behind Kamailio, on loopback addresses of their own."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet

from switchboard.sip.transaction import Timers
from tests.kit.kamailio import Kamailio
from tests.kit.ports import HOST, bound, bound_for_sip, reserved_port
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.ua import Calling, Invited, Session, Telephone

EDGE = HOST
NODES = {"a": "127.0.0.11", "b": "127.0.0.12"}
OPTIONS = ("--processes", "2", "--patience", "5")
"""On a machine that is busy with tests, a node that lives may be silent for longer than the default allows."""
PATIENT = Timers(t1_s=0.5, t2_s=4.0)
MOST_TRIES = 60
"""Kamailio chooses a node by Call-ID: so many calls never go to one node alone."""


@dataclass(slots=True)
class Node(Product):
    """One machine. Its SIP port is its own: nobody keeps it while it is down."""

    name: str = ""
    sip: int = 0

    @property
    def host(self) -> str:
        return NODES[self.name]

    @property
    def uri(self) -> str:
        """As the edge knows it."""
        return f"sip:{self.host}:{self.sip}"

    @classmethod
    def made(cls, name: str, directory: Path, database: str, key: str, edge_port: int) -> "Node":
        """With its settings; nothing is started."""
        directory.mkdir()
        udp, tcp = bound_for_sip(NODES[name])
        sip = udp.getsockname()[1]
        udp.close()
        tcp.close()
        node = cls(directory, {"api": bound(socket.SOCK_STREAM)}, name=name, sip=sip)
        (directory / "switchboard.toml").write_text(
            f"""
node = "{name}"
database = "{database}"
secret_key = "{key}"
[api]
host = "127.0.0.1"
port = {node.api_port}
[sip]
host = "{node.host}"
port = {sip}
drain_s = 20.0
patience_ms = 0
unsolicited_notify = false
trusted_proxies = ["{EDGE}/32"]
source_header = "X-Switchboard-Source"
outbound_proxy = "{EDGE}:{edge_port}"
[media]
workers = 1
first_port = {node._rtp.first}
last_port = {node._rtp.last}
"""
        )
        return node


@dataclass(slots=True)
class Cluster:
    """`edge` is where phones and trunks go, and nobody else. `began` are the nodes that made the installation."""

    edge: Kamailio
    port: int
    nodes: dict[str, Node]
    began: list[str] = field(default_factory=list)

    async def start(self) -> None:
        """Start both nodes at once on an empty database, and wait until the edge gives calls to them."""
        await asyncio.gather(*(node.start() for node in self.nodes.values()))
        self.began += [name for name, node in self.nodes.items() if any("Credentials" in line for line in node.output)]
        told = self.nodes[self.began[0]].output
        for name in self.nodes.keys() - self.began:
            self.nodes[name].output += told
        for node in self.nodes.values():
            await self.takes_calls(node)

    def password(self, number: str) -> str:
        return self.nodes["a"].sip_password(number)

    @asynccontextmanager
    async def telephone(
        self,
        host: str = HOST,
        answered: "asyncio.Queue[Session] | None" = None,
        may_answer: asyncio.Event | None = None,
    ) -> AsyncIterator[Telephone]:
        """One that knows the edge alone, and answers all that comes if it is to put that into `answered`, as soon as it
        may.
        """

        async def answer(invited: Invited) -> None:
            assert answered is not None, "nobody was to be called"
            invited.ring()
            if may_answer is not None:
                await may_answer.wait()
            answered.put_nowait(await invited.answer())

        telephone = Telephone(answer, PATIENT, host=host, server=EDGE)
        await telephone.start()
        try:
            yield telephone
        finally:
            await telephone.close()

    async def call(self, telephone: Telephone, user: str, number: str) -> Session:
        """An extension calls and is answered."""
        calling = Calling(telephone, user, self.password(user))
        assert await calling.place(number, self.port) == 200
        assert calling.session is not None
        return calling.session

    async def call_at(self, name: str, telephone: Telephone, user: str, number: str) -> Session:
        """The same at that node, to somebody who answers at once; calls that go to the other one are hung up."""
        for _ in range(MOST_TRIES):
            session = await self.call(telephone, user, number)
            if self.node_of(session) == name:
                return session
            await session.bye()
        raise AssertionError(f"no call went to {name}")

    async def takes_calls(self, node: Node) -> None:
        """Wait until the edge gives calls to a node again."""
        await until(lambda: self.edge.is_active(node.uri))

    async def takes_none(self) -> None:
        """Wait until the edge thinks that no node takes calls."""

        async def is_so() -> bool:
            return not any([await self.edge.is_active(node.uri) for node in self.nodes.values()])

        await until(is_so)

    def node_of(self, session: Session) -> str:
        """Which node has the call."""
        host = session.dialog.remote_target.host
        return next(name for name, address in NODES.items() if address == host)


@asynccontextmanager
async def cluster(directory: Path, database: str, *more: str) -> AsyncIterator[Cluster]:
    """Both nodes and the edge, ready for calls, with `more` options of the edge. What runs at the end must end well."""
    port, key = reserved_port(), Fernet.generate_key().decode()
    nodes = {name: Node.made(name, directory / name, database, key, port) for name in NODES}
    edge = await _edge(directory / "edge", nodes, port, more)
    try:
        found = Cluster(edge, port, nodes)
        await found.start()
        yield found
        for node in nodes.values():
            if node.process is not None:
                assert await node.stop() == 0
    finally:
        for node in nodes.values():
            if node.process is not None and node.process.returncode is None:
                node.process.kill()
        await edge.stop()


async def _edge(directory: Path, nodes: dict[str, Node], port: int, more: Sequence[str]) -> Kamailio:
    directory.mkdir(exist_ok=True)
    a = nodes["a"]
    where = ("--files", str(directory), "--control", str(directory / "control"), *OPTIONS, *more)
    (directory / "kamailio.cfg").write_text(await a.cli("kamailio", "--listen", f"{EDGE}:{port}", *where))
    listed = [option for node in nodes.values() for option in ("--node", f"{node.host}:{node.sip}")]
    (directory / "dispatcher.list").write_text(await a.cli("kamailio", "--list", *listed))
    return await Kamailio.start(directory)
