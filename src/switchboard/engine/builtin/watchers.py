"""Those who are told how many messages wait: each the newest counts, one NOTIFY at a time and at most one a second.

What is told is counted when the NOTIFY is made, and never kept and corrected.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from switchboard.engine.builtin.context import Background, EngineContext
from switchboard.engine.builtin.tenancy import Tenancy
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.mailbox import MessageCounts
from switchboard.sip.aio.addresses import bracketed
from switchboard.sip.uri import SipUri

log = structlog.get_logger()

GAP_S = 1.0
OUTAGE_RETRY_S = 5.0


class Counting(Protocol):
    """Counts the messages of a mailbox."""

    async def counts(self, tenant: int, owner: int) -> MessageCounts:
        """Raises Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all watchers need. Whatever they have begun is in `background`."""

    context: EngineContext
    tenancy: Tenancy
    counting: Counting
    background: Background = field(default_factory=Background)

    def configuration(self, tenant: int) -> Configuration:
        """As it was last read; empty for a tenant that there is no longer."""
        return self.tenancy.last.get(tenant) or Configuration.of([])

    def account(self, tenant: int, number: str, peer: str) -> SipUri:
        """The address of a number, as a phone at the numeric host `peer` knows it."""
        endpoint = self.context.endpoint
        return SipUri(user=number, host=self.context.locator.domain(tenant) or bracketed(endpoint.local_host(peer)))


class Watcher(ABC):
    """Somebody who is told the counts of the mailboxes of `owners`, added up."""

    def __init__(self, around: Surroundings, tenant: int, owners: frozenset[int]) -> None:
        self.around = around
        self.tenant = tenant
        self.owners = owners
        self._due = False
        self._task: asyncio.Task[None] | None = None
        self._sent_s = -GAP_S

    def wake(self) -> None:
        """The counts may be others than those that were told; never blocks."""
        self._due = True
        if self._task is None:
            self._task = self.around.background.spawn(self._run(), "message-waiting")

    def stop(self) -> None:
        """Tell nothing any more."""
        self._due = False
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()

    async def counts(self) -> MessageCounts:
        """Count now. Raises Unavailable."""
        total = MessageCounts()
        for owner in sorted(self.owners):
            total += await self.around.counting.counts(self.tenant, owner)
        return total

    @abstractmethod
    async def tell(self) -> None:
        """Count, and send a NOTIFY unless that is known there. Raises Unavailable."""

    def take_pace_of(self, former: "Watcher") -> None:
        """It takes the place of another at the same phone."""
        self._sent_s = former._sent_s

    def note_sent(self) -> None:
        """A NOTIFY goes out: the next one has to wait."""
        self._sent_s = asyncio.get_running_loop().time()

    async def _run(self) -> None:
        try:
            while self._due:
                wait_s = self._sent_s + GAP_S - asyncio.get_running_loop().time()
                if wait_s > 0:
                    await asyncio.sleep(wait_s)
                self._due = False
                await self._try()
        finally:
            self._task = None

    async def _try(self) -> None:
        try:
            await self.tell()
        except Unavailable:
            log.warning("message counts wait for database")
            self._due = True
            await asyncio.sleep(OUTAGE_RETRY_S)


class Watchers:
    """All watchers, by whose mailboxes they watch."""

    def __init__(self) -> None:
        self._by_owner: dict[int, set[Watcher]] = {}

    def add(self, watcher: Watcher) -> None:
        for owner in watcher.owners:
            self._by_owner.setdefault(owner, set()).add(watcher)

    def remove(self, watcher: Watcher) -> None:
        """Forget it, and stop it."""
        watcher.stop()
        self._unlist(watcher)

    def move(self, watcher: Watcher, owners: frozenset[int]) -> None:
        """It watches these from now on, and is told if that makes a difference."""
        if owners != watcher.owners:
            self._unlist(watcher)
            watcher.owners = owners
            self.add(watcher)
            watcher.wake()

    def wake(self, owners: Iterable[int]) -> None:
        """The mailboxes of these have changed."""
        for watcher in {one for owner in owners for one in self._by_owner.get(owner, ())}:
            watcher.wake()

    def _unlist(self, watcher: Watcher) -> None:
        for owner in watcher.owners:
            others = self._by_owner.get(owner, set())
            others.discard(watcher)
            if not others:
                self._by_owner.pop(owner, None)
