"""The provisional responses of a server transaction that its client acknowledges (RFC 3262)."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence

from switchboard.sip.actions import Action
from switchboard.sip.aio.runner import Runner
from switchboard.sip.headers import RAck
from switchboard.sip.message import Message, Response
from switchboard.sip.reliable import ReliableResponses
from switchboard.sip.transaction import Timers

Transmit = Callable[[Response], None]


class ReliableSender(Runner):
    """Sends each response again until its PRACK comes. `on_given_up` is called when that takes more than 64*T1."""

    def __init__(self, cseq: int, timers: Timers, transmit: Transmit, on_given_up: Callable[[], None]) -> None:
        # Any number below 2**31 may be the first (§3).
        self._responses = ReliableResponses(cseq, secrets.randbelow(2**31 - 1) + 1, timers)
        super().__init__(self._responses)
        self._transmit_response = transmit
        self._on_given_up = on_given_up
        self._settled = asyncio.Event()
        self._settled.set()

    def send(self, response: Response) -> None:
        """Send it now, or after the one before is acknowledged."""
        self.run(self._responses.send(response))

    def acknowledge(self, rack: RAck) -> bool:
        """A PRACK came; whether it acknowledges what was sent."""
        actions = self._responses.acknowledge(rack)
        if actions is not None:
            self.run(actions)
        return actions is not None

    def stop(self) -> None:
        """The final response is sent."""
        self.run(self._responses.stop())
        self._settled.set()

    async def settled(self) -> None:
        """Until a 2xx may be sent, or something else was."""
        await self._settled.wait()

    def run(self, actions: Sequence[Action]) -> None:
        super().run(actions)
        if self._responses.holds_description:
            self._settled.clear()
        else:
            self._settled.set()

    def _transmit(self, message: Message) -> bool:
        if isinstance(message, Response):
            self._transmit_response(message)
        return True

    def _on_timed_out(self) -> None:
        self._on_given_up()

    def _on_delivered(self, message: Message) -> None:
        """Nothing is delivered."""

    def _on_transport_failed(self) -> None:
        """The transaction itself notices that."""

    def _on_terminated(self) -> None:
        """Only the transaction ends."""
