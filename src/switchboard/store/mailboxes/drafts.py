"""Messages on their way from a call into the database. Each is a file with a side-car, so that no outage loses one."""

import asyncio
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import structlog
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from switchboard import disk, errors
from switchboard.call.message import HeardOrNot, Message, MessageDraft
from switchboard.clock import Clock
from switchboard.model.base import Frozen
from switchboard.model.configuration import Configuration
from switchboard.model.mailbox import MessageCounts, mailbox_of, receivers
from switchboard.store.mailboxes.blobs import Content
from switchboard.store.mailboxes.messages import Messages

_log = structlog.get_logger(__name__)
FIRST_RETRY_S = 0.1
LAST_RETRY_S = 5.0
AT_ONCE = 100
"""So many messages of a mailbox a call reads at once."""


class _SideCar(Frozen):
    """What is kept of a draft while it is recorded, and then until it is delivered."""

    draft: MessageDraft
    complete: bool


class DraftWriter:
    """Delivers messages in the order in which they are put, and tries until the database takes them.

    `directory` has the side-cars. `configuration_of` a tenant says who gets a message when it is delivered; None for a
    tenant that there is no longer.
    """

    def __init__(
        self,
        messages: Messages,
        directory: Path,
        clock: Clock,
        configuration_of: Callable[[int], Configuration | None],
    ) -> None:
        self._messages = messages
        self._directory = directory
        self.clock = clock
        self._configuration_of = configuration_of
        self._to_keep: asyncio.Queue[_SideCar | MessageDraft] = asyncio.Queue()
        self._to_deliver: asyncio.Queue[MessageDraft] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Deliver what the last process left behind, and what is put; `close` ends it. Raises OSError."""
        for side_car in await asyncio.to_thread(self._left_behind):
            self._recover(side_car)
        self._tasks = [
            asyncio.create_task(self._keep_on_disk(), name="draft-keeper"),
            asyncio.create_task(self._deliver_all(), name="draft-writer"),
        ]

    async def forget_others(self, takes: Path) -> None:
        """Delete what a process that died has left in the directory of takes and is no message, such as a greeting that
        nobody has kept. To be called before `start`, while nobody records. Raises OSError.
        """
        await asyncio.to_thread(self._unlink_others, takes)

    def begin(self, draft: MessageDraft) -> None:
        """A message is being recorded; never blocks."""
        self._to_keep.put_nowait(_SideCar(draft=draft, complete=False))

    def put(self, draft: MessageDraft) -> None:
        """A message is complete; never blocks."""
        self._to_keep.put_nowait(_SideCar(draft=draft, complete=True))

    def discard(self, draft: MessageDraft) -> None:
        """Nothing is left of a message; never blocks."""
        self._to_keep.put_nowait(draft)

    async def flush(self) -> None:
        """Return when everything put before is delivered; not while the database is away."""
        await self._to_keep.join()
        await self._to_deliver.join()

    async def close(self, timeout_s: float = 5.0) -> None:
        """Deliver what waits, for at most `timeout_s`, and stop. The next start delivers the rest."""
        try:
            async with asyncio.timeout(timeout_s):
                await self.flush()
        except TimeoutError:
            _log.warning("messages-not-delivered", messages=self._to_deliver.qsize())
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep_on_disk(self) -> None:
        """Apart from the deliveries, which may wait for the database."""
        while True:
            one = await self._to_keep.get()
            try:
                if isinstance(one, MessageDraft):
                    await self._forget(one)
                else:
                    await asyncio.to_thread(self._write, one)
            except OSError as error:
                _log.error("draft-not-on-disk", error=str(error))
            if isinstance(one, _SideCar) and one.complete:
                self._to_deliver.put_nowait(one.draft)
            self._to_keep.task_done()

    async def _deliver_all(self) -> None:
        while True:
            draft = await self._to_deliver.get()
            try:
                await self._deliver(draft)
                await self._forget(draft)
            except (OSError, SQLAlchemyError, ValueError) as error:
                # The files stay: the next start tries again.
                _log.error("message-not-delivered", call=draft.call, error=type(error).__name__)
            self._to_deliver.task_done()

    async def _deliver(self, draft: MessageDraft) -> None:
        """Try until the database is there. Raises OSError, SQLAlchemyError, ValueError."""
        content = Content.of(await asyncio.to_thread(Path(draft.sound).read_bytes))
        delay_s = FIRST_RETRY_S
        while (configuration := self._configuration_of(draft.tenant)) is not None:
            try:
                limits, mailed = _deliveries(configuration, draft.owner)
                await self._messages.put(draft, content, limits, self.clock.now(), mailed=mailed)
                return
            except errors.Unavailable:
                _log.warning("messages-wait-for-database", messages=self._to_deliver.qsize() + 1)
                await asyncio.sleep(delay_s)
                delay_s = min(2 * delay_s, LAST_RETRY_S)
        _log.error("message-of-no-tenant", call=draft.call)

    def _recover(self, side_car: _SideCar) -> None:
        """What was cut off is delivered as far as it got, unless it is too short to be a message."""
        draft = side_car.draft
        if side_car.complete:
            self.put(draft)
            return
        configuration = self._configuration_of(draft.tenant)
        mailbox = configuration and mailbox_of(configuration, draft.owner)
        shortest_ms = mailbox.options.min_message_s * 1000 if mailbox else 0
        duration_ms = _duration_ms(Path(draft.sound))
        if duration_ms > 0 and duration_ms >= shortest_ms:
            self.put(draft.model_copy(update={"duration_ms": duration_ms, "interrupted": True}))
        else:
            self.discard(draft)

    def _unlink_others(self, takes: Path) -> None:
        kept = {path.stem for path in self._directory.glob("*.json")}
        disk.unlink([path for path in takes.glob("*.wav") if path.stem not in kept])

    def _left_behind(self) -> list[_SideCar]:
        """In the order in which they were received."""
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        return sorted(self._side_cars(), key=lambda one: one.draft.received_at)

    def _side_cars(self) -> Iterator[_SideCar]:
        for path in self._directory.glob("*.json"):
            try:
                yield _SideCar.model_validate_json(path.read_bytes())
            except ValidationError:
                _log.error("draft-unreadable", file=path.name)

    def _write(self, side_car: _SideCar) -> None:
        disk.write_atomically(self._path(side_car.draft), side_car.model_dump_json().encode())

    async def _forget(self, draft: MessageDraft) -> None:
        """The side-car first: a sound without one is delivered no second time."""
        await asyncio.to_thread(disk.unlink, [self._path(draft), Path(draft.sound)])

    def _path(self, draft: MessageDraft) -> Path:
        return self._directory / f"{Path(draft.sound).stem}.json"


class TenantMailboxes:
    """The mailboxes of one tenant, as its calls reach them. What asks the database raises Unavailable."""

    def __init__(self, configuration: Configuration, tenant: int, messages: Messages, drafts: DraftWriter) -> None:
        self._configuration = configuration
        self._tenant = tenant
        self._messages = messages
        self._clock = drafts.clock
        self.begin = drafts.begin
        self.put = drafts.put
        self.discard = drafts.discard

    async def counts(self, owner: int) -> MessageCounts:
        return await self._messages.counts(self._tenant, owner)

    async def messages(self, owner: int, state: HeardOrNot, *, after: int) -> list[Message]:
        return await self._messages.page(self._tenant, owner, limit=AT_ONCE, after=after, state=state)

    async def message(self, owner: int, id: int) -> Message | None:
        try:
            return await self._messages.get(self._tenant, owner, id)
        except errors.NotFound:
            return None

    async def mark(self, message: Message, state: HeardOrNot) -> bool:
        return await self._messages.mark(message, state, self._clock.now())

    async def delete(self, message: Message) -> bool:
        return await self._messages.delete(message, self._clock.now())

    async def restore(self, message: Message) -> bool:
        return await self._messages.restore(message, self._clock.now())

    async def copy(self, message: Message, to: int) -> bool:
        """Give copies to those who get the messages for an owner, as if it were left for him."""
        try:
            limits, mailed = _deliveries(self._configuration, to)
            await self._messages.copy(message, limits, self._clock.now(), mailed=mailed)
        except errors.NotFound:
            return False
        return True


def _deliveries(configuration: Configuration, owner: int) -> tuple[dict[int, int | None], frozenset[int]]:
    """Who gets the message, and how many messages may be left there where heard ones make room for new ones; then those
    of them who are told of it by mail.

    An owner that is gone meanwhile still gets it.
    """
    options = {box.id: box.options for box in receivers(configuration, owner)}
    limits = {id: one.max_messages if one.when_full == "drop_oldest_heard" else None for id, one in options.items()}
    return limits or {owner: None}, frozenset(id for id, one in options.items() if one.notify != "none")


def _duration_ms(sound: Path) -> int:
    """0 for what is no WAV file."""
    try:
        with wave.open(str(sound), "rb") as file:
            return file.getnframes() * 1000 // file.getframerate()
    except (OSError, EOFError, wave.Error):
        return 0
