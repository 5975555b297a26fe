"""A trunk to Asterisk over TLS with encrypted audio, which both demand: a call each way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.destination import ToIvr
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk
from tests.interop.asterisk.conftest import Ours
from tests.interop.asterisk.talk import Watch, both_hear
from tests.kit.asterisk import Asterisk
from tests.kit.authority import Authority
from tests.kit.ports import reserved_port
from tests.kit.product import Product
from tests.kit.tls_product import running_with_tls
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

ASTERISK_HZ, OURS_HZ = 700, 1000

PJSIP = """
[tls]
type = transport
protocol = tls
method = tlsv1_2
bind = 127.0.0.1:{port}
cert_file = {pair}
priv_key_file = {pair}
ca_list_file = {ca}
verify_server = yes

[switchboard]
type = endpoint
transport = tls
context = from-switchboard
disallow = all
allow = ulaw
aors = switchboard
media_encryption = sdes
direct_media = no

[switchboard]
type = aor
contact = sip:127.0.0.1:{tls_port}\\;transport=tls

[switchboard]
type = identify
endpoint = switchboard
match = 127.0.0.1
"""

EXTENSIONS = """
[from-switchboard]
exten => 094,1,Answer()
same => n,Playtones(700)
same => n,Wait(30)

[chooses]
exten => s,1,Wait(1)
same => n,SendDTMF(1)
same => n,Playtones(700)
same => n,Wait(30)
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(
    tmp_path_factory: pytest.TempPathFactory, authority: Authority, tls_port: int
) -> AsyncIterator[Product]:
    async with running_with_tls(tmp_path_factory.mktemp("product"), authority, tls_port) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asterisk(
    product: Product, authority: Authority, tls_port: int, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Asterisk]:
    port = reserved_port()
    await _trunk(product, port)
    pair: Path = authority.sign("127.0.0.1", "localhost")
    files = {
        "pjsip.conf": PJSIP.format(port=port, tls_port=tls_port, pair=pair, ca=authority.ca),
        "extensions.conf": EXTENSIONS,
    }
    found = await Asterisk.start(tmp_path_factory.mktemp("asterisk"), port, files)
    yield found
    await found.close()


async def _trunk(product: Product, port: int) -> None:
    async with objects_of(product) as objects:
        trunk = await objects.create(
            Trunk(name="Asterisk", host="localhost", port=port, transport="tls", encryption="required")
        )
        await objects.create(
            OutboundRoute(name="out", patterns=(DialPattern(pattern="09X"),), trunks=(trunk,), all_extensions=True)
        )
        menu = ToIvr(ivr=await objects.id_of("6200"))
        await objects.create(InboundRoute(name="menu", trunks=(trunk,), pattern="6200", to=menu))


async def test_a_call_goes_out_encrypted(product: Product, asterisk: Asterisk, ours: Ours) -> None:
    watch, alice = Watch(product), await ours("1000")
    session = await alice.reaches("094")
    await both_hear(session, OURS_HZ, ASTERISK_HZ)
    await session.bye()
    assert (await watch.ended())["cause"] == "normal"
    await asterisk.has_no_channel()


async def test_a_call_comes_in_encrypted_and_chooses_by_key(product: Product, asterisk: Asterisk, ours: Ours) -> None:
    watch, alice = Watch(product), await ours("1000")
    await asterisk.action(
        "Originate", Channel="PJSIP/6200@switchboard", Context="chooses", Exten="s", Priority=1, Async="true"
    )
    session = await (await alice.rung.get()).answer()
    await both_hear(session, OURS_HZ, ASTERISK_HZ)
    await session.bye()
    call = await watch.ended()
    assert (call["ended_by"], call["dtmf_methods"]) == ("callee", ["rfc4733"])
    await asterisk.has_no_channel()
