"""Asterisk as a peer: a real PBX with a configuration of its own, driven and watched over its manager interface."""

import asyncio
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.kit.ports import HOST, reserved_port
from tests.kit.programs import terminated

ROOT = Path(__file__).parents[2]
READY_S = 20.0
EVENT_S = 12.0
STOP_S = 5.0
RTP_PORTS = 100
SECRET = "tests"

Event = Mapping[str, str]

FILES = {
    "asterisk.conf": """\
[directories]
astetcdir => {directory}
astvarlibdir => {directory}
astdbdir => {directory}
astkeydir => {directory}
astcachedir => {directory}
astspooldir => {directory}
astrundir => {directory}
astlogdir => {directory}
{installed}
""",
    "modules.conf": "[modules]\nautoload = yes\n",
    "logger.conf": "[general]\n[logfiles]\n/dev/stdout => notice,warning,error,verbose\n",
    "manager.conf": """\
[general]
enabled = yes
bindaddr = {host}
port = {manager_port}
[{secret}]
secret = {secret}
read = all
write = all
""",
    "rtp.conf": "[general]\nrtpstart = {first_rtp_port}\nrtpend = {last_rtp_port}\n",
}
"""What Asterisk needs to run beside others of its kind; what it is to tests comes from them."""


@dataclass(slots=True)
class Asterisk:
    """A running Asterisk. `seen` are the events of its manager interface."""

    directory: Path
    sip_port: int
    process: asyncio.subprocess.Process
    printed: list[str] = field(default_factory=list)
    seen: list[Event] = field(default_factory=list)
    _answers: "asyncio.Queue[Event]" = field(default_factory=asyncio.Queue)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _writer: asyncio.StreamWriter | None = None
    _tasks: "list[asyncio.Task[None]]" = field(default_factory=list)

    @classmethod
    async def start(cls, directory: Path, sip_port: int, files: Mapping[str, str]) -> "Asterisk":
        """Start one whose `files`, such as pjsip.conf, bind `sip_port`, and wait until it takes calls."""
        command, installed = await asyncio.to_thread(_installed)
        manager_port, first = reserved_port(), reserved_port(RTP_PORTS)
        values: dict[str, object] = {
            "directory": directory,
            "installed": installed,
            "host": HOST,
            "manager_port": manager_port,
            "secret": SECRET,
            "first_rtp_port": first,
            "last_rtp_port": first + RTP_PORTS - 1,
        }
        directory.mkdir(exist_ok=True)
        for name, text in FILES.items():
            (directory / name).write_text(text.format_map(values))
        for name, text in files.items():
            (directory / name).write_text(text)
        process = await asyncio.create_subprocess_exec(
            *(*command, "-f", "-C", str(directory / "asterisk.conf")),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        asterisk = cls(directory, sip_port, process)
        await asterisk._connect(manager_port)
        return asterisk

    async def action(self, name: str, **parameters: object) -> Event:
        """An action of the manager interface, which must succeed: its answer."""
        assert self._writer is not None
        lines = [f"{key}: {value}" for key, value in {"Action": name, **parameters}.items()]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await self._writer.drain()
        answer = await asyncio.wait_for(self._answers.get(), EVENT_S)
        assert answer["Response"] != "Error", (name, parameters, answer)
        return answer

    async def event(self, kind: str, within_s: float = EVENT_S, **fields: str) -> Event:
        """The first event of that kind that has come or comes with these fields; it is not found again."""
        try:
            async with asyncio.timeout(within_s):
                while True:
                    for index, event in enumerate(self.seen):
                        if event["Event"] == kind and fields.items() <= event.items():
                            return self.seen.pop(index)
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            seen = [event for event in self.seen if event["Event"] == kind]
            raise AssertionError(f"no {kind} with {fields}, only {seen}\n{self.log()[-8000:]}") from None

    async def has_no_channel(self) -> None:
        """Wait until nothing is left of any call."""
        async with asyncio.timeout(EVENT_S):
            while int((await self.action("CoreStatus"))["CoreCurrentCalls"]) > 0:
                self._changed.clear()
                await self._changed.wait()

    def log(self) -> str:
        """What it printed."""
        return "\n".join(self.printed)

    async def close(self) -> None:
        """End it at once, with all its calls."""
        await terminated(self.process, STOP_S)
        if self._writer is not None:
            self._writer.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connect(self, port: int) -> None:
        self._tasks.append(asyncio.create_task(self._read_output()))
        await asyncio.wait_for(self._ready.wait(), READY_S)
        assert self.process.returncode is None, self.log()
        reader, self._writer = await asyncio.open_connection(HOST, port)
        await reader.readline()
        self._tasks.append(asyncio.create_task(self._read_messages(reader)))
        await self.action("Login", Username=SECRET, Secret=SECRET)
        await self.event("FullyBooted")

    async def _read_output(self) -> None:
        """What it prints; it is ready or gone when `_ready` is set."""
        assert self.process.stdout is not None
        async for raw in self.process.stdout:
            self.printed.append(raw.decode(errors="replace").rstrip())
            if "Asterisk Ready." in self.printed[-1]:
                self._ready.set()
        await self.process.wait()
        self._ready.set()

    async def _read_messages(self, reader: asyncio.StreamReader) -> None:
        """Blocks of lines until Asterisk is gone."""
        message: dict[str, str] = {}
        async for raw in reader:
            name, colon, value = raw.decode(errors="replace").rstrip("\r\n").partition(":")
            if colon:
                message[name] = value.strip()
            elif message:
                self._take(message)
                message = {}

    def _take(self, message: Event) -> None:
        if "Event" in message:
            self.seen.append(message)
            self._changed.set()
        else:
            self._answers.put_nowait(message)


def _installed() -> tuple[list[str], str]:
    """How Asterisk is started, and what asterisk.conf says of where it is installed."""
    found = subprocess.run([ROOT / "tools" / "asterisk"], capture_output=True, text=True)
    assert found.returncode == 0, f"tools/asterisk finds none and cannot fetch any: {found.stderr}"
    place = Path(found.stdout.strip())
    if place.is_file():
        return [str(place)], ""
    (loader,) = place.glob("usr/lib/*/ld-linux*.so.*")
    (modules,) = place.glob("usr/lib/*/asterisk/modules")
    libraries = modules.parent.parent
    command = [str(loader), "--library-path", str(libraries), str(place / "usr/sbin/asterisk")]
    return command, f"astmoddir => {modules}\nastdatadir => {place / 'usr/share/asterisk'}"
