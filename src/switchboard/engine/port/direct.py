"""Callers without a telephone, whose audio comes from another process of this machine."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from switchboard.call.cause import Cause
from switchboard.engine.port.call import CallInfo
from switchboard.engine.port.callee import CallerId, Target
from switchboard.engine.port.engine import CallHandler

StandIn = Callable[[Target], Cause | None]
"""Decides whether somebody is really called (None), or else how it is as if they behaved: they ring and NO_ANSWER, are
BUSY, or anything else at once."""


@dataclass(frozen=True, slots=True)
class DirectCaller:
    """Somebody who calls as an extension or through a trunk (`CallInfo` says what these fields are).

    His audio is RTP with PCMU (payload type 0) and telephone-events (101), from and to `port` of the loopback address.
    `early_media`: he may hear announcements before the answer. `alone`: he meets nobody in conferences.
    """

    tenant: int
    caller: CallerId
    dialled: str
    port: int
    stand_in: StandIn
    extension: int | None = None
    trunk: int | None = None
    source: str = ""
    withheld: bool = False
    early_media: bool = True
    alone: bool = True

    def call(self, id: str, at: datetime) -> CallInfo:
        """What is known of his call."""
        return CallInfo(
            id=id,
            tenant=self.tenant,
            caller=self.caller,
            dialled=self.dialled,
            received_at=at,
            extension=self.extension,
            trunk=self.trunk,
            source=self.source,
            withheld=self.withheld,
        )


@dataclass(frozen=True, slots=True)
class DirectConnection:
    """A call of a direct caller: he sends his audio to `host` and `port`. `over` is done when it has ended."""

    call: str
    host: str
    port: int
    over: asyncio.Future[None]
    leave: Callable[[], None]
    """He hangs up."""


class DirectLine(Protocol):
    """An engine that takes such calls."""

    async def connect(self, caller: DirectCaller, handler: CallHandler) -> DirectConnection:
        """Run `handler` with a call of his, from its first ring. Raises Unavailable."""
        ...
