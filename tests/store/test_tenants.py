"""Tenants: names and domains that nobody shares, and what must be gone before one goes."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from switchboard import errors
from switchboard.call.record import EndedRow, EventRow, OpenedRow
from switchboard.model.directory import Extension
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.db.tables import metadata
from switchboard.store.documents.repository import Repository
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.registrations import RegistrationRow, Registrations
from switchboard.store.people.sessions import Sessions
from switchboard.store.people.users import Users
from switchboard.store.tenants import Tenant, Tenants

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def tenants(database: Database) -> Tenants:
    return Tenants(database)


async def rows_of(database: Database, table: Table, tenant: int) -> int:
    async with database.read() as connection:
        query = select(func.count()).select_from(table).where(table.c.tenant == tenant)
        return await connection.scalar(query) or 0


async def test_new_installation_has_the_default_tenant(tenants: Tenants) -> None:
    assert await tenants.all() == [Tenant(DEFAULT_TENANT, "default", "")]


async def test_created_tenant_is_found_by_name_id_and_domain(tenants: Tenants) -> None:
    created = await tenants.create("Acme", "Acme.Example.")
    assert created == Tenant(created.id, "Acme", "acme.example")
    assert await tenants.get(created.id) == await tenants.by_name("Acme") == created
    for host in ("acme.example", "ACME.example", "acme.example."):
        assert await tenants.by_domain(host) == created
    assert [tenant.name for tenant in await tenants.all()] == ["default", "Acme"]


@pytest.mark.parametrize("host", ["", "other.example", "acme", "acme.example.org", "a\0b", "\ud800", "x" * 300, "a b"])
async def test_host_that_no_tenant_has(tenants: Tenants, host: str) -> None:
    await tenants.create("acme", "acme.example")
    assert await tenants.by_domain(host) is None


@pytest.mark.parametrize(
    ("domain", "hosts"),
    [
        ("192.0.2.7", ["192.0.2.7"]),
        ("[2001:DB8:0::7]", ["[2001:db8::7]", "2001:db8::7", "[2001:0db8::0007]"]),
        ("pbx_1.a-b.example", ["PBX_1.A-B.Example"]),
    ],
)
async def test_domain_may_be_an_address(tenants: Tenants, domain: str, hosts: list[str]) -> None:
    created = await tenants.create("acme", domain)
    assert [await tenants.by_domain(host) for host in hosts] == [created] * len(hosts)


@pytest.mark.parametrize(
    "domain", ["", ".", "a..b", "-a.example", "a.example:5060", "a b", "sip:a", "ü.example", "fe80::1%lo", "a" * 254]
)
async def test_domain_that_no_uri_can_hold(tenants: Tenants, domain: str) -> None:
    with pytest.raises(errors.Invalid, match="sip_domain"):
        await tenants.create("acme", domain)
    assert len(await tenants.all()) == 1


@pytest.mark.parametrize("name", ["", " a", "a ", "a\nb", "a\0b", "x" * 64])
async def test_name_that_nobody_can_type(tenants: Tenants, name: str) -> None:
    with pytest.raises(errors.Invalid, match="name"):
        await tenants.create(name, "a.example")
    with pytest.raises(errors.Invalid, match="name"):
        await tenants.rename(DEFAULT_TENANT, name)


async def test_names_and_domains_are_taken_once(tenants: Tenants) -> None:
    first = await tenants.create("first", "first.example")
    second = await tenants.create("second", "second.example")
    for attempt in (
        tenants.create("first", "other.example"),
        tenants.create("other", "FIRST.example"),
        tenants.rename(second.id, "first"),
        tenants.set_domain(second.id, "first.example"),
        tenants.set_domain(DEFAULT_TENANT, "first.example"),
    ):
        with pytest.raises(errors.Duplicate) as refused:
            await attempt
        assert (refused.value.owner_kind, refused.value.owner_number) == ("tenant", "first")
    assert await tenants.all() == [Tenant(DEFAULT_TENANT, "default", ""), first, second]


async def test_two_at_once_cannot_take_one_domain(tenants: Tenants) -> None:
    attempts = (tenants.create(name, "same.example") for name in ("one", "two", "three"))
    results = await asyncio.gather(*attempts, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Duplicate", "Duplicate", "Tenant"]


async def test_rename_and_set_domain(tenants: Tenants) -> None:
    created = await tenants.create("acme", "acme.example")
    assert await tenants.rename(created.id, "ACME") == Tenant(created.id, "ACME", "acme.example")
    assert await tenants.set_domain(created.id, "new.example") == Tenant(created.id, "ACME", "new.example")
    assert await tenants.set_domain(created.id, "new.example") == Tenant(created.id, "ACME", "new.example")
    assert await tenants.by_domain("acme.example") is None
    with pytest.raises(errors.Invalid, match="sip_domain"):
        await tenants.set_domain(created.id, "")


async def test_default_tenant_may_have_a_domain_or_none(tenants: Tenants) -> None:
    assert (await tenants.set_domain(DEFAULT_TENANT, "pbx.example")).sip_domain == "pbx.example"
    assert (await tenants.set_domain(DEFAULT_TENANT, "")).sip_domain == ""
    with pytest.raises(errors.Invalid):
        await tenants.delete(DEFAULT_TENANT)


@pytest.mark.parametrize("id", [0, -1, 99, 2**60])
async def test_tenant_that_does_not_exist(tenants: Tenants, id: int) -> None:
    for attempt in (
        tenants.get(id),
        tenants.rename(id, "x"),
        tenants.set_domain(id, "x.example"),
        tenants.delete(id),
    ):
        with pytest.raises(errors.NotFound):
            await attempt
    for name in ("nobody", "\0", "\ud800"):
        with pytest.raises(errors.NotFound):
            await tenants.by_name(name)


async def test_tenant_with_anything_in_it_stays(database: Database, tenants: Tenants, tmp_path: Path) -> None:
    created = await tenants.create("acme", "acme.example")
    repository, credentials = Repository(database, created.id), Credentials(database, tmp_path / "secret.key")
    phone = await repository.create(Extension(number="1000", name="Alice"), author="test")
    client, _ = await credentials.new_api_client(created.id, "yeastar", "crm")
    token, _ = await ApiTokens(database).mint(created.id, "script", "admin", NOW)
    await CallLog(database, "").write([OpenedRow("c1", created.id, NOW, "1000", "", "6200", phone.id, None)])
    with pytest.raises(errors.InUse) as refused:
        await tenants.delete(created.id)
    kinds = [(user.kind, user.name) for user in refused.value.referrers]
    assert kinds == [("extension", "Alice"), ("api client", "crm"), ("bearer token", "script"), ("running call", "c1")]
    await repository.delete(Extension, phone.id, author="test")
    await credentials.delete_api_client(created.id, client)
    await ApiTokens(database).revoke(created.id, token.id)
    with pytest.raises(errors.InUse, match="running call 'c1'"):
        await tenants.delete(created.id)


async def test_users_go_with_their_tenant(database: Database, tenants: Tenants) -> None:
    created, users = await tenants.create("acme", "acme.example"), Users(database)
    admin = await users.create(created.id, "ann", "correct horse", "admin", NOW)
    pair = await Sessions(database).issue(admin, 1800, 86400, NOW, 1)
    await tenants.delete(created.id)
    assert await users.verify("acme.example", "ann", "correct horse") is None
    assert await Sessions(database).check(pair.access_token, NOW) is None


async def test_deleted_tenant_leaves_nothing_and_takes_nothing_of_others(database: Database, tenants: Tenants) -> None:
    gone, stays = await tenants.create("gone", "gone.example"), await tenants.create("stays", "stays.example")
    for tenant in (gone, stays):
        await _live(database, tenant)
    assert await tenants.delete(gone.id) == ["gone.wav"]
    tables = [table for table in metadata.sorted_tables if "tenant" in table.c]
    assert [table.name for table in tables if await rows_of(database, table, gone.id)] == []
    left = {table.name for table in tables if await rows_of(database, table, stays.id)}
    assert left == {"revision", "change", "call", "recording"}
    record, events = await CallLog(database, "").get(stays.id, "stays")
    assert (record.recording, len(events)) == ("stays.wav", 1)
    with pytest.raises(errors.NotFound):
        await tenants.by_name("gone")
    assert await tenants.by_domain("gone.example") is None


async def _live(database: Database, tenant: Tenant) -> None:
    """A tenant that had a phone and a call."""
    repository = Repository(database, tenant.id)
    phone = await repository.create(Extension(number="1000", name="Alice"), author="test")
    await Registrations(database).put(tenant.id, phone.id, [RegistrationRow("sip:1000@192.0.2.1", NOW, "x", 1)])
    await CallLog(database, "").write(
        [
            OpenedRow(tenant.name, tenant.id, NOW, "1000", "", "6200", phone.id, None),
            EventRow(tenant.name, 0, NOW, "recording_started", {"name": f"{tenant.name}.wav"}),
            EndedRow(tenant.name, NOW, "ended", "normal", "caller", (), f"{tenant.name}.wav"),
        ]
    )
    await repository.delete(Extension, phone.id, author="test")
