"""baresip as a phone: a real SIP stack, driven over its control socket, that talks and keeps what it hears."""

import asyncio
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import soundfile

from tests.kit.ports import reserved_port
from tests.kit.programs import terminated

READY = "baresip is ready."
READY_S = 10.0
EVENT_S = 12.0
RATE_HZ = 8000

# snd_path is the directory in which it is started: baresip cuts names of more than 128 characters off.
# Asterisk goes on with the packets of another sender as soon as it relays them. The jitter buffer of baresip 1 would
# drop them all as late where their sequence numbers are lower, so there is none.
CONFIG = """\
poll_method epoll
sip_listen 127.0.0.1:{sip_port}
net_interface 127.0.0.1
call_max_calls 4
audio_source ausine,{tone_hz}
jitter_buffer_delay 0-0
ausrc_srate 48000
ausrc_channels 2
audio_player aubridge,heard
audio_alert aubridge,alert
ausrc_format s16
auplay_format s16
module_path {modules}
module {codec}.so
module sndfile.so
module ausine.so
module aubridge.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control_port}
snd_path .
"""


@dataclass(slots=True)
class Baresip:
    """One phone of one extension."""

    directory: Path
    number: str
    domain: str
    process: asyncio.subprocess.Process
    printed: list[str] = field(default_factory=list)
    seen: list[Mapping[str, str]] = field(default_factory=list)
    _used: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _writer: asyncio.StreamWriter | None = None
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: "list[asyncio.Task[None]]" = field(default_factory=list)

    @classmethod
    async def start(
        cls,
        directory: Path,
        number: str,
        password: str,
        sip_port: int,
        *,
        tone_hz: int = 440,
        codec: str = "g711",
        register: bool = True,
        extra: str = "",
        domain: str = "",
        lamp: bool = False,
        tls_ca: Path | None = None,
        encrypts: bool = False,
    ) -> "Baresip":
        """Start a phone for the extension `number` of the product at `sip_port` and, unless told, wait for its 200.

        In every call it says that tone. With a `domain` its account is there and the product its outbound proxy. With a
        `lamp` it subscribes to its messages. With the authorities in `tls_ca` it speaks TLS, to that port; with
        `encrypts` it takes and offers encrypted audio alone.
        """
        own = directory / f"baresip-{number}{domain}-{tone_hz}"
        own.mkdir()
        control_port = reserved_port()
        if domain:
            extra += f';outbound="sip:127.0.0.1:{sip_port}"'
        else:
            domain = f"127.0.0.1:{sip_port}" + (";transport=tls" if tls_ca else "")
        extra += ";mediaenc=srtp-mand" if encrypts else ""
        interval_s = 600 if register else 0
        (own / "config").write_text(
            CONFIG.format(
                sip_port=reserved_port(2),  # baresip listens for TLS on the next one
                tone_hz=tone_hz,
                modules=_modules(),
                codec=codec,
                control_port=control_port,
            )
            + ("module_app mwi.so\n" if lamp else "")
            + ("module srtp.so\n" if encrypts else "")
            + (f"sip_cafile {tls_ca}\n" if tls_ca else "")
        )
        (own / "accounts").write_text("")
        (own / "uuid").write_text("00000000-0000-4000-8000-000000000000\n")
        (own / "contacts").write_text("")
        phone = cls(own, number, domain, await _launch(own))
        await phone._connect(control_port)
        account = f"<sip:{number}@{domain}>;auth_user={number};auth_pass={password};regint={interval_s}{extra}"
        await phone.command("uanew", account)
        if register:
            await phone.event("REGISTER_OK")
        return phone

    async def command(self, command: str, params: str = "") -> None:
        """A command of baresip's menu, such as `dial`, `hold` or `sndcode`."""
        assert self._writer is not None
        body = json.dumps({"command": command, "params": params, "token": command}).encode()
        self._writer.write(b"%d:%s," % (len(body), body))
        await self._writer.drain()

    async def dial(self, number: str) -> None:
        """Begin a call."""
        await self.command("dial", f"sip:{number}@{self.domain}")

    async def press(self, key: str) -> None:
        """Send a key in the call, by RFC 4733."""
        await self.command("sndcode", key)

    async def hand_over(self, call_id: str, *, outgoing: bool = False) -> None:
        """Attended transfer: who is in the newest call is left to who is in the other, which has that Call-ID.

        baresip 1.0 has no command for it, but sends whatever URI it is given (RFC 3891 §3 says which tag is whose).
        """
        ours, theirs = ("From", "To") if outgoing else ("To", "From")
        heads = [head for head in self.log().split("\n\n") if f"\nCall-ID: {call_id}\n" in head]
        answer = next(head for head in heads if "\nSIP/2.0 200 " in head and re.search("^CSeq: .* INVITE$", head, re.M))
        tags = dict(re.findall(r"^(From|To): .*;tag=(\S+)$", answer, re.MULTILINE))
        replaces = quote(f"{call_id};to-tag={tags[theirs]};from-tag={tags[ours]}", safe="")
        await self.command("transfer", f"<sip:consulted@{self.domain}?Replaces={replaces}>")

    async def event(self, kind: str, within_s: float = EVENT_S) -> Mapping[str, str]:
        """The next event of that kind after the one that was awaited last."""
        try:
            async with asyncio.timeout(within_s):
                while True:
                    while self._used < len(self.seen):
                        self._used += 1
                        if self.seen[self._used - 1]["type"] == kind:
                            return self.seen[self._used - 1]
                    await self._next_event(within_s)
        except TimeoutError:
            raise AssertionError(f"{self.number}: no {kind} after {self.seen}\n{self.log()}") from None

    async def gets_audio(self) -> None:
        """Wait until it has got audio in a call, now or before."""
        async with asyncio.timeout(EVENT_S):
            while all(event["type"] != "CALL_RTPESTAB" for event in self.seen):
                await self._next_event(EVENT_S)

    def heard(self) -> npt.NDArray[np.int16]:
        """What it heard in its calls up to the first hold, decoded, at the codec's rate; complete once it is closed.

        baresip 1.0 ends the file of a call when that call is held.
        """
        return _samples(sorted(self.directory.glob("dump-*-dec.wav")))

    def log(self) -> str:
        """What baresip printed."""
        return "\n".join(self.printed)

    async def close(self) -> None:
        """Quit; whatever it has is hung up and unregistered."""
        await terminated(self.process, 5.0)
        if self._writer is not None:
            self._writer.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connect(self, port: int) -> None:
        self._tasks.append(asyncio.create_task(self._read_output()))
        await asyncio.wait_for(self._ready.wait(), READY_S)
        assert READY in self.printed, self.log()
        reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        self._tasks.append(asyncio.create_task(self._read_events(reader)))

    async def _read_output(self) -> None:
        """What it prints; it is ready or gone when `_ready` is set."""
        assert self.process.stdout is not None
        async for raw in self.process.stdout:
            self.printed.append(raw.decode(errors="replace").rstrip())
            if self.printed[-1] == READY:
                self._ready.set()
        self._ready.set()

    async def _read_events(self, reader: asyncio.StreamReader) -> None:
        """Netstrings of JSON until baresip is gone."""
        try:
            while True:
                length = await reader.readuntil(b":")
                body = await reader.readexactly(int(length[:-1]) + 1)
                message = json.loads(body[:-1])
                if message.get("event"):
                    async with self._changed:
                        self.seen.append(message)
                        self._changed.notify_all()
        except (asyncio.IncompleteReadError, ConnectionError):
            return

    async def _next_event(self, within_s: float) -> None:
        try:
            async with asyncio.timeout(within_s), self._changed:
                await self._changed.wait()
        except TimeoutError:
            return


async def _launch(directory: Path) -> asyncio.subprocess.Process:
    program = shutil.which("baresip")
    assert program, "baresip is not installed (Debian: apt-get install baresip-core)"
    return await asyncio.create_subprocess_exec(
        *(program, "-4", "-s", "-f", str(directory)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=directory,
    )


def _modules() -> Path:
    found = [
        path.parent for root in ("/usr/lib", "/usr/local/lib") for path in Path(root).rglob("baresip/**/ausine.so")
    ]
    assert found, "baresip's modules are not installed (Debian: apt-get install baresip-core)"
    return found[0]


def _samples(files: list[Path]) -> npt.NDArray[np.int16]:
    parts = [soundfile.read(file, dtype="int16")[0] for file in files]
    return np.concatenate(parts) if parts else np.empty(0, np.int16)
