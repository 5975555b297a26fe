"""An SMTP server that takes mail, as an operator has one; it says what it is told to."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that was taken: for whom, by the envelope, who had logged in, and whether over TLS."""

    sender: str
    to: tuple[str, ...]
    login: str
    encrypted: bool
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        mail = message_from_bytes(self.raw, policy=SMTP)
        assert isinstance(mail, EmailMessage)
        return mail

    @property
    def text(self) -> str:
        body = self.mail.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    @property
    def attachments(self) -> list[tuple[str, bytes]]:
        return [(part.get_filename() or "", part.get_content()) for part in self.mail.iter_attachments()]


@dataclass(slots=True)
class MailServer:
    """`replies` are what it says to commands such as `RCPT` or `DATA.` (the end of a mail) in place of 250, in order.

    "" is no answer at all. With `tls` it has STARTTLS, or TLS from the first byte.
    """

    port: int = 0
    tls: Literal["starttls", "tls", "none"] = "none"
    ca_file: str = ""
    replies: dict[str, list[str]] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    context: ssl.SSLContext | None = None
    _came: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def got(self, count: int) -> list[Taken]:
        """The first `count` mails, as soon as they are there."""
        async with asyncio.timeout(WITHIN_S), self._came:
            await self._came.wait_for(lambda: len(self.taken) >= count)
        return self.taken[:count]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _Conversation(self, reader, writer).hold()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    async def take(self, mail: Taken) -> None:
        async with self._came:
            self.taken.append(mail)
            self._came.notify_all()


class _Conversation:
    def __init__(self, server: MailServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer
        self._sender, self._to, self._login = "", list[str](), ""
        self._encrypted = server.tls == "tls"

    async def hold(self) -> None:
        await self._say("220 test ESMTP", "HELLO")
        while line := (await self._reader.readuntil(b"\r\n")).decode():
            command = line.split(":")[0].split()[0].upper()
            self._server.commands.append(command)
            match command:
                case "EHLO":
                    await self._say("\r\n".join(["250-test", *self._extensions(), "250 8BITMIME"]), command)
                case "STARTTLS":
                    await self._say("220 go on", command)
                    await self._writer.start_tls(self._server.context)  # type: ignore[arg-type]  # there is one, with STARTTLS
                    self._encrypted = True
                case "AUTH":
                    _, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
                    self._login = f"{user}:{password}"
                    await self._say("235 welcome", command)
                case "MAIL":
                    self._sender, self._to = _address(line), []
                    await self._say("250 OK", command)
                case "RCPT":
                    said = await self._say("250 OK", command)
                    self._to += [_address(line)] if said.startswith("2") else []
                case "DATA":
                    await self._say("354 go on", command)
                    await self._data()
                case "QUIT":
                    await self._say("221 bye", command)
                    return
                case _:
                    await self._say("250 OK", command)

    async def _data(self) -> None:
        raw = (await self._reader.readuntil(b"\r\n.\r\n"))[:-3].replace(b"\r\n..", b"\r\n.")
        said = await self._say("250 taken", "DATA.")
        if said.startswith("2"):
            await self._server.take(Taken(self._sender, tuple(self._to), self._login, self._encrypted, raw))

    def _extensions(self) -> list[str]:
        offered = ["250-AUTH PLAIN"] if self._encrypted else []
        return [*offered, "250-STARTTLS"] if self._server.tls == "starttls" and not self._encrypted else offered

    async def _say(self, usual: str, command: str) -> str:
        planned = self._server.replies.get(command, [])
        said = planned.pop(0) if planned else usual
        if not said:
            await self._reader.read()
            raise ConnectionError
        self._writer.write(f"{said}\r\n".encode())
        await self._writer.drain()
        return said


@asynccontextmanager
async def mail_server(directory: Path, tls: Literal["starttls", "tls", "none"] = "none") -> AsyncIterator[MailServer]:
    """A server on a free port of loopback. Its certificate is for that address, and signed by itself."""
    server = MailServer(tls=tls)
    if tls != "none":
        server.ca_file = str(_certificate(directory))
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.context.load_cert_chain(server.ca_file)
    context = server.context if tls == "tls" else None
    running = await asyncio.start_server(server.answer, HOST, 0, ssl=context, limit=32 * 1024 * 1024)
    server.port = running.sockets[0].getsockname()[1]
    yield server
    running.close()


def _certificate(directory: Path) -> Path:
    """A file with a key and its certificate."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = directory / "mail.pem"
    plain = serialization.NoEncryption()
    written = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(written + certificate.public_bytes(serialization.Encoding.PEM))
    return path


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]
