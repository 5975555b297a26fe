"""Those who have no business here: requests from any loopback address, and garbage on every port."""

import asyncio
import random
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

from switchboard.sip.digest import answer_challenge
from switchboard.sip.identifiers import new_branch

ANSWER_S = 10.0
_VARIABLE = re.compile(
    r'(?<=nonce=")[^"]*|(?<=branch=)[^;\r\n]*|(?<=tag=)[^;\r\n]*|(?<=rport=)\d+|(?<=Call-ID: ).*|sip:[^@>]*@'
)


@dataclass(slots=True)
class Stranger(asyncio.DatagramProtocol):
    """A UDP socket that asks the SIP port of the product."""

    port: int
    host: str
    _transport: asyncio.DatagramTransport | None = None
    _answers: "asyncio.Queue[str]" = field(default_factory=asyncio.Queue)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._answers.put_nowait(data.decode("utf-8", "replace"))

    def send(self, data: bytes) -> None:
        """Any datagram."""
        assert self._transport is not None
        self._transport.sendto(data, ("127.0.0.1", self.port))

    async def ask(self, method: str, user: str, *, to: str = "", proof: str = "") -> str:
        """The final response to a request of `user`; the ACK that a refused INVITE needs is sent."""
        branch = new_branch()
        request = self.request(method, user, to or user, branch, proof)
        self.send(request.encode())
        async with asyncio.timeout(ANSWER_S):
            while branch not in (answer := await self._answers.get()) or answer.startswith("SIP/2.0 1"):
                continue
        if method == "INVITE":
            self.send(self.request("ACK", user, to or user, branch, "").encode())
        return answer

    async def prove(self, method: str, user: str, password: str, *, to: str = "", uri: str = "") -> str:
        """The response to a request that answers the challenge, with a proof made for `uri` or the Request-URI."""
        challenge = await self.ask(method, user, to=to)
        challenges = re.findall(r"^WWW-Authenticate: (.*?)\r?$", challenge, re.MULTILINE)
        if not challenges:
            return challenge
        uri = uri or self._uri(method, to or user)
        proof = answer_challenge(challenges, method, uri, user, password=password)
        assert proof is not None
        return await self.ask(method, user, to=to, proof=f"Authorization: {proof}\r\n")

    async def finals(self, branches: set[str]) -> list[str]:
        """The first final response to each of these requests."""
        found: dict[str, str] = {}
        async with asyncio.timeout(ANSWER_S):
            while found.keys() != branches:
                answer = await self._answers.get()
                for branch in branches - found.keys():
                    if branch in answer and not answer.startswith("SIP/2.0 1"):
                        found[branch] = answer
        return list(found.values())

    def _uri(self, method: str, to: str) -> str:
        return f"sip:127.0.0.1:{self.port}" if method == "REGISTER" else f"sip:{to}@127.0.0.1:{self.port}"

    def request(self, method: str, user: str, to: str, branch: str, proof: str) -> str:
        """A request as text."""
        return (
            f"{method} {self._uri(method, to)} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {self.host}:9;rport;branch={branch}\r\n"
            f"Max-Forwards: 70\r\nFrom: <sip:{user}@127.0.0.1>;tag={branch}\r\nTo: <sip:{to}@127.0.0.1>\r\n"
            f"Call-ID: {branch}\r\nCSeq: 1 {method}\r\nContact: <sip:{user}@{self.host}>\r\n"
            f"{proof}Content-Length: 0\r\n\r\n"
        )


@asynccontextmanager
async def stranger_at(host: str, sip_port: int) -> AsyncIterator[Stranger]:
    """A stranger with that address."""
    loop = asyncio.get_running_loop()
    transport, stranger = await loop.create_datagram_endpoint(lambda: Stranger(sip_port, host), local_addr=(host, 0))
    try:
        yield stranger
    finally:
        transport.close()


def sip_templates(host: str, port: int) -> list[bytes]:
    """Requests and responses to be damaged."""
    stranger = Stranger(port, host)
    methods = ("INVITE", "REGISTER", "OPTIONS", "BYE", "CANCEL", "ACK", "INFO", "SUBSCRIBE", "PRACK")
    proof = 'Authorization: Digest username="1000", realm="switchboard", nonce="x", uri="sip:1", response="0"\r\n'
    requests = [
        stranger.request(method, "1000", "1001", f"z9hG4bK{method}{bool(extra)}", extra)
        for method in methods
        for extra in ("", proof)
    ]
    watching = f"Event: message-summary\r\nExpires: 600\r\n{proof}"
    requests.append(stranger.request("SUBSCRIBE", "1000", "*2", "z9hG4bKwatching", watching))
    response = requests[0].partition("\r\n")[2]
    return [text.encode() for text in (*requests, f"SIP/2.0 200 OK\r\n{response}", f"SIP/2.0 99999\r\n{response}")]


def without_chance(response: str) -> str:
    """A response without what differs in every response anyway, and without the user that it names."""
    return _VARIABLE.sub("*", response)


def garbage(seed: int, count: int, templates: list[bytes]) -> Iterator[bytes]:
    """`count` datagrams: half of them noise, half of them templates that were damaged. The same for the same seed."""
    source = random.Random(seed)
    for index in range(count):
        if index % 2:
            yield source.randbytes(source.randrange(1, 1400))
        else:
            yield _damaged(source, source.choice(templates))


def _damaged(source: random.Random, template: bytes) -> bytes:
    data = bytearray(template)
    for _ in range(source.randrange(1, 8)):
        start = source.randrange(len(data) or 1)
        match source.randrange(4):
            case 0:
                data[start : start + 1] = source.randbytes(1)
            case 1:
                del data[start : start + source.randrange(1, 40)]
            case 2:
                data[start:start] = data[start : start + source.randrange(1, 60)]
            case _:
                data[start:start] = source.choice([b"\0", b"\r\n", b"\xff\xfe", b"%", b'"', b"<", b"9" * 30, b";" * 9])
    return bytes(data)
