"""The sender: takes what is due from the outbox, one message at a time to each target, and tries again what failed."""

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol
from uuid import uuid4

import structlog

from switchboard.clock import Clock
from switchboard.config import OutboundSettings
from switchboard.errors import SwitchboardError, Unavailable
from switchboard.store.calls import outbox
from switchboard.store.calls.outbox import Delivery, Outbox
from switchboard.store.db import locks
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.wakeup import Watch, watch

log = structlog.get_logger()

MOST_AT_ONCE = 20
HOLD_MARGIN_S = 15.0
"""How much longer than a delivery may take a message stays with who took it."""

PURGE_S = 3600.0
LONGEST_WAIT = timedelta(days=1)
"""After this a message is given up, however few attempts it had: a target that is away must not fill the disk."""

OUTAGE_RETRY_S = 1.0
BACK_OFF = 3


class NotDelivered(SwitchboardError):
    """The target does not have the message. The reason is shown to users; `final` says that trying again is no use."""

    code = "not-delivered"

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class Channel(Protocol):
    """How the messages of a channel reach their target."""

    async def deliver(self, delivery: Delivery) -> str:
        """Returns how it went in a few words. Raises NotDelivered, Unavailable."""
        ...


class Sender:
    """Empties the outbox of these channels. Several senders may share one: each message is with one of them, until that
    one dies.

    `at_once` messages are on their way at a time. A delivery takes at most `longest_s` (None: as long
    as a request).
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[outbox.Channel, Channel],
        clock: Clock,
        settings: OutboundSettings,
        *,
        at_once: int = MOST_AT_ONCE,
        longest_s: float | None = None,
    ) -> None:
        self._database = database
        self._outbox = Outbox(database)
        self._channels = channels
        self._clock = clock
        self._settings = settings
        self._at_once = at_once
        self._hold_s = (settings.timeout_s if longest_s is None else longest_s) + HOLD_MARGIN_S
        self._busy: set[tuple[outbox.Channel, int]] = set()
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Send until it is cancelled."""
        while True:
            try:
                async with watch(self._database, locks.OUTBOX) as changes, asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._listen(changes), name="outbox-changes")
                    tasks.create_task(self._purge(), name="outbox-purge")
                    await self._send(tasks)
            except* Unavailable:
                log.warning("outbox waits for database")
            await asyncio.sleep(OUTAGE_RETRY_S)

    async def _listen(self, changes: Watch) -> None:
        while True:
            await changes.wait()
            self._woken.set()

    async def _purge(self) -> None:
        while True:
            now = self._clock.now()
            await to_its_end(self._outbox.give_up(now - LONGEST_WAIT))
            await to_its_end(self._outbox.purge(now - timedelta(days=self._settings.keep_days)))
            await asyncio.sleep(PURGE_S)

    async def _send(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            # Cleared first: what comes while we look must end the wait below.
            self._woken.clear()
            delay_s = await self._start_due(tasks)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(delay_s):
                    await self._woken.wait()

    async def _start_due(self, tasks: asyncio.TaskGroup) -> float | None:
        """Begin to send what is due; returns in how many seconds to look again, None for when something happens."""
        now, room, mine = self._clock.now(), self._at_once - len(self._busy), self._channels.keys()
        due_at = await self._outbox.next_due(self._busy, mine) if room else None
        if due_at is None:
            return None
        if due_at > now:
            return (due_at - now).total_seconds()
        for delivery in await to_its_end(self._outbox.take_due(now, self._hold_s, room, self._busy, mine)):
            self._busy.add((delivery.channel, delivery.target))
            tasks.create_task(self._deliver(delivery), name=f"deliver-{delivery.id}")
        # There may be more than fitted.
        return 0.0

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            outcome = await self._channels[delivery.channel].deliver(delivery)
        except NotDelivered as failure:
            await self._failed(delivery, str(failure), final=failure.final)
        except Unavailable as failure:
            await self._failed(delivery, str(failure), final=False)
        except Exception as error:
            incident = uuid4().hex
            log.error("delivery failed", incident=incident, delivery=delivery.id, exc_info=error)
            await self._failed(delivery, f"incident {incident}", final=False)
        else:
            await to_its_end(self._outbox.sent(delivery, outcome))
        finally:
            self._busy.discard((delivery.channel, delivery.target))
            self._woken.set()

    async def _failed(self, delivery: Delivery, reason: str, *, final: bool) -> None:
        again_at = None if final else self._again_at(delivery)
        await to_its_end(self._outbox.failed(delivery, reason, again_at))

    def _again_at(self, delivery: Delivery) -> datetime | None:
        """When to try again; None after the last attempt."""
        if delivery.attempts >= self._settings.attempts:
            return None
        exponent = min(delivery.attempts - 1, 30)
        delay_s = min(self._settings.first_retry_s * BACK_OFF**exponent, self._settings.last_retry_s)
        return self._clock.now() + timedelta(seconds=delay_s)
