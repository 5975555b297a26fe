"""What the tests of queues share."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.kit.machines import TENANT, Office

from switchboard.model.directory import Extension
from switchboard.model.queue import Queue, QueueAgent
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.people.registrations import RegistrationRow, Registrations


@pytest.fixture
async def office(database_url: str, database: Database, repository: Repository) -> AsyncIterator[Office]:
    office = Office(database_url)
    until = datetime.now(UTC) + timedelta(hours=1)
    for number in ("201", "202"):
        stored = await repository.create(Extension(name=number, number=number), author="test")
        office.people.append(stored.id)
        phone = RegistrationRow("sip:a@127.0.0.1", until, "c", 1)
        await Registrations(database).put(TENANT, stored.id, [phone])
    agents = tuple(QueueAgent(extension=one) for one in office.people)
    for id in (1001, 1002):
        office.queues[id] = Queue(name=f"q{id}", number=str(id), agents=agents, strategy="linear", wrap_up_s=0)
    async with office.stack:
        yield office
