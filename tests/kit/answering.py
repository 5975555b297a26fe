"""A web server that says something, as the owner of an action URL would run it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.kit.receiver import Receiver

HANG_UP = {"status_code": 200, "action": "hangup"}
CHALLENGE = 'Digest realm="door", nonce="n0nce", qop="auth", algorithm=MD5'


@dataclass(slots=True)
class Answering(Receiver):
    """A receiver whose replies have the body `says`; those of 401 ask for digest authentication."""

    says: bytes = field(default_factory=json.dumps(HANG_UP).encode)

    def _reply(self, status: int) -> bytes:
        extra = f"WWW-Authenticate: {CHALLENGE}\r\n" if status == 401 else f"Location: {self.location}\r\n"
        return f"HTTP/1.1 {status} Reply\r\n{extra}Content-Length: {len(self.says)}\r\n\r\n".encode() + self.says


@asynccontextmanager
async def answering() -> AsyncIterator[Answering]:
    """One on a free port of every loopback address."""
    server = Answering()
    listening = await asyncio.start_server(server.answer, "localhost", 0)
    server.port = listening.sockets[0].getsockname()[1]
    yield server
    listening.close()
    await listening.wait_closed()
