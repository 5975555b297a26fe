"""Commands between the processes of one machine: newline-delimited JSON over a Unix socket of our user's alone.

A connection carries any number of commands, one a line of at most ``MAX_COMMAND_BYTES`` bytes, and each is answered by
one line of at most ``MAX_ANSWER_BYTES``. A command that begins a conversation is the last one: it is answered by line
after line, until either side closes the connection.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from switchboard.descriptors import Server
from switchboard.errors import Unavailable
from switchboard.unix_socket import listen

MAX_COMMAND_BYTES = 4096
MAX_ANSWER_BYTES = 1024 * 1024

Tell = Callable[[BaseModel], Awaitable[None]]
Conversation = Callable[[Tell], Awaitable[None]]
"""Answers by many lines. It is cancelled when who has commanded goes away, and ends the connection when it returns."""
Obey = Callable[[bytes], Awaitable[BaseModel | Conversation]]
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
                answer = await self._obey(line)
                if not isinstance(answer, BaseModel):
                    await _converse(answer, reader, writer)
                    break
                await _tell(writer, answer)
        writer.close()


async def _converse(conversation: Conversation, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    async def tell() -> None:
        await conversation(partial(_tell, writer))

    tasks = {asyncio.create_task(tell()), asyncio.create_task(_until_gone(reader))}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _until_gone(reader: asyncio.StreamReader) -> None:
    """Whatever is said meanwhile is nothing to us."""
    while await reader.read(MAX_COMMAND_BYTES):
        pass


async def _tell(writer: asyncio.StreamWriter, content: BaseModel) -> None:
    writer.write(_line(content))
    await writer.drain()


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


@contextlib.asynccontextmanager
async def conversing(path: Path, command: BaseModel, timeout_s: float) -> AsyncIterator[AsyncIterator[bytes]]:
    """Begin a conversation by a command; the lines that answer it, until the other process has no more to say.

    Raises Unavailable when nobody listens within `timeout_s`.
    """
    try:
        async with asyncio.timeout(timeout_s):
            reader, writer = await asyncio.open_unix_connection(str(path), limit=MAX_ANSWER_BYTES)
    except (OSError, TimeoutError) as error:
        raise Unavailable(f"nobody answers at {path.name}") from error
    try:
        writer.write(_line(command))
        yield _lines(reader)
    finally:
        writer.close()


async def _lines(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    with contextlib.suppress(OSError, ValueError):
        while line := await reader.readline():
            yield line


def _line(content: BaseModel) -> bytes:
    return content.model_dump_json().encode() + b"\n"
