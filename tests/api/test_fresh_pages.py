"""Pages are never older than their request and never another tenant's, on every database."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from switchboard.api.common import ApiServices
from switchboard.config import YeastarSettings
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.database import Database
from switchboard.store.db.tables import tenant
from switchboard.store.documents.repository import Repository
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.registrations import RegistrationRow, Registrations
from switchboard.store.people.sessions import Sessions

from .readers import EXTENSION_PAGES, IVR_PAGES, PAGES, Reader, reader
from .support import served, services

pytestmark = pytest.mark.api
OTHER = 2


@pytest.fixture
async def of(database_url: str, tmp_path: Path) -> AsyncIterator[ApiServices]:
    async with services(database_url, tmp_path, YeastarSettings()) as opened:
        async with opened.database.write() as connection:
            await connection.execute(insert(tenant).values(id=OTHER, name="other", sip_domain="o.example"))
        await opened.repository(DEFAULT_TENANT).create(Ivr(number="6000", name="Menu one"), author="test")
        await opened.repository(DEFAULT_TENANT).create(Extension(number="1000", name="Ann"), author="test")
        yield opened


@pytest.fixture
async def base(of: ApiServices) -> AsyncIterator[str]:
    async with served(of) as url:
        yield url


@pytest.fixture
async def client(of: ApiServices, base: str) -> AsyncIterator[Reader]:
    async with reader(of, base, DEFAULT_TENANT) as one:
        yield one


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[Database]:
    """The database as another process has it open."""
    database = Database(database_url)
    await database.connect()
    yield database
    await database.close()


async def test_a_write_anywhere_is_seen_by_the_next_request(client: Reader, elsewhere: Database) -> None:
    repository = Repository(elsewhere, DEFAULT_TENANT)
    for number in range(5):
        before = {page: await client.text(page) for page in IVR_PAGES}
        assert before == {page: await client.text(page) for page in IVR_PAGES}
        stored = await repository.create(Ivr(number=f"700{number}", name=f"Menu new{number}"), author="test")
        assert all([f"new{number}" in await client.text(page) for page in IVR_PAGES])
        await repository.update(
            stored.id, Ivr(number="7100", name=f"Menu other{number}"), expected_revision=None, author="test"
        )
        assert all([f"other{number}" in await client.text(page) for page in IVR_PAGES])
        await repository.delete(Ivr, stored.id, author="test")
        assert before == {page: await client.text(page) for page in IVR_PAGES}


async def test_a_phone_that_registers_is_seen_by_the_next_request(
    client: Reader, of: ApiServices, elsewhere: Database
) -> None:
    """Registrations are no configuration: nothing in `change` tells of them, nor of those that run out."""
    page = await of.repository(DEFAULT_TENANT).page(Extension)
    (extension,) = page.items
    row = RegistrationRow("sip:a@192.0.2.7", of.clock.now() + timedelta(hours=1), "id", 1, source="udp 192.0.2.7 5060")
    offline = [await client.text(page) for page in EXTENSION_PAGES[:2]]
    await Registrations(elsewhere).put(DEFAULT_TENANT, extension.id, [row])
    for page_before, name in zip(offline, EXTENSION_PAGES, strict=False):
        online = await client.text(name)
        assert online != page_before
        assert '"status_list":[{"status":1,"ip":"192.0.2.7"}]' in online
    await Registrations(elsewhere).put(DEFAULT_TENANT, extension.id, [replace(row, expires_at=of.clock.now())])
    assert [await client.text(page) for page in EXTENSION_PAGES[:2]] == offline


async def test_a_tenant_never_sees_the_pages_of_another(client: Reader, of: ApiServices, base: str) -> None:
    await of.repository(OTHER).create(Ivr(number="6000", name="Menu theirs"), author="test")
    await of.repository(OTHER).create(Extension(number="1000", name="Adam"), author="test")
    async with reader(of, base, OTHER) as other:
        ours = [await client.text(page) for page in PAGES]
        theirs = [await other.text(page) for page in PAGES]
        assert ours == [await client.text(page) for page in PAGES]
    assert all("one" in text or "Ann" in text for text in ours)
    assert all("theirs" in text or "Adam" in text for text in theirs)
    assert not any("theirs" in text or "Adam" in text for text in ours)


async def test_a_token_that_ended_elsewhere_opens_no_kept_page(
    client: Reader, of: ApiServices, elsewhere: Database, tmp_path: Path
) -> None:
    for page in PAGES:
        await client.text(page)
    tokens = ApiTokens(elsewhere)
    for token in await tokens.all(DEFAULT_TENANT):
        await tokens.revoke(DEFAULT_TENANT, token.id)
    credentials = Credentials(elsewhere, tmp_path / "key")
    for api_client in await credentials.api_clients(DEFAULT_TENANT):
        await credentials.delete_api_client(DEFAULT_TENANT, api_client.client_id)
    await Sessions(elsewhere).revoke(client.portsip)
    for page in PAGES:
        response = await client.get(page)
        refused = response.json()["errcode"] == 10004 if "/openapi" in page else response.status_code == 401
        assert refused, (page, response.text)


async def test_a_page_takes_four_statements_at_most_and_three_while_its_objects_are_kept(
    client: Reader, statements: Callable[[], list[str]]
) -> None:
    """The token's among them; on SQLite that one and the registrations are looked up beside SQLAlchemy."""
    for page in PAGES:
        for most in (4, 3):
            statements()
            await client.text(page)
            assert len(taken := statements()) <= most, (page, taken)


async def test_refusals_are_not_kept(of: ApiServices, client: Reader) -> None:
    before = of.pages.size_bytes
    assert (await client.get("/openapi/v1.0/ivr/list?page=x")).json()["errcode"] == 40002
    assert (await client.get("/rest/v1/ivrs?limit=0")).status_code == 422
    assert (await client.get("/api/ivrs?top=0")).status_code == 400
    assert of.pages.size_bytes == before
