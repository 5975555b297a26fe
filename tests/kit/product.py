"""The whole product, started as a user starts it, in a directory of its own."""

import asyncio
import json
import os
import re
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

import httpx

READY_S = 60.0
STOP_S = 30.0


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A loopback port that nobody has right now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def free_sip_port() -> int:
    """A port that is free for UDP and TCP."""
    while True:
        port = free_port(socket.SOCK_DGRAM)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def settings_toml(api_port: int, sip_port: int, first_rtp_port: int, extra: str = "") -> str:
    """Settings for an installation on loopback."""
    return f"""
[api]
host = "127.0.0.1"
port = {api_port}
[sip]
host = "127.0.0.1"
port = {sip_port}
drain_s = 2.0
[media]
first_port = {first_rtp_port}
last_port = {first_rtp_port + 399}
{extra}
"""


@dataclass(slots=True)
class Product:
    """A running `switchboard serve` and what it printed at its first start."""

    directory: Path
    api_port: int
    sip_port: int
    output: list[str] = field(default_factory=list)
    process: asyncio.subprocess.Process | None = None
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _reader: "asyncio.Task[None] | None" = None

    @classmethod
    def prepare(cls, directory: Path, extra: str = "") -> "Product":
        """Write settings for free ports; nothing is started."""
        product = cls(directory, free_port(), free_sip_port())
        first_rtp_port = 20000 + (os.getpid() * 400) % 20000
        (directory / "switchboard.toml").write_text(
            settings_toml(product.api_port, product.sip_port, first_rtp_port, extra)
        )
        return product

    async def start(self) -> None:
        """Start and wait until it says that it is ready."""
        self._ready.clear()
        self.process = await asyncio.create_subprocess_exec(
            *self.command("serve"), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        self._reader = asyncio.create_task(self._read())
        try:
            await asyncio.wait_for(self._ready.wait(), READY_S)
        except TimeoutError:
            raise AssertionError("not ready:\n" + "\n".join(self.output)) from None

    async def stop(self) -> int:
        """SIGTERM, and the exit status."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """The exit status, once it and all its children are gone."""
        assert self.process is not None
        status = await asyncio.wait_for(self.process.wait(), STOP_S)
        assert self._reader is not None
        await self._reader
        return status

    def command(self, *arguments: str) -> list[str]:
        """The command line of `switchboard ARGUMENTS` for this installation."""
        config = str(self.directory / "switchboard.toml")
        return [sys.executable, "-m", "switchboard", "--config", config, "--data", str(self.data), *arguments]

    @property
    def data(self) -> Path:
        return self.directory / "data"

    async def cli(self, *arguments: str) -> str:
        """What a command prints; it must succeed."""
        status, output, problems = await self._run(*arguments)
        assert status == 0, problems
        return output

    async def complaint(self, *arguments: str) -> str:
        """What a command complains of; it must fail."""
        status, output, problems = await self._run(*arguments)
        assert status == 1, output
        return problems

    async def _run(self, *arguments: str) -> tuple[int | None, str, str]:
        process = await asyncio.create_subprocess_exec(
            *self.command(*arguments), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        output, problems = await process.communicate()
        return process.returncode, output.decode(), problems.decode()

    def sip_password(self, number: str) -> str:
        """The password that the first start printed for an extension."""
        return self._printed(rf"SIP account +username {number} +password (\S+)")[0]

    def api_client(self) -> tuple[str, str]:
        """Client id and secret of the Yeastar API, as printed."""
        client_id, secret = self._printed(r"Yeastar API +username (\S+) +password (\S+)")
        return client_id, secret

    def first_user(self) -> tuple[str, str]:
        """Name and password of the first user, as printed."""
        name, password = self._printed(r"User +username (\S+) +password (\S+)")
        return name, password

    async def yeastar(self) -> "YeastarClient":
        """A logged-in client."""
        username, password = self.api_client()
        http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.api_port}/openapi/v1.0", headers={"User-Agent": "OpenAPI"}
        )
        answer = await http.post("/get_token", json={"username": username, "password": password})
        return YeastarClient(http, answer.json()["access_token"])

    def native(self) -> httpx.AsyncClient:
        """A client of the native API with the token that the first start printed."""
        (token,) = self._printed(r"Native API +token (\S+)")
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.api_port}/rest/v1", headers=headers, timeout=30)

    async def calls(self) -> list[dict[str, object]]:
        """The last calls, newest first."""
        found: list[dict[str, object]] = json.loads(await self.cli("calls", "--json"))
        return found

    async def events(self, call: str) -> list[dict[str, object]]:
        """The events of a call."""
        found: list[dict[str, object]] = json.loads(await self.cli("calls", "show", call, "--json"))
        return found

    async def child(self, name: str) -> int:
        """Process id of a part: api, calls or media."""
        assert self.process is not None
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if b"--only" in arguments and arguments[arguments.index(b"--only") + 1].decode() == name:
                return int(pid)
        raise AssertionError(f"no process {name}")

    def _printed(self, pattern: str) -> tuple[str, ...]:
        for line in self.output:
            if found := re.search(pattern, line):
                return found.groups()
        raise AssertionError(f"not printed: {pattern}")

    async def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        async for raw in self.process.stdout:
            line = raw.decode().rstrip()
            self.output.append(line)
            if "ready to take calls" in line:
                self._ready.set()


@dataclass(slots=True)
class YeastarClient:
    """Calls of the Yeastar API with a token."""

    http: httpx.AsyncClient
    token: str

    async def get(self, path: str, **parameters: str | int) -> dict[str, object]:
        answer = await self.http.get(path, params={"access_token": self.token, **parameters})
        body: dict[str, object] = answer.json()
        return body

    async def post(self, path: str, body: object) -> dict[str, object]:
        answer = await self.http.post(path, params={"access_token": self.token}, json=body)
        found: dict[str, object] = answer.json()
        return found

    async def close(self) -> None:
        await self.http.aclose()
