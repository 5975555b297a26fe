"""A caller leaves a message with the running product: the owner's lamp lights up, and a mail brings the sound."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from switchboard.model.directory import Extension
from switchboard.model.voicemail import Voicemail
from switchboard.store.documents.repository import Repository
from tests.e2e.phones import CALLEE, CALLER, WITHIN_S, Phones, ends, phones
from tests.e2e.test_voicemail import WORDS_S, at_the_tone
from tests.kit.mail_server import HOST, MailServer, mail_server
from tests.kit.mailboxes import listener_of, message_in
from tests.kit.product import Product, running

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SETTINGS = """
[mail]
host = "{host}"
port = {port}
tls = "none"
sender = "pbx@example.org"
"""
TO_ALICE = f"*12{CALLEE}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[MailServer]:
    async with mail_server(tmp_path_factory.mktemp("mail")) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(server: MailServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    settings = SETTINGS.format(host=HOST, port=server.port)
    async with running(tmp_path_factory.mktemp("product"), settings, tells_phones=True) as found:
        yield found


async def wants_mail(product: Product) -> int:
    """Alice does; her id."""
    async with product.database() as database:
        repository = Repository(database, 1)
        found = await repository.by_number(CALLEE)
        assert found is not None
        assert isinstance(found.document, Extension)
        voicemail = Voicemail(notify="mail_with_audio", language="en-US")
        alice = found.document.model_copy(update={"email": "alice@example.com", "voicemail": voicemail})
        await repository.update(found.id, alice, expected_revision=found.revision, author="test")
        return found.id


async def shown(people: Phones) -> str:
    """What Alice's lamp shows next."""
    return await asyncio.wait_for(people.callee.lamp.get(), WITHIN_S)


async def test_the_owner_of_a_mailbox_is_told(product: Product, server: MailServer) -> None:
    alice = await wants_mail(product)
    async with phones(product) as people, listener_of(product) as http:
        await people.register()
        assert await shown(people) == "0/0"
        left = await people.call(TO_ALICE)
        await left.rtp.hears(20)
        await left.bye()
        session = await at_the_tone(people, TO_ALICE)
        await session.rtp.speak(WORDS_S)
        await session.rtp.press("#")
        await ends(session)
        # Nothing was told of who hung up in the greeting.
        assert await shown(people) == "1/0"
        message = await message_in(http, alice)
        one = f"/mailboxes/{alice}/messages/{message['id']}"
        (taken,) = await server.got(1)
        assert (taken.to, taken.mail["Subject"]) == (("alice@example.com",), f"New voice message from {CALLER} (Bob)")
        ((_, sound),) = taken.attachments
        assert sound == (await http.get(f"{one}/audio")).content
        await http.patch(one, json={"state": "heard"}, headers={"Content-Type": "application/merge-patch+json"})
        assert await shown(people) == "0/1"
        await http.delete(one)
        assert await shown(people) == "0/0"
        # Her telephone starts again, and has forgotten.
        await people.register()
        assert await shown(people) == "0/0"
        assert people.callee.lamp.empty()
