"""Where an extension is called: contacts at which nobody was come last, and connections of phones are needed."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from tests.sip.aio_support import Inbox, running, to

from switchboard.engine.builtin.locations import Locations
from switchboard.model.directory import Extension
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.sip.registrar import Binding
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.people.registrations import RegistrationRow, Registrations

pytestmark = pytest.mark.interop

DESK, MOBILE = "sip:a@127.0.0.1:5070", "sip:a@127.0.0.1:5080"
OTHERS = "sip:c@127.0.0.1:5090"


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
        named = contact if contact == "*" else f"<{contact}>"
        headers = {"Contact": named, "Expires": str(expires_s), "CSeq": f"{self._cseq} REGISTER"}
        if agent:
            headers |= {"User-Agent": agent, "Call-ID": contact}
        sent = phone.request(to(port, "REGISTER", tcp=True, **headers))
        tx = await self.inbox.next()
        await self.locations.register(tx, 1, self.extension)
        assert (await sent.final()).status == 200
        return tx.source.flow

    async def hear(self, phone: SipEndpoint, port: int, contact: str) -> int:
        """The phone proves itself by another request; the flow."""
        sent = phone.request(to(port, "SUBSCRIBE", tcp=True, Contact=f"<{contact}>"))
        tx = await self.inbox.next()
        self.locations.proved(tx, self.extension)
        tx.respond(200)
        await sent.final()
        assert tx.source.flow is not None
        return tx.source.flow

    async def bindings(self) -> tuple[Binding, ...]:
        return (await self.locations.contacts([self.extension]))[self.extension]

    async def contacts(self) -> set[str]:
        return {str(binding.contact) for binding in await self.bindings()}

    async def rows(self, database: Database) -> tuple[RegistrationRow, ...]:
        return await Registrations(database).of(1, self.extension, datetime.now(UTC))

    async def mark(self, contact: str) -> None:
        for binding in await self.bindings():
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
        await registrar.mark(DESK)
        assert await registrar.contacts() == {MOBILE}
        await registrar.mark(MOBILE)
        assert await registrar.contacts() == {DESK, MOBILE}
        await registrar.take(phone, endpoint.port, DESK)
        assert await registrar.contacts() == {DESK}


async def test_a_contact_at_which_nobody_was_stays_registered(registrar: Registrar) -> None:
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        await registrar.take(phone, endpoint.port, DESK)
        await registrar.take(phone, endpoint.port, MOBILE)
        await registrar.mark(DESK)
        await registrar.take(phone, endpoint.port, MOBILE, expires_s=0)
        assert await registrar.contacts() == {DESK}


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


def moved(contact: str) -> str:
    """The same phone, connecting from another port."""
    return contact.rpartition(":")[0] + ":4321"


async def test_a_phone_is_reached_over_its_new_connection_after_a_restart(
    database: Database, registrar: Registrar
) -> None:
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        await registrar.take(phone, endpoint.port, DESK)
        await registrar.take(phone, endpoint.port, OTHERS)
        registrar.locations = Locations(Registrations(database), 10)
        await registrar.locations.load()
        assert {one.source for one in await registrar.bindings()} == {""}
        for contact in ("sip:b@127.0.0.1:5070", "sip:a@127.0.0.9:5070"):
            assert not registrar.locations.uses(await registrar.hear(phone, endpoint.port, contact))
        flow = await registrar.hear(phone, endpoint.port, moved(DESK))
        assert registrar.locations.uses(flow)
        found = {str(one.contact): one.source for one in await registrar.bindings()}
        assert found[DESK].startswith("tcp ") and found[DESK].endswith(f" {flow}")
        assert found[OTHERS] == ""


async def test_a_connection_that_is_cut_is_followed_by_the_next_one_and_no_other_is(
    database: Database, registrar: Registrar
) -> None:
    connections: set[int | None] = set()
    registrar.locations = Locations(Registrations(database), 10, is_open=connections.__contains__)
    async with running(Inbox()) as phone, running(Inbox()) as again, running(registrar.inbox) as endpoint:
        first = await registrar.take(phone, endpoint.port, DESK)
        assert first is not None and endpoint.is_open(first)
        connections.add(first)
        await registrar.hear(again, endpoint.port, DESK)
        assert registrar.locations.uses(first)
        connections.clear()
        second = await registrar.hear(again, endpoint.port, moved(DESK))
        assert registrar.locations.uses(second) and not registrar.locations.uses(first)
        assert endpoint.is_open(second) and not endpoint.is_open(second + 1000)


async def test_of_several_contacts_of_a_phone_the_last_is_reached_over_its_new_connection(
    database: Database, registrar: Registrar
) -> None:
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        await registrar.take(phone, endpoint.port, MOBILE, expires_s=200)
        await registrar.take(phone, endpoint.port, DESK, expires_s=100)
        registrar.locations = Locations(Registrations(database), 10)
        await registrar.locations.load()
        await registrar.hear(phone, endpoint.port, moved(DESK))
        assert [str(one.contact) for one in await registrar.bindings() if one.source] == [MOBILE]


def shown(bindings: Iterable[Binding]) -> list[str]:
    return [str(one.contact) for one in bindings]


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_each_machine_calls_the_phones_of_all_and_knows_its_own(database: Database, registrar: Registrar) -> None:
    one, two = (Locations(Registrations(database), 10, node) for node in "ab")
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        registrar.locations = one
        await registrar.take(phone, endpoint.port, DESK)
        registrar.locations = two
        await registrar.take(phone, endpoint.port, MOBILE)
        for locations in (one, two):
            assert set(shown((await locations.contacts([registrar.extension]))[registrar.extension])) == {DESK, MOBILE}
        assert shown(await one.here(registrar.extension)) == [DESK]
        assert shown(await two.here(registrar.extension)) == [MOBILE]
        again = Locations(Registrations(database), 10, "a")
        await again.load()
        assert shown(again.own(registrar.extension)) == [DESK]


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_a_phone_that_goes_to_another_machine_has_left_this_one(database: Database, registrar: Registrar) -> None:
    one, two = (Locations(Registrations(database), 10, node) for node in "ab")
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        registrar.locations = one
        flow = await registrar.take(phone, endpoint.port, DESK)
        assert flow is not None and one.uses(flow)
        registrar.locations = two
        await registrar.take(phone, endpoint.port, DESK)
        assert shown(one.own(registrar.extension)) == [DESK]
        assert await one.here(registrar.extension) == ()
        assert not one.uses(flow)
        assert shown(await two.here(registrar.extension)) == [DESK]


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_the_limit_and_the_end_of_registrations_hold_across_machines(
    database: Database, registrar: Registrar
) -> None:
    machines = [Locations(Registrations(database), 2, node) for node in "ab"]
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        for number in range(3):
            registrar.locations = machines[number % 2]
            await registrar.take(phone, endpoint.port, f"sip:{number}@127.0.0.1", expires_s=300 + number)
        assert await registrar.contacts() == {"sip:1@127.0.0.1", "sip:2@127.0.0.1"}
        await registrar.take(phone, endpoint.port, "*", expires_s=0)
        assert await registrar.contacts() == set()
        registrar.locations = machines[1]
        assert await registrar.contacts() == set()


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_without_the_database_phones_are_called_where_they_were(database: Database, registrar: Registrar) -> None:
    registrar.locations = Locations(Registrations(database), 10, "a")
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        await registrar.take(phone, endpoint.port, DESK)
        await database.close()
        assert await registrar.contacts() == {DESK}


async def test_phones_that_register_at_once_are_all_kept(database: Database, registrar: Registrar) -> None:
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        contacts = {f"sip:{number}@127.0.0.1" for number in range(5)}
        asked = [
            phone.request(to(endpoint.port, "REGISTER", tcp=False, **{"Contact": f"<{one}>", "Call-ID": one}))
            for one in contacts
        ]
        arrived = [await registrar.inbox.next() for _ in asked]
        await asyncio.gather(*(registrar.locations.register(tx, 1, registrar.extension) for tx in arrived))
        assert [(await one.final()).status for one in asked] == [200] * 5
        assert await registrar.contacts() == contacts
        assert {row.contact for row in await registrar.rows(database)} == contacts


async def test_after_a_restart_a_device_that_moves_replaces_its_contact(
    database: Database, registrar: Registrar
) -> None:
    async with running(Inbox()) as phone, running(registrar.inbox) as endpoint:
        for contact in (DESK, MOBILE):
            registrar.locations = Locations(Registrations(database), 10)
            await registrar.locations.load()
            value = f'<{contact}>;+sip.instance="<urn:uuid:1>";reg-id=1'
            sent = phone.request(to(endpoint.port, "REGISTER", tcp=False, **{"Contact": value, "Call-ID": contact}))
            await registrar.locations.register(await registrar.inbox.next(), 1, registrar.extension)
            assert (await sent.final()).status == 200
        assert await registrar.contacts() == {MOBILE}


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
