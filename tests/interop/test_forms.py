"""Forms of requests that other servers send: numbers with parameters, bodies of several parts, what cannot be read."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.sip.aio.addresses import NextHop
from switchboard.sip.bodies import SDP
from switchboard.sip.dialog import Dialog
from switchboard.sip.message import Request, Response
from tests.kit.phones import Phones
from tests.kit.product import Product
from tests.kit.ua import HOST, Asker, Invited, Telephone, describe

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

MIXED = 'multipart/mixed; boundary="cut"'
ISUP = b"Content-Type: application/isup\r\nContent-Disposition: signal; handling=optional\r\n\r\n\x01\x11"


def mixed(port: int) -> bytes:
    """ISUP and a description, as carriers send it."""
    offer = b"Content-Type: application/sdp\r\n\r\n" + describe(port)
    return b"preamble\r\n--cut\r\n" + ISUP + b"\r\n--cut\r\n" + offer + b"\r\n--cut--\r\n"


@pytest_asyncio.fixture(loop_scope="package")
async def telephone() -> AsyncIterator[Telephone]:
    """A telephone that answers every call by multipart."""

    async def answer(invited: Invited) -> None:
        contact = str(phone.endpoint.contact(invited.tx.source))
        invited.tx.respond(200, headers=[("Contact", contact)], body=mixed(9), content_type=MIXED)
        await invited.tx.acknowledged()

    phone = Telephone(answer)
    await phone.start()
    yield phone
    await phone.close()


class Caller:
    """Extension 1000 on that telephone."""

    def __init__(self, telephone: Telephone, product: Product) -> None:
        self._endpoint = telephone.endpoint
        self._port = product.sip_port
        self._asker = Asker(telephone, "1000", product.sip_password("1000"))

    async def invites(self, uri: str, body: bytes, *headers: tuple[str, str]) -> Response:
        contact = str(self._endpoint.contact(NextHop("udp", HOST, self._port), "1000"))
        return await self._asker.ask("INVITE", uri, uri, [("Contact", contact), *headers], body, port=self._port)

    def acknowledges(self, response: Response, body: bytes = b"", content_type: str | None = None) -> Dialog:
        assert self._asker.transaction is not None
        dialog = Dialog.uac(self._asker.transaction.request, response)
        self._endpoint.send_ack(dialog.ack(dialog.local_seq, body=body, content_type=content_type))
        return dialog

    async def asks(self, dialog: Dialog, request: Request) -> Response:
        response = await self._endpoint.request(request).final()
        if request.method == "INVITE":
            self._endpoint.send_ack(dialog.ack(dialog.local_seq))
        return response

    async def leaves(self, dialog: Dialog) -> None:
        assert (await self.asks(dialog, dialog.request("BYE"))).status == 200


@pytest.fixture
def caller(telephone: Telephone, product: Product) -> Caller:
    return Caller(telephone, product)


def menu(product: Product) -> str:
    return f"sip:6200@{HOST}:{product.sip_port}"


@pytest.mark.parametrize(
    "uri",
    [
        "sip:6200;phone-context=example.com@{}",
        "sip:6200;npdi;rn=+4930999@{};user=phone",
        "sip:6-2.0(0)@{};user=phone",
        "tel:62-00;phone-context=+4930",
    ],
)
async def test_numbers_are_dialled_without_what_is_none(
    caller: Caller, phones: Phones, product: Product, uri: str
) -> None:
    response = await caller.invites(uri.format(f"{HOST}:{product.sip_port}"), describe(9), ("Content-Type", SDP))
    assert response.status == 200
    await caller.leaves(caller.acknowledges(response))
    record, _ = await phones.ended()
    assert (record.dialled, record.caller) == ("6200", "1000")


async def test_an_offer_among_other_parts(caller: Caller, product: Product) -> None:
    response = await caller.invites(menu(product), mixed(9), ("Content-Type", MIXED))
    assert (response.status, response.content_type) == (200, SDP)
    dialog = caller.acknowledges(response)
    for method in ("UPDATE", "INVITE"):
        again = await caller.asks(dialog, dialog.request(method, body=mixed(9), content_type=MIXED))
        assert (again.status, again.content_type) == (200, SDP)
    refused = await caller.asks(dialog, dialog.request("UPDATE", body=b"hello", content_type="text/plain"))
    assert refused.status == 415
    await caller.leaves(dialog)


async def test_an_answer_among_other_parts(caller: Caller, phones: Phones, product: Product) -> None:
    """In the ACK to our offer; and an INVITE whose only part may be ignored has none."""
    only = b"--cut\r\n" + ISUP + b"\r\n--cut--\r\n"
    response = await caller.invites(menu(product), only, ("Content-Type", MIXED))
    assert (response.status, response.content_type) == (200, SDP)
    dialog = caller.acknowledges(response, mixed(9), MIXED)
    await caller.leaves(dialog)
    record, _ = await phones.ended()
    assert record.cause == "normal"


async def test_a_phone_answers_among_other_parts(
    telephone: Telephone, caller: Caller, phones: Phones, product: Product
) -> None:
    await telephone.register("1001", product.sip_password("1001"), product.sip_port)
    response = await caller.invites(f"sip:1001@{HOST}:{product.sip_port}", describe(9), ("Content-Type", SDP))
    assert response.status == 200
    await caller.leaves(caller.acknowledges(response))
    assert (await phones.record()).cause == "normal"


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ([("Content-Type", "text/plain")], "Accept"),
        ([], "Accept"),
        ([("Content-Type", SDP), ("Content-Encoding", "gzip")], "Accept-Encoding"),
    ],
)
async def test_a_body_that_cannot_be_read(
    caller: Caller, product: Product, headers: list[tuple[str, str]], told: str
) -> None:
    response = await caller.invites(menu(product), b"hello", *headers)
    assert response.status == 415 and told in response.headers


async def test_an_answer_that_could_not_be_read(caller: Caller, product: Product) -> None:
    accept = ("Accept", "text/nobody-knows-this")
    assert (await caller.invites(menu(product), describe(9), ("Content-Type", SDP), accept)).status == 406
