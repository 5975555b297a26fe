"""SIPp as caller, callee and registering phone; its audio is an `RtpEnd` of the test."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.kit.ports import udp_ports_in_use

SCENARIOS = Path(__file__).parent / "sipp"
LIMIT_S = 60
SEEN_S = 20.0
LOOK_S = 0.01


@dataclass(slots=True)
class Sipp:
    """One run of a SIPp scenario against the product's SIP port."""

    process: asyncio.subprocess.Process
    log: Path
    _fifo: Path
    _trace: bytearray = field(default_factory=bytearray)
    _more: asyncio.Event = field(default_factory=asyncio.Event)
    _reading: "asyncio.Task[None] | None" = None

    @classmethod
    async def start(
        cls, directory: Path, scenario: str, sip_port: int, *, local_port: int, tcp: bool = False, **keys: object
    ) -> "Sipp":
        """Run `scenario`.xml once, with `keys` in the places of their @name@; over UDP it listens when this returns."""
        log = directory / f"{scenario}-{local_port}.log"
        fifo = Path(f"{log}.msg")
        fifo.unlink(missing_ok=True)
        os.mkfifo(fifo)
        end = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
        process = await asyncio.create_subprocess_exec(
            *("sipp", f"127.0.0.1:{sip_port}", "-sf", str(_rendered(directory, scenario, local_port, keys))),
            *("-i", "127.0.0.1", "-p", str(local_port), "-m", "1", "-nostdin", "-timeout", f"{LIMIT_S}s"),
            *("-timeout_error", "-trace_err", "-error_file", str(log), "-trace_msg", "-message_file", str(fifo)),
            *(["-t", "t1"] if tcp else []),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=directory,
        )
        sipp = cls(process, log, fifo)
        sipp._reading = asyncio.create_task(sipp._read(end))
        # Else who is called at once would be unreachable on a busy machine. SIPp says nothing when it listens.
        while True:
            if tcp or process.returncode is not None or local_port in udp_ports_in_use():
                return sipp
            await asyncio.sleep(LOOK_S)

    @property
    def messages(self) -> str:
        """Every message that it has sent and received so far, each under a line that says which."""
        return self._trace.decode(errors="replace").replace("\r\n", "\n")

    async def sees(self, wanted: Callable[[str], bool]) -> None:
        """Wait until its messages are as wanted."""
        async with asyncio.timeout(SEEN_S):
            while not wanted(self.messages):
                assert self._reading is not None
                assert not self._reading.done(), self.report()
                self._more.clear()
                await self._more.wait()

    async def succeeds(self) -> None:
        """Wait for its end; the scenario must have gone as written."""
        status = await asyncio.wait_for(self._ended(), LIMIT_S + 10)
        assert status == 0, self.report()

    def report(self) -> str:
        """Its errors and the messages it saw."""
        errors = self.log.read_text() if self.log.exists() else ""
        return f"{errors}\n{self.messages}"[-6000:]

    async def kill(self) -> None:
        """End it if it still runs."""
        if self.process.returncode is None:
            self.process.kill()
        await self._ended()

    async def _ended(self) -> int:
        """The exit status, once its last message is read."""
        status = await self.process.wait()
        # A FIFO ends when its last writer goes: one that comes and goes ends it also where SIPp never came so far.
        with suppress(OSError):
            os.close(os.open(self._fifo, os.O_WRONLY | os.O_NONBLOCK))
        assert self._reading is not None
        await self._reading
        return status

    async def _read(self, end: int) -> None:
        reader = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(end, "rb", buffering=0)
        )
        while data := await reader.read(65536):
            self._trace += data
            self._more.set()
        transport.close()
        self._more.set()


def _rendered(directory: Path, scenario: str, local_port: int, keys: dict[str, object]) -> Path:
    """The scenario with its places filled: SIPp itself fills none inside [authentication]."""
    text = (SCENARIOS / f"{scenario}.xml").read_text()
    for name, value in keys.items():
        text = text.replace(f"@{name}@", str(value))
    file = directory / f"{scenario}-{local_port}.xml"
    file.write_text(text)
    return file
