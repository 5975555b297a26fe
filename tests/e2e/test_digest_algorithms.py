"""Where the operator says so, phones that know SHA-256 prove themselves by it."""

import re
from pathlib import Path

import pytest

from tests.kit.product import Product
from tests.kit.strangers import stranger_at

pytestmark = [pytest.mark.e2e]


async def test_sha_256_is_offered_first_and_taken(tmp_path: Path) -> None:
    product = Product.prepare(tmp_path)
    settings = tmp_path / "switchboard.toml"
    settings.write_text(settings.read_text().replace("[sip]", '[sip]\ndigest = ["SHA-256", "MD5"]'))
    await product.start()
    async with stranger_at("127.0.0.11", product.sip_port) as phone:
        challenge = await phone.ask("REGISTER", "1000")
        answer = await phone.prove("REGISTER", "1000", product.sip_password("1000"))
    assert re.findall(r"algorithm=([A-Z0-9-]+)", challenge) == ["SHA-256", "MD5"]
    assert answer.startswith("SIP/2.0 200 ")
    assert await product.stop() == 0
