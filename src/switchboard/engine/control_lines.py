"""The lines of the command socket of the calls process: what all commands and answers share."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from switchboard.command_socket import ask
from switchboard.errors import Unavailable

ANSWER_S = 5.0


class Line(BaseModel):
    """What all commands and answers share: frozen, and nothing beside the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


RefusedBecause = Literal[
    "no-such-call",
    "malformed",
    "too-many-test-calls",
    "test-call-running",
    "no-such-draft",
    "no-more-calls",
    "no-such-trunk",
    "unavailable",
    "no-such-caller",
    "no-such-callee",
    "no-such-extension",
    "not-permitted",
    "nobody-to-call",
    "caller-id-not-ours",
    "too-many-placed-calls",
    "no-such-party",
    "nobody-talks",
    "nobody-else",
    "held-by-phone",
    "not-now",
]


class Done(Line):
    """The command is obeyed."""

    type: Literal["done"] = "done"


class Refused(Line):
    """The command cannot be obeyed; why, as a stable kebab-case code."""

    type: Literal["refused"] = "refused"
    reason: RefusedBecause


async def asked(path: Path, command: Line, timeout_s: float) -> bytes:
    """The line that answers a command. Raises Unavailable."""
    try:
        return await ask(path, command, timeout_s)
    except Unavailable as error:
        raise Unavailable("the calls process of this machine does not answer") from error
