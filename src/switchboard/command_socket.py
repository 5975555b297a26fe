"""Commands between the processes of one machine: newline-delimited JSON over a Unix socket of our user's alone.

A connection carries any number of commands, one a line of at most ``MAX_COMMAND_BYTES`` bytes, and each is answered by
one line of at most ``MAX_ANSWER_BYTES``.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from pydantic import BaseModel

from switchboard.descriptors import Server
from switchboard.errors import Unavailable
from switchboard.unix_socket import listen

MAX_COMMAND_BYTES = 4096
MAX_ANSWER_BYTES = 1024 * 1024

Obey = Callable[[bytes], Awaitable[BaseModel]]
"""Carries out the command of a line; returns the answer."""


class CommandServer:
    """The end of the process that obeys."""

    def __init__(self, path: Path, obey: Obey) -> None:
        self._path = path
        self._obey = obey
        self._server: Server | None = None

    async def start(self) -> None:
        """Listen. Raises OSError when another process serves the path."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._server = Server(listen(self._path), self._connected)

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._path.unlink(missing_ok=True)

    def _connected(self) -> asyncio.StreamReaderProtocol:
        return asyncio.StreamReaderProtocol(asyncio.StreamReader(limit=MAX_COMMAND_BYTES), self._serve)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError):  # ValueError: the line is too long
            while line := await reader.readline():
                writer.write(_line(await self._obey(line)))
                await writer.drain()
        writer.close()


async def ask(path: Path, command: BaseModel, timeout_s: float) -> bytes:
    """The line that answers a command. Raises Unavailable when none comes in time, whatever ails the other process."""
    try:
        async with asyncio.timeout(timeout_s):
            reader, writer = await asyncio.open_unix_connection(str(path), limit=MAX_ANSWER_BYTES)
            try:
                writer.write(_line(command))
                line = await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError, ValueError) as error:
        raise Unavailable(f"nobody answers at {path.name}") from error
    if not line:
        raise Unavailable(f"nobody answers at {path.name}")
    return line


def _line(content: BaseModel) -> bytes:
    return content.model_dump_json().encode() + b"\n"
