"""Commands to the calls process of this machine: newline-delimited JSON over a Unix stream socket.

A connection carries any number of commands, one a line of at most ``MAX_LINE_BYTES`` bytes, and each is answered by
one line. The API hangs calls up by it.
"""

import asyncio
import contextlib
from pathlib import Path
from typing import Annotated, Literal, Protocol

import structlog
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from switchboard.call.record import CallRecord
from switchboard.descriptors import Server
from switchboard.errors import SwitchboardError, Unavailable
from switchboard.store.calls.log import CallLog
from switchboard.unix_socket import listen

log = structlog.get_logger()

MAX_LINE_BYTES = 4096
ANSWER_S = 5.0


class Line(BaseModel):
    """What all commands and answers share: frozen, and nothing beside the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class HangUp(Line):
    """End a running call at once; answered by `Done`, or `Refused` with reason ``no-such-call``."""

    type: Literal["hangup"] = "hangup"
    call: Annotated[str, Field(max_length=255)]
    tenant: int


class Done(Line):
    """The command is obeyed."""

    type: Literal["done"] = "done"


class Refused(Line):
    """The command cannot be obeyed; why, as a stable kebab-case code."""

    type: Literal["refused"] = "refused"
    reason: Literal["no-such-call", "malformed"]


Answer = Done | Refused
_ANSWER: TypeAdapter[Answer] = TypeAdapter(Annotated[Answer, Field(discriminator="type")])


class CallOver(SwitchboardError):
    """The call does not run any more."""

    code = "call-over"


class CallElsewhere(SwitchboardError):
    """The call runs on another machine, which alone can end it."""

    code = "call-elsewhere"

    def __init__(self, node: str) -> None:
        super().__init__(f"the call runs on the node {node}: ask there")
        self.node = node


class Calls(Protocol):
    """Who has the running calls."""

    def hang_up(self, call: str, tenant: int) -> bool:
        """End a call; False when there is no such call."""
        ...


class ControlServer:
    """The calls process's end."""

    def __init__(self, path: Path, calls: Calls) -> None:
        self._path = path
        self._calls = calls
        self._server: Server | None = None

    async def start(self) -> None:
        """Raises OSError when another process serves the path."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._server = Server(listen(self._path), self._connected)

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._path.unlink(missing_ok=True)

    def _connected(self) -> asyncio.StreamReaderProtocol:
        return asyncio.StreamReaderProtocol(asyncio.StreamReader(limit=MAX_LINE_BYTES), self._serve)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError):  # ValueError: the line is too long
            while line := await reader.readline():
                writer.write(_encoded(self._obey(line)))
                await writer.drain()
        writer.close()

    def _obey(self, line: bytes) -> Answer:
        try:
            command = HangUp.model_validate_json(line)
        except ValidationError:
            return Refused(reason="malformed")
        if not self._calls.hang_up(command.call, command.tenant):
            return Refused(reason="no-such-call")
        log.info("call hung up by command", call=command.call)
        return Done()


async def hang_up(calls: CallLog, node: str, path: Path, tenant: int, call: str) -> CallRecord:
    """End a running call of this node; returns what is known of it.

    Raises NotFound, CallOver, CallElsewhere, and Unavailable when the calls process does not answer.
    """
    record, _ = await calls.get(tenant, call)
    if record.state != "open":
        raise CallOver("the call is over")
    if record.node != node:
        raise CallElsewhere(record.node)
    if isinstance(await _ask(path, HangUp(call=call, tenant=tenant)), Refused):
        raise CallOver("the call is over")
    return record


async def _ask(path: Path, command: HangUp) -> Answer:
    try:
        async with asyncio.timeout(ANSWER_S):
            reader, writer = await asyncio.open_unix_connection(str(path), limit=MAX_LINE_BYTES)
            try:
                writer.write(_encoded(command))
                return _ANSWER.validate_json(await reader.readline())
            finally:
                writer.close()
    except (OSError, TimeoutError, ValueError) as error:
        raise Unavailable("the calls process of this machine does not answer") from error


def _encoded(line: Line) -> bytes:
    return line.model_dump_json().encode() + b"\n"
