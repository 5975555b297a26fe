"""Two machines on one PostgreSQL: a prompt that one of them was given is heard, and downloaded, at the other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import soundfile
from cryptography.fernet import Fernet

from switchboard.model.ivr import Ivr
from switchboard.model.prompt import CustomPrompt, Prompt
from tests.e2e.databases import prepared
from tests.e2e.phones import phones
from tests.kit.postgresql import postgresql
from tests.kit.product import Product
from tests.kit.sounds import samples, tone
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU, FIRST_HZ, SECOND_HZ = "6330", 700.0, 1100.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nodes(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Product, Product]]:
    directory = tmp_path_factory.mktemp("nodes")
    key = Fernet.generate_key()
    with postgresql() as server:
        started: list[Product] = []
        try:
            for name in ("a", "b"):
                node = prepared(directory / name, server.url)
                file = node.directory / "switchboard.toml"
                file.write_text(f'node = "{name}"\n{file.read_text()}')
                node.data.mkdir(mode=0o700)
                (node.data / "secret.key").write_bytes(key)
                await node.start()
                started.append(node)
            started[1].output += started[0].output
            yield started[0], started[1]
        finally:
            for node in started:
                assert await node.stop() == 0


async def upload(product: Product, directory: Path, hertz: float) -> None:
    soundfile.write(directory / "hello.wav", samples(tone(2, hertz)), 8000)
    await product.cli("prompts", "upload", str(directory / "hello.wav"))


async def test_a_prompt_of_one_machine_is_heard_at_the_other(nodes: tuple[Product, Product], tmp_path: Path) -> None:
    a, b = nodes
    await upload(a, tmp_path, FIRST_HZ)
    async with objects_of(a) as objects:
        found = (await objects.repository.page(Prompt)).items
        (prompt,) = (one for one in found if one.document.name == "hello.wav")
        await objects.create(Ivr(number=MENU, name="Shared", greeting=(CustomPrompt(prompt=prompt.id),)))
    async with b.native() as http:
        downloaded = await http.get(f"/prompts/{prompt.id}/audio")
        assert downloaded.status_code == 200 and downloaded.content.startswith(b"fLaC")
    async with phones(b) as people:
        session = await people.call(MENU)
        await session.rtp.hears_tone(FIRST_HZ)
        await session.bye()
        await upload(a, tmp_path, SECOND_HZ)
        session = await people.call(MENU)
        await session.rtp.hears_tone(SECOND_HZ)
        await session.bye()
