"""The disk is full, or PostgreSQL is gone: clear answers meanwhile, calls go on, and all is well afterwards."""

import asyncio
import errno
import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.e2e.databases import is_healthy, prepared
from tests.e2e.phones import ends, phones
from tests.kit.faces import FACES, Faces, faces, is_done, is_outage, tokens_of
from tests.kit.postgresql import Postgresql, postgresql
from tests.kit.processes import processes, until
from tests.kit.product import Product

pytestmark = pytest.mark.e2e
MENU = "6200"
DISK_BYTES = 96 * 1024 * 1024
CHUNK_BYTES = 4096


@contextmanager
def small_disk(directory: Path) -> Iterator[Path]:
    """A file system of its own, in memory. Mounting needs root."""
    directory.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(directory)], check=True)
    try:
        yield directory
    finally:
        subprocess.run(["umount", str(directory)], check=True)


def fill_up(file: Path) -> None:
    """Write until nothing more fits."""
    with file.open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(CHUNK_BYTES))
        except OSError as error:
            assert error.errno == errno.ENOSPC


async def menu_of(product: Product) -> int:
    found = json.loads(await product.cli("objects", "list", "ivr", "--json"))
    return next(int(ivr["id"]) for ivr in found if ivr["number"] == MENU)


async def renamed(at: Faces, ivr: int, name: str) -> list[httpx.Response]:
    """The answers of all faces to a write."""
    return [await at.rename(face, ivr, f"{name} {face}") for face in FACES]


async def last_call_is_recorded(api: Faces) -> bool:
    """From its beginning to its end, with the key that was pressed."""
    calls = (await api.read("/calls?limit=1")).json()["items"]
    if not calls:
        return False
    events = [event["type"] for event in (await api.read(f"/calls/{calls[0]['id']}")).json()["events"]]
    return events[-1:] == ["call_ended"] and "key_pressed" in events


async def test_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        product = prepared(disk)
        await product.start()
        before, ivr, tokens = processes(product), await menu_of(product), await tokens_of(product)
        async with faces(product.api_port, tokens) as api, phones(product) as people:
            await people.register()
            fill_up(disk / "filler")
            while (answers := await renamed(api, ivr, "Full")) and any(map(is_done, answers)):
                fill_up(disk / "filler2")
            assert all(map(is_outage, answers)), [answer.text for answer in answers]
            assert all("the disk is full" in answer.text for answer in answers)
            assert all([is_done(await api.listed(face)) for face in FACES])
            session = await people.call(MENU)
            alice = await people.reach_alice(session)
            await session.bye()
            await ends(alice)
            for filler in ("filler", "filler2"):
                (disk / filler).unlink(missing_ok=True)
            assert all(map(is_done, await renamed(api, ivr, "Room")))
            assert "Room native" in (await api.listed("yeastar")).text
            await until(lambda: last_call_is_recorded(api))
        assert processes(product) == before
        assert await product.stop() == 0


@pytest.fixture
async def server() -> AsyncIterator[Postgresql]:
    with postgresql() as running:
        yield running


async def test_postgresql_is_gone_for_a_while(server: Postgresql, tmp_path: Path) -> None:
    product = prepared(tmp_path, server.url)
    await product.start()
    before, ivr, tokens = processes(product), await menu_of(product), await tokens_of(product)
    async with faces(product.api_port, tokens) as api, phones(product) as people:
        await people.register()
        session = await people.call(MENU)
        await session.rtp.hears(20)
        await asyncio.to_thread(server.stop)
        answers = await renamed(api, ivr, "Gone") + [await api.listed(face) for face in FACES]
        assert all(map(is_outage, answers)), [answer.text for answer in answers]
        assert not await is_healthy(product.api_port)
        await session.rtp.hears(len(session.rtp.audio_packets()) + 50)
        alice = await people.reach_alice(session)
        await session.bye()
        await ends(alice)
        await asyncio.to_thread(server.start)
        await until(lambda: is_healthy(product.api_port))
        assert all(map(is_done, await renamed(api, ivr, "Back")))
        await until(lambda: last_call_is_recorded(api))
        again = await people.call(MENU)
        await again.rtp.hears(20)
        await again.bye()
    assert processes(product) == before
    assert await product.stop() == 0
