"""Callers of other machines, who share a database and conferences with this one."""

from typing import Protocol

from switchboard.engine.port.call import CallInfo
from switchboard.engine.port.engine import CallHandler


class GuestLine(Protocol):
    """An engine that takes such callers."""

    def expect(self, info: CallInfo, handler: CallHandler) -> str:
        """Run `handler` with that caller as soon as his machine relays him to the address that this returns
        (`Call.relay`), which nobody can guess, and which is good once and for some seconds.
        """
        ...
