"""The whole product with SIP over TLS."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.kit.authority import Authority
from tests.kit.product import Product


@asynccontextmanager
async def running_with_tls(directory: Path, authority: Authority, tls_port: int) -> AsyncIterator[Product]:
    """`switchboard serve` with the demo, which trusts this authority and has a certificate of it; it must end well."""
    pair = authority.sign("127.0.0.1", "localhost")
    product = Product.prepare(directory)
    settings = directory / "switchboard.toml"
    tls = f'tls_port = {tls_port}\ntls_certificate = "{pair}"\ntls_ca = "{authority.ca}"\n'
    settings.write_text(settings.read_text().replace("[sip]\n", f"[sip]\n{tls}"))
    await product.start()
    yield product
    assert await product.stop() == 0
