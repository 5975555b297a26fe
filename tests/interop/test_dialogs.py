"""A request belongs to a call only with the Call-ID and both tags of its dialog; who knows two of them gets 481."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from switchboard.sip.message import Request
from tests.kit.product import Product
from tests.kit.ua import Calling, Invited, Session, Telephone, describe

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

METHODS = ("BYE", "INVITE", "INFO", "UPDATE", "REFER", "NOTIFY", "OPTIONS", "MESSAGE")
INFO = b"Signal=5\r\nDuration=100\r\n"


@pytest_asyncio.fixture(loop_scope="package")
async def telephone() -> AsyncIterator[Telephone]:
    """A telephone that answers every call."""

    async def answer(invited: Invited) -> None:
        await invited.answer()

    telephone = Telephone(answer)
    await telephone.start()
    yield telephone
    await telephone.close()


async def calls(telephone: Telephone, product: Product, number: str) -> Session:
    calling = Calling(telephone, "1000", product.sip_password("1000"))
    assert await calling.place(number, product.sip_port) == 200
    assert calling.session is not None
    return calling.session


def body_of(method: str, session: Session) -> tuple[bytes, str | None]:
    if method in ("INVITE", "UPDATE"):
        return describe(session.rtp.port), "application/sdp"
    return (INFO, "application/dtmf-relay") if method == "INFO" else (b"", None)


def foreign(session: Session, method: str, **tags: str) -> Request:
    """A request of that dialog in which one tag, or the Call-ID, is another."""
    dialog = replace(session.dialog, call_id=tags.get("call_id", session.dialog.call_id))
    if "remote" in tags:
        dialog = replace(dialog, remote=dialog.remote.with_tag(tags["remote"]))
    if "local" in tags:
        dialog = replace(dialog, local=replace(dialog.local, params=dialog.local.params.without("tag")))
        dialog = replace(dialog, local=dialog.local.with_tag(tags["local"])) if tags["local"] else dialog
    body, content_type = body_of(method, session)
    headers = [("Refer-To", "<sip:1001@127.0.0.1>")] if method == "REFER" else []
    return dialog.request(method, headers=headers, body=body, content_type=content_type)


async def status(session: Session, request: Request) -> int:
    return (await session.endpoint.request(request).final()).status


@pytest.mark.parametrize("method", METHODS)
async def test_a_caller_of_another_name(telephone: Telephone, product: Product, method: str) -> None:
    session = await calls(telephone, product, "6200")
    for wrong in ({"local": "other"}, {"local": ""}, {"remote": "other"}, {"call_id": "other"}):
        assert await status(session, foreign(session, method, **wrong)) == 481
    info = session.dialog.request("INFO", body=INFO, content_type="application/dtmf-relay")
    assert await status(session, info) == 200
    await session.bye()


async def test_a_callee_of_another_name(telephone: Telephone, product: Product) -> None:
    await telephone.register("1001", product.sip_password("1001"), product.sip_port)
    near = await calls(telephone, product, "1001")
    far = next(session for session in telephone.sessions if session is not near)
    for method in METHODS:
        assert await status(far, foreign(far, method, local="other")) == 481
        assert await status(far, foreign(far, method, remote="other")) == 481
    assert not near.ended.is_set()
    await far.bye()
    await asyncio.wait_for(near.ended.wait(), 5.0)
