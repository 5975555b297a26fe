"""Registrations survive a restart, on every database."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from switchboard import errors
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.people.registrations import Change, RegistrationRow, Registrations

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def row(contact: str, expires_s: float = 60, cseq: int = 1) -> RegistrationRow:
    return RegistrationRow(
        contact,
        NOW + timedelta(seconds=expires_s),
        "call-id@host",
        cseq,
        ("<sip:proxy.example;lr>", "<sip:edge.example;lr>"),
        0.7,
        "192.0.2.1:5060;transport=udp",
        "Phone/1.0 é",
    )


@pytest.fixture
async def alice(repository: Repository) -> int:
    return (await repository.create(Extension(name="Alice", number="1000"), author="test")).id


async def test_what_was_put_is_loaded_and_each_contact_is_replaced_by_itself(database: Database, alice: int) -> None:
    registrations = Registrations(database)
    rows = (row("sip:a@192.0.2.1"), row("sip:b@192.0.2.1", cseq=2**32 - 1))
    await registrations.put(1, alice, rows)
    assert await registrations.load(1, NOW) == {alice: rows}
    assert await registrations.load(2, NOW) == {}
    again = replace(rows[0], cseq=2, instance="<urn:uuid:1>;1")
    await registrations.put(1, alice, [again])
    assert await registrations.load(1, NOW) == {alice: (again, rows[1])}
    await registrations.put(1, alice, [], gone=[rows[1].contact])
    assert await registrations.load(1, NOW) == {alice: (again,)}


async def test_a_change_sees_all_that_is_known_of_the_extension(database: Database, alice: int) -> None:
    registrations = Registrations(database)
    old, new = row("sip:old@192.0.2.1", -1), row("sip:new@192.0.2.1")
    await registrations.put(1, alice, [old])
    assert await registrations.change(1, alice, lambda known: (known, Change((new,), (old.contact,)))) == (old,)
    assert await registrations.load(1, NOW - timedelta(days=1)) == {alice: (new,)}


async def test_one_contact_twice_is_kept_once(database: Database, alice: int) -> None:
    registrations = Registrations(database)
    await registrations.put(1, alice, [row("sip:a@192.0.2.1"), row("sip:a@192.0.2.1", cseq=2)])
    assert await registrations.load(1, NOW) == {alice: (row("sip:a@192.0.2.1", cseq=2),)}


async def test_the_expired_are_not_loaded_and_can_be_purged(database: Database, alice: int) -> None:
    registrations = Registrations(database)
    live = row("sip:new@192.0.2.1", 1)
    await registrations.put(1, alice, [row("sip:old@192.0.2.1", 0), live])
    assert await registrations.load(1, NOW) == {alice: (live,)}
    assert await registrations.purge(NOW) == 1
    assert await registrations.purge(NOW) == 0


async def test_only_extensions_of_the_tenant_register(repository: Repository, database: Database, alice: int) -> None:
    menu = await repository.create(Ivr(name="Main", number="6000"), author="test")
    for tenant, id in ((1, menu.id), (1, 999), (2, alice), (1, 10**30)):
        with pytest.raises(errors.NotFound):
            await Registrations(database).put(tenant, id, [row("sip:a@192.0.2.1")])


async def test_they_go_with_their_extension(repository: Repository, database: Database, alice: int) -> None:
    registrations = Registrations(database)
    await registrations.put(1, alice, [row("sip:a@192.0.2.1")])
    await repository.delete(Extension, alice, author="test")
    assert await registrations.load(1, NOW) == {}


async def test_machines_that_register_phones_at_once_lose_none(database: Database, alice: int) -> None:
    """Each counts those before it: without a lock two would count the same."""

    async def register(contact: str) -> int:
        return await Registrations(database).change(1, alice, lambda known: (len(known), Change((row(contact),))))

    contacts = [f"sip:{number}@192.0.2.1" for number in range(8)]
    assert sorted(await asyncio.gather(*map(register, contacts))) == list(range(8))
    (found,) = (await Registrations(database).load(1, NOW)).values()
    assert {one.contact for one in found} == set(contacts)


async def test_each_machine_finds_those_that_register_at_it(database: Database, alice: int) -> None:
    registrations = Registrations(database)
    desk, mobile = replace(row("sip:desk@192.0.2.1"), node="a"), replace(row("sip:mobile@192.0.2.2"), node="b")
    await registrations.put(1, alice, [desk, mobile])
    assert await registrations.at_node("b", NOW) == {alice: (mobile,)}
    assert await registrations.at_extensions([alice, 999], NOW) == {alice: (desk, mobile)}
    await registrations.put(1, alice, [replace(desk, node="b")])
    assert len((await registrations.at_node("b", NOW))[alice]) == 2
