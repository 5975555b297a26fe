"""A write that was answered is there for good and whole, whatever dies when, on every database."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from switchboard.model.ivr import Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from tests.e2e.databases import prepared
from tests.kit.past import revisions
from tests.kit.processes import POLL_S, kill, kill_all
from tests.kit.product import YeastarClient

pytestmark = pytest.mark.e2e

ENOUGH = 25


@dataclass(slots=True)
class Writer:
    """Renames a menu again and again, also while nobody listens; `answered` are the names that were confirmed."""

    client: YeastarClient
    ivr: int
    answered: list[str] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    async def write_on(self) -> None:
        for number in itertools.count():
            name = f"Name {number}"
            try:
                answer = await self.client.post("/ivr/update", {"id": self.ivr, "name": name})
            except httpx.HTTPError:
                await asyncio.sleep(POLL_S)
                continue
            assert answer["errcode"] == 0
            self.answered.append(name)
            self._more.set()

    async def confirmed(self, more: int) -> None:
        """Wait for that many further answers."""
        wanted = len(self.answered) + more
        async with asyncio.timeout(30.0):
            while len(self.answered) < wanted:
                self._more.clear()
                await self._more.wait()


@asynccontextmanager
async def repository_at(url: str) -> AsyncIterator[Repository]:
    database = Database(url)
    await database.connect()
    yield Repository(database, DEFAULT_TENANT)
    await database.close()


async def test_answered_writes_survive(empty_database_url: str, tmp_path: Path) -> None:
    product = prepared(tmp_path / "product", empty_database_url)
    await product.start()
    async with repository_at(empty_database_url) as repository:
        menu = await repository.by_number("6201")
    assert menu is not None
    client = await product.yeastar()
    writer = Writer(client, menu.id)
    writing = asyncio.create_task(writer.write_on())
    await writer.confirmed(ENOUGH)
    await kill(product, "api")
    await writer.confirmed(ENOUGH)
    await kill(product, "api")
    await writer.confirmed(ENOUGH)
    await kill_all(product)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await client.close()
    await product.start()
    async with repository_at(empty_database_url) as repository:
        after = await repository.get(Ivr, menu.id)
        history = await revisions(repository, menu.id)
    assert await product.stop() == 0
    assert int(after.document.name.split()[1]) >= int(writer.answered[-1].split()[1])
    assert after.revision - menu.revision >= len(writer.answered)
    assert [one.revision for one in history] == list(range(1, after.revision + 1))
    assert history[-1].document == after.document
