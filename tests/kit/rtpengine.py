"""rtpengine from the distribution beside the edge, without its kernel module."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.kit.ports import HOST, Block, reserved_port
from tests.kit.processes import until
from tests.kit.programs import terminated

STOP_S = 10.0
ANSWER_S = 5.0

CONFIG = """
[rtpengine]
table = -1
interface = {host}
listen-ng = {host}:{port}
port-min = {first}
port-max = {last}
delete-delay = 0
num-threads = 2
foreground = true
log-stderr = true
"""


class RtpengineMissingError(Exception):
    """There is no rtpengine on this machine."""


@dataclass(frozen=True, slots=True)
class Rtpengine:
    """A running one, which takes commands at a port."""

    port: int

    @property
    def address(self) -> str:
        """As `switchboard kamailio --rtpengine` takes it."""
        return f"udp:{HOST}:{self.port}"

    async def has_no_calls(self) -> None:
        """Wait until it knows of no call."""

        async def is_so() -> bool:
            return await self._asked("list") == b"d5:callsle6:result2:oke"

        await until(is_so)

    async def answers(self) -> bool:
        return await self._asked("ping") == b"d6:result4:ponge"

    async def _asked(self, command: str) -> bytes:
        """What it answers; nothing if it does not run."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.setblocking(False)
            asking.connect((HOST, self.port))
            try:
                # A question with a cookie that it has seen gets the former answer again.
                cookie = uuid4().hex.encode()
                asking.send(b"%b d7:command%d:%be" % (cookie, len(command), command.encode()))
                answer = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(asking, 65536), ANSWER_S)
            except (ConnectionError, TimeoutError):
                return b""
        return answer.partition(b" ")[2]


@asynccontextmanager
async def rtpengine(directory: Path) -> AsyncIterator[Rtpengine]:
    """One that runs meanwhile. Raises RtpengineMissingError."""
    program = shutil.which("rtpengine", path="/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin")
    if program is None:
        raise RtpengineMissingError("rtpengine was not found (Debian: apt-get install rtpengine-daemon)")
    found, ports = Rtpengine(reserved_port()), Block()
    settings = directory / "rtpengine.conf"
    settings.write_text(CONFIG.format(host=HOST, port=found.port, first=ports.first, last=ports.last))
    with (directory / "rtpengine.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            program, f"--config-file={settings}", stdout=log, stderr=asyncio.subprocess.STDOUT
        )
    try:
        await until(found.answers)
        yield found
    finally:
        await terminated(process, STOP_S)
