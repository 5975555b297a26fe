"""A recorded call of the whole product goes into a bucket, from where it is heard and deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from switchboard.model.directory import Extension
from tests.kit.processes import until
from tests.kit.product import Product, running
from tests.kit.s3 import Store, s3_store
from tests.kit.trunks import objects_of
from tests.kit.ua import HOST, Calling, Telephone
from tests.kit.web import web_client

pytestmark = pytest.mark.e2e

BOB, MENU = "1001", "6200"
PACKETS = 25


@pytest.fixture
def store() -> Iterator[Store]:
    with s3_store() as found:
        yield found


async def test_a_recorded_call_is_heard_from_the_bucket_until_it_is_deleted(tmp_path: Path, store: Store) -> None:
    async with running(tmp_path, store.toml()) as product:
        await call(product)
        (ended,) = await product.ended_calls()
        name, directory = str(ended["recording"]), product.data / "recordings"

        async def is_stored() -> bool:
            return store.names() == [f"pbx/1/{name}"] and not (directory / name).exists()

        await until(is_stored)
        await product.cli("credentials", "rights", product.api_client()[0], "recordings")
        yeastar = await product.yeastar()
        rows = (await yeastar.get("/recording/list"))["data"]
        assert isinstance(rows, list)
        (row,) = rows
        link = (await yeastar.get("/recording/download", id=row["id"]))["download_resource_url"]
        async with web_client(f"http://{HOST}:{product.api_port}") as browser:
            path = f"{link}?access_token={yeastar.token}"
            sound = (await browser.get(path)).content
            assert sound.startswith(b"RIFF") and len(sound) == row["size"] > 44
            part = await browser.get(path, headers={"Range": "bytes=20-99"})
            assert (part.status_code, part.content) == (206, sound[20:100])
        assert '"calls"' in await product.cli("forget", BOB, "--yes", "--json")
        assert store.names() == []
        assert not [line for line in product.output if "secret" in line]
        await yeastar.close()


async def call(product: Product) -> None:
    """A recorded phone calls the menu, hears a bit of it and hangs up."""
    async with objects_of(product) as objects:
        bob = await objects.id_of(BOB)
        await objects.repository.edit(
            Extension, bob, lambda extension: extension.model_copy(update={"record": True}), author="test"
        )
    telephone = Telephone(nobody)
    await telephone.start()
    try:
        calling = Calling(telephone, BOB, product.sip_password(BOB))
        assert await calling.place(MENU, product.sip_port) == 200
        assert calling.session is not None
        await calling.session.rtp.hears(PACKETS)
        await calling.session.bye()
    finally:
        await telephone.close()


async def nobody(invited: object) -> None:
    raise AssertionError("nobody was to be called")
