"""The whole product, started as a user starts it, in a directory of its own."""

import asyncio
import re
import signal
import socket
import sys
import weakref
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from pydantic_core import to_jsonable_python

from switchboard.config import load
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from tests.kit import handover, own_sounds
from tests.kit.began import began_at
from tests.kit.ports import HOST, Block, bound, bound_for_sip
from tests.kit.web import web_client

READY_S = 60.0
STOP_S = 30.0
ENDED_S = 15.0
LOOK_S = 0.02


def settings_toml(api_port: int, sip_port: int, rtp: Block, extra: str = "", *, tells_phones: bool = False) -> str:
    """Settings for an installation on loopback. Most telephones of tests understand no NOTIFY, so it `tells_phones` of
    their messages only where a test wants that. No call is refused because the machine of the tests is busy.
    """
    return f"""
[api]
host = "127.0.0.1"
port = {api_port}
[sip]
host = "127.0.0.1"
port = {sip_port}
drain_s = 2.0
patience_ms = 0
unsolicited_notify = {str(tells_phones).lower()}
[media]
first_port = {rtp.first}
last_port = {rtp.last}
{extra}
"""


@dataclass(slots=True, weakref_slot=True)
class Product:
    """A running `switchboard serve` and what it printed at its first start.

    Its sockets are bound before it starts, handed over at each start, and kept from everybody else in between.
    """

    directory: Path
    sockets: Mapping[str, socket.socket]
    output: list[str] = field(default_factory=list)
    process: asyncio.subprocess.Process | None = None
    python: str = sys.executable
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _reader: "asyncio.Task[None] | None" = None
    _rtp: Block = field(default_factory=Block)
    _ports: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._ports = {name: sock.getsockname()[1] for name, sock in self.sockets.items()}
        for sock in self.sockets.values():
            weakref.finalize(self, sock.close)

    @classmethod
    def bound(cls, directory: Path, *, portsip: bool = False, sip_host: str = HOST) -> "Product":
        """With its ports; nothing is written or started. `portsip`: also one for that dialect alone."""
        udp, tcp = bound_for_sip(sip_host)
        sockets = {"api": bound(socket.SOCK_STREAM), "sip-udp": udp, "sip-tcp": tcp}
        if portsip:
            sockets["portsip"] = bound(socket.SOCK_STREAM)
        return cls(directory, sockets)

    @classmethod
    def prepare(
        cls,
        directory: Path,
        extra: str = "",
        *,
        portsip: bool = False,
        sip_host: str = HOST,
        tells_phones: bool = False,
    ) -> "Product":
        """The same with settings; nothing is started."""
        product = cls.bound(directory, portsip=portsip, sip_host=sip_host)
        settings = settings_toml(product.api_port, product.sip_port, product._rtp, extra, tells_phones=tells_phones)
        (directory / "switchboard.toml").write_text(settings)
        return product

    @property
    def api_port(self) -> int:
        return self.port("api")

    @property
    def sip_port(self) -> int:
        return self.port("sip-udp")

    def port(self, name: str) -> int:
        """Of one of its sockets."""
        return self._ports[name]

    def release(self) -> None:
        """Leave the ports to the product alone while it runs; it is not started again."""
        for sock in self.sockets.values():
            sock.close()

    async def start(self) -> None:
        """Start and wait until it says that it is ready."""
        self._ready.clear()
        await own_sounds.give(self.data / "prompts")
        self.process = await handover.start(
            self.command("serve"), self.sockets, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        self._reader = asyncio.create_task(self._read())
        try:
            await asyncio.wait_for(self._ready.wait(), READY_S)
        except TimeoutError:
            raise AssertionError("not ready:\n" + "\n".join(self.output)) from None

    async def start_api(self, *before: str, **options: Any) -> asyncio.subprocess.Process:
        """Its api process alone; `before` are words in front of the command line."""
        handed = {name: sock for name, sock in self.sockets.items() if not name.startswith("sip")}
        return await handover.start([*before, *self.command("serve", "--only", "api")], handed, **options)

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
        return [self.python, "-m", "switchboard", "--config", config, "--data", str(self.data), *arguments]

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
        http = web_client(f"http://127.0.0.1:{self.api_port}/openapi/v1.0", {"User-Agent": "OpenAPI"})
        answer = await http.post("/get_token", json={"username": username, "password": password})
        return YeastarClient(http, answer.json()["access_token"])

    def native(self, token: str = "") -> httpx.AsyncClient:
        """A client of the native API with that token, or with the one that the first start printed."""
        token = token or self._printed(r"Native API +token (\S+)")[0]
        headers = {"Authorization": f"Bearer {token}"}
        return web_client(f"http://127.0.0.1:{self.api_port}/rest/v1", headers)

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        """Its database, while it runs or not."""
        database = Database(load(self.directory / "switchboard.toml", data=self.data).database_url)
        await database.connect()
        try:
            yield database
        finally:
            await database.close()

    async def calls(self) -> list[dict[str, object]]:
        """The last calls, newest first, as `switchboard calls --json` prints them."""
        async with self.database() as database:
            return await _calls(database)

    async def ended_calls(self, count: int = 1, since: datetime | None = None) -> list[dict[str, object]]:
        """The newest calls, newest first, as soon as none of them goes on.

        Only those count that began after `since`, which is when the test began.
        """
        since = since or began_at()
        async with asyncio.timeout(ENDED_S), self.database() as database:
            while True:
                known = await _calls(database)
                newest = [call for call in known if _began(call) >= since][:count]
                if len(newest) == count and "open" not in [call["state"] for call in newest]:
                    return newest
                await asyncio.sleep(LOOK_S)

    async def events(self, call: str) -> list[dict[str, object]]:
        """The events of a call, as `switchboard calls show --json` prints them."""
        async with self.database() as database:
            _, rows = await CallLog(database, "").get(DEFAULT_TENANT, call)
        found: list[dict[str, object]] = to_jsonable_python(rows)
        return found

    async def child(self, name: str) -> int:
        """Process id of a part: api, calls or media, of which it is one."""
        return self.children(name)[0]

    def children(self, name: str) -> list[int]:
        """Process ids of all processes of a part."""
        assert self.process is not None
        found = []
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if b"--only" in arguments and arguments[arguments.index(b"--only") + 1].decode() == name:
                found.append(int(pid))
        assert found, f"no process {name}"
        return found

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


@asynccontextmanager
async def running(
    directory: Path, extra: str = "", *, portsip: bool = False, sip_host: str = HOST, tells_phones: bool = False
) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo; it must end well."""
    product = Product.prepare(directory, extra, portsip=portsip, sip_host=sip_host, tells_phones=tells_phones)
    await product.start()
    yield product
    assert await product.stop() == 0


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


async def _calls(database: Database) -> list[dict[str, object]]:
    found: list[dict[str, object]] = to_jsonable_python(await CallLog(database, "").page(DEFAULT_TENANT, limit=20))
    return found


def _began(call: dict[str, object]) -> datetime:
    return datetime.fromisoformat(str(call["started_at"]))
