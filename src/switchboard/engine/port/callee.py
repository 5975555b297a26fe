"""Who is called, and who has answered."""

import asyncio
from dataclasses import dataclass
from typing import Literal, Protocol

from switchboard.call.cause import Cause
from switchboard.engine.keys import KeyQueue
from switchboard.engine.port.sound import Audio, Played


@dataclass(frozen=True, slots=True)
class CallerId:
    """The caller as shown to the callee. An empty number means withheld."""

    number: str
    name: str = ""


DivertReason = Literal[
    "unconditional", "user-busy", "no-answer", "unavailable", "do-not-disturb", "deflection", "unknown"
]
"""Why a call was diverted, by the words of RFC 5806."""


@dataclass(frozen=True, slots=True)
class Diversion:
    """Who was called and sent the caller on; an empty number means that they do not want to be named.

    `times` is more than 1 where a peer has put several diversions into one.
    """

    by: CallerId
    reason: DivertReason = "unknown"
    times: int = 1


@dataclass(frozen=True, slots=True)
class PhoneTarget:
    """All registered contacts of an extension; they ring in parallel."""

    extension: int
    number: str


@dataclass(frozen=True, slots=True)
class TrunkTarget:
    """A number as it goes out through a trunk. An `emergency` number goes out however many calls there are."""

    trunk: int
    number: str
    emergency: bool = False


TrunkCondition = Literal["free", "full", "down"]
"""Whether a call may go out through a trunk: `full` where it has as many calls as it may have, `down` where it seems
not to be there, or not to want us."""

Target = PhoneTarget | TrunkTarget


class Leg(Protocol):
    """A callee that has answered, until it is bridged."""

    @property
    def target(self) -> Target: ...

    @property
    def from_call(self) -> str:
        """The id of the call whose caller this callee was before; "" for one whose phone has rung."""
        ...

    @property
    def keys(self) -> KeyQueue:
        """Keys that the callee pressed and that are not taken yet."""
        ...

    @property
    def gone(self) -> asyncio.Future[Cause]:
        """Done when the callee has left."""
        ...

    async def play(self, audio: Audio, *, stop_on_key: bool) -> Played:
        """As `Call.play`, for the callee alone."""
        ...

    async def hang_up(self, *, elsewhere: bool = False) -> None:
        """`elsewhere`: somebody else has the call, so the callee's phone need not list it as missed."""
        ...
