"""Messages on their way into the database: through outages and restarts."""

import asyncio
import json
import wave
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.call.message import Message, MessageDraft
from switchboard.clock import SystemClock
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import ExtensionMember
from switchboard.model.mailbox import MessageCounts
from switchboard.model.stored import Stored
from switchboard.model.voicemail import Voicemail
from switchboard.store.calls.outbox import Outbox
from switchboard.store.db.database import Database
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.mailboxes.drafts import DraftWriter, TenantMailboxes
from switchboard.store.mailboxes.messages import Messages

pytestmark = pytest.mark.interop

AT = datetime(2026, 1, 2, tzinfo=UTC)
ANN, BOB, DESK = 85, 86, 70
COMPANY = Configuration.of(
    [
        Stored(ANN, 1, Extension(name="Ann", number="85")),
        Stored(
            BOB,
            1,
            Extension(name="Bob", number="86", voicemail=Voicemail(max_messages=1, when_full="drop_oldest_heard")),
        ),
        Stored(
            DESK,
            1,
            GroupVoicemail(
                name="Desk",
                number="70",
                delivery="copies",
                members=(ExtensionMember(extension=ANN), ExtensionMember(extension=BOB)),
            ),
        ),
    ]
)


class Taken:
    """A place for drafts, and one process after another that works there."""

    def __init__(self, database: Database, directory: Path) -> None:
        self.messages = Messages(database)
        self.directory = directory
        self.company: dict[int, Configuration] = {1: COMPANY}
        self.asked: asyncio.Queue[None] = asyncio.Queue()
        self.writer = self._new()

    async def restart(self) -> None:
        """As after a crash: what the old process had in memory is lost."""
        await self.writer.close(0)
        self.writer = self._new()
        await self.writer.forget_others(self.directory / "takes")
        await self.writer.start()

    def draft(self, name: str, owner: int = ANN, *, seconds: float = 3, at: datetime = AT) -> MessageDraft:
        """A message with its sound on disk."""
        sound = self.directory / "takes" / f"{name}.wav"
        sound.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(sound), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(name.encode().ljust(round(seconds * 8000) * 2, b"\1"))
        return MessageDraft(
            tenant=1,
            owner=owner,
            sound=str(sound),
            caller="100",
            caller_name="",
            called="85",
            call=name,
            received_at=at,
            duration_ms=round(seconds * 1000),
        )

    async def stored(self, owner: int = ANN) -> list[Message]:
        return await self.messages.page(1, owner, limit=99)

    def files(self) -> list[str]:
        return sorted(path.name for path in self.directory.rglob("*.*"))

    def _new(self) -> DraftWriter:
        return DraftWriter(self.messages, self.directory / "drafts", SystemClock(), self._company_of)

    def _company_of(self, tenant: int) -> Configuration | None:
        """Asked before each attempt to deliver."""
        self.asked.put_nowait(None)
        return self.company.get(tenant)


@pytest.fixture
async def taken(database: Database, tmp_path: Path) -> AsyncIterator[Taken]:
    one = Taken(database, tmp_path / "messages")
    await one.writer.start()
    yield one
    await one.writer.close(0)


async def test_a_message_is_delivered_and_its_files_are_gone(taken: Taken, database: Database) -> None:
    draft = taken.draft("a")
    sound = Path(draft.sound).read_bytes()
    taken.writer.begin(draft.model_copy(update={"duration_ms": 0}))
    taken.writer.put(draft)
    await taken.writer.flush()
    (found,) = await taken.stored()
    assert (found.call, found.duration_ms, found.interrupted) == ("a", 3000, False)
    assert await Blobs(database).part(found.sound, 0) == sound
    assert taken.files() == []
    mailboxes = TenantMailboxes(COMPANY, 1, taken.messages, taken.writer)
    assert await mailboxes.counts(ANN) == MessageCounts(new=1)


async def test_who_wants_mail_is_told_once_in_the_same_transaction(taken: Taken, database: Database) -> None:
    wanting = Extension(name="Ann", number="85", voicemail=Voicemail(notify="mail_with_audio"))
    taken.company[1] = COMPANY.changed([Stored(ANN, 2, wanting)], [])
    draft = taken.draft("a", DESK)
    copy = Path(draft.sound).read_bytes()
    for _ in range(2):  # as after an answer of the database that was lost
        Path(draft.sound).write_bytes(copy)
        taken.writer.put(draft)
        await taken.writer.flush()
    ((mine,), (other,)) = await taken.stored(ANN), await taken.stored(BOB)
    assert mine.sound == other.sound
    (told,) = await Outbox(database).page(1, limit=9)
    assert (told.channel, told.target, told.message) == ("mail", ANN, {"message": mine.id})


async def test_nothing_is_left_of_what_is_discarded(taken: Taken) -> None:
    draft = taken.draft("a")
    taken.writer.begin(draft)
    taken.writer.discard(draft)
    await taken.writer.flush()
    assert (await taken.stored(), taken.files()) == ([], [])
    await taken.restart()
    await taken.writer.flush()
    assert await taken.stored() == []


async def test_what_was_being_recorded_is_delivered_after_a_crash(taken: Taken) -> None:
    for name, seconds in (("long", 2.5), ("short", 1.9)):
        taken.writer.begin(taken.draft(name, seconds=seconds).model_copy(update={"duration_ms": 0}))
    await taken.writer.flush()
    assert await taken.stored() == []
    await taken.restart()
    await taken.writer.flush()
    assert [(one.call, one.duration_ms, one.interrupted) for one in await taken.stored()] == [("long", 2500, True)]
    assert taken.files() == []


async def test_takes_that_are_no_message_go_at_the_next_start(taken: Taken, database: Database) -> None:
    """Such as a greeting that was being recorded by telephone."""
    greeting = taken.draft("greeting")
    taken.writer.begin(taken.draft("a").model_copy(update={"duration_ms": 0}))
    await taken.writer.flush()
    assert Path(greeting.sound).exists()
    await taken.restart()
    await taken.writer.flush()
    assert [one.call for one in await taken.stored()] == ["a"]
    assert taken.files() == []


async def test_an_outage_loses_no_message(taken: Taken, database: Database) -> None:
    await database.close()
    for name in ("a", "b"):
        taken.writer.put(taken.draft(name))
    for _ in range(3):
        await taken.asked.get()
    assert taken.files() == ["a.json", "a.wav", "b.json", "b.wav"]
    await database.connect()
    await taken.writer.flush()
    assert [(one.call, one.received_at) for one in await taken.stored()] == [("a", AT), ("b", AT)]
    assert taken.files() == []


async def test_an_outage_that_lasts_longer_than_the_process(taken: Taken, database: Database) -> None:
    await database.close()
    later = taken.draft("b", at=AT.replace(hour=1))
    for draft in (later, taken.draft("a")):
        taken.writer.put(draft)
    await taken.writer.close(0.2)
    await taken.restart()
    await database.connect()
    await taken.writer.flush()
    assert [one.call for one in await taken.stored()] == ["a", "b"]


async def test_copies_go_to_the_members_of_the_moment(taken: Taken) -> None:
    taken.writer.put(taken.draft("a", DESK))
    await taken.writer.flush()
    (of_bob,) = await taken.stored(BOB)
    await taken.messages.mark(of_bob, "heard", AT)
    taken.writer.put(taken.draft("b", DESK))
    await taken.writer.flush()
    assert [[one.call for one in await taken.stored(owner)] for owner in (ANN, BOB, DESK)] == [["a", "b"], ["b"], []]


async def test_a_message_for_who_is_gone_meanwhile_is_kept(taken: Taken) -> None:
    taken.writer.put(taken.draft("a", 999))
    await taken.writer.flush()
    assert [one.call for one in await taken.stored(999)] == ["a"]


async def test_a_message_of_a_tenant_that_is_gone_is_dropped(taken: Taken) -> None:
    del taken.company[1]
    taken.writer.put(taken.draft("a"))
    await taken.writer.flush()
    assert (await taken.stored(), taken.files()) == ([], [])


async def test_a_message_without_sound_delays_no_other(taken: Taken) -> None:
    lost = taken.draft("lost")
    Path(lost.sound).unlink()
    for draft in (lost, taken.draft("a")):
        taken.writer.put(draft)
    await taken.writer.flush()
    assert [one.call for one in await taken.stored()] == ["a"]


async def test_a_side_car_that_nobody_can_read_is_left_alone(taken: Taken) -> None:
    await taken.writer.close()
    for name, content in (("a.json", "{"), ("b.json", json.dumps({"draft": {}, "complete": True}))):
        (taken.directory / "drafts" / name).write_text(content)
    await taken.restart()
    taken.writer.put(taken.draft("good"))
    await taken.writer.flush()
    assert [one.call for one in await taken.stored()] == ["good"]
    assert taken.files() == ["a.json", "b.json"]
