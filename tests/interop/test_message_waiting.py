"""baresip as a phone with a message lamp: it subscribes, and shows what the mailbox holds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.call.message import MessageDraft
from switchboard.model.directory import Extension
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Content
from switchboard.store.mailboxes.messages import Messages
from tests.kit.baresip import Baresip
from tests.kit.phones import Phones
from tests.kit.ua import voice_messages

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="package")]

NUMBER = "1000"


async def shown(phone: Baresip) -> str:
    """What the lamp shows next."""
    return voice_messages((await phone.event("MWI_NOTIFY"))["param"])


async def test_the_lamp_of_a_subscribed_phone_follows_its_mailbox(phones: Phones, tmp_path: Path) -> None:
    product = phones.product
    await phones.registers(NUMBER, "Contact: *\nExpires: 0")
    phone = await Baresip.start(tmp_path, NUMBER, product.sip_password(NUMBER), product.sip_port, lamp=True)
    try:
        assert await shown(phone) == "0/0"
        async with product.database() as database:
            found = await Repository(database, 1).by_number(NUMBER)
            assert found is not None
            assert isinstance(found.document, Extension)
            now = datetime.now(UTC)
            draft = MessageDraft(
                tenant=1,
                owner=found.id,
                sound="",
                caller="4930",
                caller_name="",
                called=NUMBER,
                call="lamp",
                received_at=now,
            )
            messages = Messages(database)
            await messages.put(draft, Content.of(b"RIFF"), {found.id: None}, now)
            assert await shown(phone) == "1/0"
            (message,) = await messages.page(1, found.id, limit=9)
            await messages.mark(message, "heard", now)
            assert await shown(phone) == "0/1"
            await messages.delete(message, now)
            assert await shown(phone) == "0/0"
    finally:
        await phone.close()
