"""Kamailio from the distribution as the edge, with the configuration that `switchboard kamailio` prints."""

import asyncio
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.kit.programs import terminated

STOP_S = 10.0


class KamailioMissingError(Exception):
    """There is no Kamailio on this machine."""


def program() -> str:
    """Raises KamailioMissingError."""
    if found := shutil.which("kamailio", path="/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin"):
        return found
    raise KamailioMissingError("kamailio was not found (Debian: apt-get install kamailio kamailio-tls-modules)")


async def checked(configuration: Path) -> str:
    """What Kamailio says against a configuration; "" if it takes it."""
    process = await asyncio.create_subprocess_exec(
        *(program(), "-c", "-f", str(configuration)), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    _, problems = await process.communicate()
    return "" if process.returncode == 0 else problems.decode()


@dataclass(slots=True)
class Kamailio:
    """A running edge. `directory` has kamailio.cfg and dispatcher.list."""

    directory: Path
    process: asyncio.subprocess.Process
    printed: list[str] = field(default_factory=list)
    _reader: "asyncio.Task[None] | None" = None

    @classmethod
    async def start(cls, directory: Path) -> "Kamailio":
        """It runs, but may not listen yet."""
        process = await asyncio.create_subprocess_exec(
            *(program(), "-f", str(directory / "kamailio.cfg"), "-Y", str(directory), "-w", str(directory)),
            *("-DD", "-E", "-m", "32", "-M", "4"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        edge = cls(directory, process)
        edge._reader = asyncio.create_task(edge._read())
        return edge

    async def is_active(self, address: str) -> bool:
        """Whether it gives calls to the node of that SIP URI, as `kamcmd dispatcher.list` shows."""
        process = await asyncio.create_subprocess_exec(
            *("kamcmd", "-s", f"unix:{self.directory}/control", "dispatcher.list"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        listed, _ = await process.communicate()
        return re.search(rf"URI: {re.escape(address)}\s+FLAGS: AP", listed.decode()) is not None

    async def stop(self) -> None:
        await terminated(self.process, STOP_S)
        if self._reader is not None:
            await self._reader

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for raw in self.process.stdout:
            self.printed.append(raw.decode(errors="replace").rstrip())
