"""The messages of RFC 4475 at the running product, sent over TCP from the address of a trunk."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from switchboard.model.trunk import Trunk
from tests.kit.product import Product
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

DIRECTORY = Path(__file__).parents[1] / "sip" / "torture"
WAIT_S = 10.0
SENTINEL = (
    "OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKsentinel{0}\r\nMax-Forwards: 70\r\n"
    "From: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:127.0.0.1>\r\nCall-ID: sentinel{0}\r\nCSeq: 1 OPTIONS\r\n"
    "Content-Length: 0\r\n\r\n"
)
EXPECTED = {
    **dict.fromkeys(("badaspec", "badbranch", "lwsdisp", "semiuri", "transports", "zeromf"), "200"),
    **dict.fromkeys(("cparam01", "cparam02", "escnull", "regaut01", "regescrt", "unksm2"), "401"),
    **dict.fromkeys(("baddate", "esc01", "escruri", "longreq", "quotbal"), "404"),
    **dict.fromkeys(("esc02", "intmeth", "mpart01"), "405"),
    **dict.fromkeys(("badinv01", "insuf", "inv2543", "ltgtruri", "lwsruri", "lwsstart", "mcl01"), "400"),
    **dict.fromkeys(("mismatch01", "mismatch02", "multi01", "ncl", "regbadct", "scalar02", "trws"), "400"),
    **dict.fromkeys(("bcast", "bigcode", "noreason", "scalarlg", "unreason"), ""),
    **dict.fromkeys(("novelsc", "unkscm"), "416"),
    "badvers": "505",
    "bext01": "420",
    "invut": "415",
    "sdp01": "406",
    "wsinv": "481",
}
"""The final response, "" for none. wsinv has a To tag. Not here are clerr and baddn, which do not end in a stream."""


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def trunk(product: Product) -> AsyncIterator[None]:
    """A trunk at loopback, whose calls no route takes."""
    async with objects_of(product) as objects:
        await objects.create(Trunk(name="torture", type="peer", host="127.0.0.1", port=9))
    yield


@pytest.mark.parametrize("name", sorted(EXPECTED))
async def test_final_response(product: Product, trunk: None, name: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", product.sip_port)
    writer.write((DIRECTORY / f"{name}.dat").read_bytes() + SENTINEL.format(name).encode())
    seen = ""
    async with asyncio.timeout(WAIT_S):
        while not (answers := finals(seen, name)) and (chunk := await reader.read(65536)):
            seen += chunk.decode("utf-8", "surrogateescape")
    writer.close()
    await writer.wait_closed()
    assert answers[0] == EXPECTED[name]
    assert not any("Traceback" in line for line in product.output)


async def test_dblreq_is_two_requests_and_both_are_answered(product: Product, trunk: None) -> None:
    """The second says too little of its length, so nobody knows where the next would begin; and it has no Contact."""
    reader, writer = await asyncio.open_connection("127.0.0.1", product.sip_port)
    writer.write((DIRECTORY / "dblreq.dat").read_bytes())
    seen = ""
    async with asyncio.timeout(WAIT_S):
        while len(re.findall(r"(?m)^SIP/2\.0 [2-6]", seen)) < 2 and (chunk := await reader.read(65536)):
            seen += chunk.decode()
    writer.close()
    await writer.wait_closed()
    assert sorted(re.findall(r"(?m)^SIP/2\.0 ([2-6]\d\d)", seen)) == ["400", "401"]


def finals(seen: str, name: str) -> list[str]:
    """Statuses of final responses; none where there is only that to the request behind, once that is there."""
    responses = [text for text in re.split(r"(?m)^(?=SIP/2\.0 )", seen) if text.endswith("\r\n") and text[8:9] != "1"]
    ours = [text[8:11] for text in responses if f"Call-ID: sentinel{name}" not in text]
    return ours or ([""] if responses and not EXPECTED[name] else [])
