"""What phones cost that register again and again: REGISTER, 401, REGISTER with the proof, 200."""

import asyncio
import secrets
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.database_work import serving
from bench.node_costs import Spent, idle, nodes_on, seen, settle
from bench.report import progress
from switchboard.model.directory import Extension
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.sip.digest import answer_challenge
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials

REALM = "switchboard"
PASSWORD = secrets.token_hex(8)
EXPIRES_S = 300
FIRST_NUMBER = 4000
REPLY_S = 4.0
REGISTER = (
    "REGISTER sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{branch};rport\r\n"
    "Max-Forwards: 70\r\nFrom: <sip:{user}@127.0.0.1>;tag={user}\r\nTo: <sip:{user}@127.0.0.1>\r\n"
    "Call-ID: {user}.{run}\r\nCSeq: {cseq} REGISTER\r\nContact: <sip:{user}@127.0.0.1:{port}>;expires={expires}\r\n"
    "{proof}Content-Length: 0\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What one refresh of one phone took."""

    phones: int
    failures: int
    each: Spent


class Phones:
    """Phones behind one socket, which register in turn."""

    def __init__(self, server_port: int, users: Sequence[str]) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.settimeout(REPLY_S)
        self._socket.connect(("127.0.0.1", server_port))
        self._port = self._socket.getsockname()[1]
        self._users = users
        self._run = secrets.token_hex(4)
        self._cseq = 0

    def refresh_all(self, per_second: float) -> int:
        """Each phone once, evenly; how many were refused."""
        began_s, failures = time.monotonic(), 0
        for number, user in enumerate(self._users):
            time.sleep(max(0.0, began_s + number / per_second - time.monotonic()))
            failures += not self._refresh(user)
        return failures

    def _refresh(self, user: str) -> bool:
        challenge = _header(self._asked(user, ""), "WWW-Authenticate")
        proof = answer_challenge([challenge], "REGISTER", "sip:127.0.0.1", user, password=PASSWORD)
        return self._asked(user, f"Authorization: {proof}\r\n").startswith("SIP/2.0 200 ")

    def _asked(self, user: str, proof: str) -> str:
        """The final answer."""
        self._cseq += 1
        names = {"user": user, "port": self._port, "run": self._run, "cseq": self._cseq, "expires": EXPIRES_S}
        message = REGISTER.format(**names, branch=f"{self._run}{self._cseq}", proof=proof)
        self._socket.send(message.encode())
        while (answer := self._socket.recv(4096).decode()).startswith(("SIP/2.0 1", "OPTIONS ", "NOTIFY ")):
            pass
        return answer

    def close(self) -> None:
        self._socket.close()


async def measured(phones: int, per_second: float) -> Refreshed:
    """All phones of one node twice: the second time is measured, when each is known."""
    with serving() as server:
        async with nodes_on(server, 1, menus=False) as nodes:
            await server.open()
            (node,) = nodes
            async with node.product.database() as database:
                users = await _added(database, node.product.data / "secret.key", phones)
            all_phones = Phones(node.product.sip_port, users)
            progress(f"{phones} phones register, {per_second:g} a second")
            await asyncio.to_thread(all_phones.refresh_all, 10 * per_second)
            await settle(server, nodes)
            alone = await idle(server, nodes, 3.0)
            before, began_s = await seen(server, nodes), time.monotonic()
            failures = await asyncio.to_thread(all_phones.refresh_all, per_second)
            spent = (await seen(server, nodes)).since(before).since(alone.times(time.monotonic() - began_s))
            all_phones.close()
            return Refreshed(phones, failures, spent.times(1 / phones))


async def _added(database: Database, key: Path, phones: int) -> list[str]:
    """Extensions, which all have that password; their user names."""
    repository, credentials = Repository(database, DEFAULT_TENANT), Credentials(database, key)
    users = [str(FIRST_NUMBER + number) for number in range(phones)]
    for user in users:
        stored = await repository.create(Extension(name=user, number=user), author="bench")
        await credentials.set_sip(DEFAULT_TENANT, stored.id, user, REALM, PASSWORD)
    return users


def _header(message: str, name: str) -> str:
    """The first value of a header as Switchboard spells it."""
    return message.partition(f"\r\n{name}: ")[2].partition("\r\n")[0]
