"""What stands above an endpoint, and what it counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from switchboard.sip.aio.gate import Reason
from switchboard.sip.aio.server_transaction import ServerTransaction
from switchboard.sip.message import Request


@dataclass(slots=True)
class Counters:
    """What happened since the start. `responses` are final ones that were sent, by status; one sent again counts.

    `refused` are requests that were refused because there was too much to do, by the reason.
    """

    received: int = 0
    sent: int = 0
    send_failures: int = 0
    malformed: int = 0
    merged: int = 0
    unmatched_responses: int = 0
    unmatched_acks: int = 0
    dropped: int = 0
    handler_faults: int = 0
    responses: Counter[int] = field(default_factory=Counter)
    refused: Counter[Reason] = field(default_factory=Counter)


class Handler(Protocol):
    """The transaction user. Called in the loop; must not block."""

    def on_request(self, tx: ServerTransaction) -> None:
        """A new request, never ACK or CANCEL: answer by `tx.respond`, now or later."""

    def on_ack(self, request: Request) -> None:
        """An ACK that no transaction waits for."""
