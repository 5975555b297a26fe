"""The messages of `control.py` on their socket: newline-delimited JSON.

One line is one message of at most ``MAX_LINE_BYTES`` bytes, the newline included.
"""

from typing import Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from switchboard.errors import SwitchboardError
from switchboard.media.control import AskFigures, Command, Event, Message

MAX_LINE_BYTES = 65536

T = TypeVar("T")

_COMMAND: TypeAdapter[Command | AskFigures] = TypeAdapter(Annotated[Command | AskFigures, Field(discriminator="type")])
_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="type")])


class ControlError(SwitchboardError):
    """A line on the control socket is no message. The error says where it is wrong, and repeats nothing of it."""


def encode(message: Message) -> bytes:
    """One line, newline included; raises `ControlError` for one over `MAX_LINE_BYTES`."""
    # What `model_dump_json` does, without making text of it in between: each call sends a handful of lines.
    line = message.__pydantic_serializer__.to_json(message) + b"\n"
    if len(line) > MAX_LINE_BYTES:
        raise ControlError("message too long")
    return line


def decode_command(line: bytes) -> Command | AskFigures:
    """A line from the calls process; raises `ControlError`."""
    return _decode(_COMMAND, line)


def decode_event(line: bytes) -> Event:
    """A line from the worker; raises `ControlError`."""
    return _decode(_EVENT, line)


def _decode(adapter: TypeAdapter[T], line: bytes) -> T:
    if len(line) > MAX_LINE_BYTES:
        raise ControlError("line too long")
    try:
        return adapter.validate_json(line)
    except ValidationError as error:
        # The place alone: an error with what was sent could show keys that a caller pressed.
        where = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise ControlError(f"not a message: {where or 'line'}") from None


class LineSplitter:
    """Cuts a byte stream into lines without their newline; raises `ControlError` when one grows too long."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Returns all lines that ``data`` completes."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) >= MAX_LINE_BYTES:
            raise ControlError("line too long")
        return [line for line in lines if line]
