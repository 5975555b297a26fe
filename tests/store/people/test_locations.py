"""Where an extension is called: contacts at which nobody was come last, and connections of phones are needed."""

from datetime import UTC, datetime

import pytest
from tests.sip.aio_support import Inbox, running, to

from switchboard.engine.builtin.locations import Locations
from switchboard.model.directory import Extension
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.people.registrations import RegistrationRow, Registrations

pytestmark = pytest.mark.interop

DESK, MOBILE = "sip:a@127.0.0.1:5070", "sip:a@127.0.0.1:5080"


class Registrar:
    """Locations of one extension, behind an endpoint."""

    def __init__(self, database: Database, extension: int) -> None:
        self.locations = Locations(Registrations(database), 10)
        self.extension = extension
        self.inbox = Inbox()
        self._cseq = 0

    async def take(
        self, phone: SipEndpoint, port: int, contact: str, expires_s: int = 300, agent: str = ""
    ) -> int | None:
        """The contact is registered from that phone, over TCP; the flow."""
        self._cseq += 1
        headers = {"Contact": f"<{contact}>", "Expires": str(expires_s), "CSeq": f"{self._cseq} REGISTER"}
        if agent:
            headers |= {"User-Agent": agent, "Call-ID": contact}
        sent = phone.request(to(port, "REGISTER", tcp=True, **headers))
        tx = await self.inbox.next()
        await self.locations.register(tx, 1, self.extension)
        assert (await sent.final()).status == 200
        return tx.source.flow

    def contacts(self) -> set[str]:
        return {str(binding.contact) for binding in self.locations.contacts(self.extension)}

    async def rows(self, database: Database) -> tuple[RegistrationRow, ...]:
        return await Registrations(database).of(1, self.extension, datetime.now(UTC))

    def mark(self, contact: str) -> None:
        for binding in self.locations.contacts(self.extension):
            if str(binding.contact) == contact:
                self.locations.mark_unreachable(self.extension, binding)


@pytest.fixture
async def registrar(database: Database, repository: Repository) -> Registrar:
    stored = await repository.create(Extension(name="Alice", number="1000"), author="test")
    return Registrar(database, stored.id)


async def test_where_nobody_was_is_called_only_without_another(registrar: Registrar) -> None:
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        await registrar.take(phone, endpoint.port, DESK)
        await registrar.take(phone, endpoint.port, MOBILE)
        registrar.mark(DESK)
        assert registrar.contacts() == {MOBILE}
        registrar.mark(MOBILE)
        assert registrar.contacts() == {DESK, MOBILE}
        await registrar.take(phone, endpoint.port, DESK)
        assert registrar.contacts() == {DESK}


async def test_a_contact_at_which_nobody_was_stays_registered(registrar: Registrar) -> None:
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        await registrar.take(phone, endpoint.port, DESK)
        await registrar.take(phone, endpoint.port, MOBILE)
        registrar.mark(DESK)
        await registrar.take(phone, endpoint.port, MOBILE, expires_s=0)
        assert registrar.contacts() == {DESK}


async def test_a_connection_is_needed_while_a_phone_is_registered_over_it(registrar: Registrar) -> None:
    async with running(Inbox()) as phone, running(Inbox()) as other, running(registrar.inbox) as endpoint:
        first = await registrar.take(phone, endpoint.port, DESK)
        second = await registrar.take(other, endpoint.port, MOBILE)
        assert first is not None and second is not None
        assert registrar.locations.uses(first) and registrar.locations.uses(second)
        assert await registrar.take(other, endpoint.port, DESK) == second
        assert not registrar.locations.uses(first)
        await registrar.take(other, endpoint.port, MOBILE, expires_s=0)
        assert registrar.locations.uses(second)
        await registrar.take(other, endpoint.port, DESK, expires_s=0)
        assert not registrar.locations.uses(second)


async def test_after_a_start_each_machine_has_the_phones_that_register_at_it(
    database: Database, registrar: Registrar
) -> None:
    registrar.locations = Locations(Registrations(database), 10, "a")
    other = Locations(Registrations(database), 10, "b")
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        await registrar.take(phone, endpoint.port, DESK)
        await other.load()
        assert [str(one.contact) for one in other.alive(registrar.extension)] == [DESK]
        assert other.here(registrar.extension) == ()
        registrar.locations = other
        await registrar.take(phone, endpoint.port, MOBILE)
        assert [str(one.contact) for one in other.here(registrar.extension)] == [MOBILE]
        again = Locations(Registrations(database), 10, "a")
        await again.load()
        assert [str(one.contact) for one in again.here(registrar.extension)] == [DESK]
        await registrar.take(phone, endpoint.port, DESK)
        assert len(other.here(registrar.extension)) == 2


async def test_each_phone_is_known_by_what_it_calls_itself_and_since_when(
    database: Database, registrar: Registrar
) -> None:
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        await registrar.take(phone, endpoint.port, DESK, agent="Desk")
        (first,) = await registrar.rows(database)
        await registrar.take(phone, endpoint.port, MOBILE, agent="Mobile")
        registrar.locations = Locations(Registrations(database), 10)
        await registrar.locations.load()
        await registrar.take(phone, endpoint.port, DESK, agent="Desk 2")
        found = {row.contact: row for row in await registrar.rows(database)}
        assert {contact: row.user_agent for contact, row in found.items()} == {DESK: "Desk 2", MOBILE: "Mobile"}
        assert found[DESK].since == first.since
