"""Secrets go in, and only what must comes out, on every database."""

import hashlib
import re
import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from switchboard import errors
from switchboard.model.directory import Extension
from switchboard.model.trunk import Trunk
from switchboard.store.db.database import Database
from switchboard.store.db.tables import metadata
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials

pytestmark = pytest.mark.interop


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "secrets.key"


@pytest.fixture
def credentials(database: Database, key_file: Path) -> Credentials:
    return Credentials(database, key_file)


@pytest.fixture
async def alice(repository: Repository) -> int:
    return (await repository.create(Extension(name="Alice", number="1000"), author="test")).id


@pytest.fixture
async def trunk(repository: Repository) -> int:
    return (await repository.create(Trunk(name="Carrier", host="sip.example.net"), author="test")).id


async def everything_stored(database: Database) -> str:
    async with database.read() as connection:
        return repr([(await connection.execute(select(table))).all() for table in metadata.sorted_tables])


async def test_a_new_sip_password_is_long_and_only_its_hashes_stay(
    credentials: Credentials, database: Database, alice: int
) -> None:
    password = await credentials.new_sip(1, alice, "1000", "switchboard")
    assert len(password) >= 20
    stored = await credentials.sip_ha1(1, "1000")
    assert stored is not None
    a1 = f"1000:switchboard:{password}".encode()
    assert stored.ha1_md5 == hashlib.md5(a1, usedforsecurity=False).hexdigest()
    assert stored.ha1_sha256 == hashlib.sha256(a1).hexdigest()
    assert (stored.extension, stored.tenant, stored.username, stored.realm) == (alice, 1, "1000", "switchboard")
    assert password not in await everything_stored(database)


async def test_a_password_can_be_set_again_under_another_name(credentials: Credentials, alice: int) -> None:
    await credentials.set_sip(1, alice, "1000", "switchboard", "first")
    await credentials.set_sip(1, alice, "alice", "switchboard", "sécond")
    assert await credentials.sip_ha1(1, "1000") is None
    stored = await credentials.sip_ha1(1, "alice")
    assert stored is not None
    assert stored.ha1_sha256 == hashlib.sha256("alice:switchboard:sécond".encode()).hexdigest()


async def test_user_names_are_unique_and_belong_to_extensions(
    credentials: Credentials, repository: Repository, alice: int, trunk: int
) -> None:
    bob = (await repository.create(Extension(name="Bob", number="1001"), author="test")).id
    await credentials.new_sip(1, alice, "1000", "switchboard")
    with pytest.raises(errors.Duplicate) as caught:
        await credentials.new_sip(1, bob, "1000", "switchboard")
    assert (caught.value.field, caught.value.owner_number) == ("username", "1000")
    for tenant, id in ((1, 999), (2, alice), (1, trunk)):
        with pytest.raises(errors.NotFound):
            await credentials.new_sip(tenant, id, "1002", "switchboard")
    for name in ("", "a:b", "\0", "\ud800"):
        with pytest.raises(errors.Invalid):
            await credentials.set_sip(1, alice, name, "switchboard", "password")
        assert await credentials.sip_ha1(1, name) is None
    assert await credentials.sip_ha1(2, "1000") is None


async def test_sip_credentials_go_with_their_extension(
    credentials: Credentials, repository: Repository, alice: int
) -> None:
    await credentials.new_sip(1, alice, "1000", "switchboard")
    await repository.delete(Extension, alice, author="test")
    assert await credentials.sip_ha1(1, "1000") is None


async def test_a_trunk_s_password_comes_back_but_is_not_in_the_database(
    credentials: Credentials, database: Database, trunk: int, key_file: Path
) -> None:
    assert await credentials.trunk_secret(1, trunk) is None
    await credentials.set_trunk_secret(1, trunk, "old")
    await credentials.set_trunk_secret(1, trunk, "s3crét password")
    assert await credentials.trunk_secret(1, trunk) == "s3crét password"
    assert await Credentials(database, key_file).trunk_secret(1, trunk) == "s3crét password"
    assert await credentials.trunk_secret(2, trunk) is None
    assert "s3cr" not in await everything_stored(database)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert list(key_file.parent.iterdir()) == [key_file]


async def test_a_trunk_s_password_needs_the_trunk_and_goes_with_it(
    credentials: Credentials, repository: Repository, alice: int, trunk: int
) -> None:
    for tenant, id in ((1, alice), (2, trunk), (1, 999)):
        with pytest.raises(errors.NotFound):
            await credentials.set_trunk_secret(tenant, id, "secret")
    await credentials.set_trunk_secret(1, trunk, "secret")
    await repository.delete(Trunk, trunk, author="test")
    assert await credentials.trunk_secret(1, trunk) is None


async def test_another_key_file_is_noticed(
    credentials: Credentials, database: Database, trunk: int, tmp_path: Path
) -> None:
    await credentials.set_trunk_secret(1, trunk, "secret")
    with pytest.raises(errors.Unavailable, match="does not fit"):
        await Credentials(database, tmp_path / "other.key").trunk_secret(1, trunk)


async def test_an_api_client_proves_itself(credentials: Credentials, database: Database) -> None:
    client_id, secret = await credentials.new_api_client(1, "yeastar", "CRM")
    assert all(re.fullmatch(r"[A-Za-z0-9]{32}", text) for text in (client_id, secret))
    client = await credentials.verify_api_client("yeastar", client_id, secret)
    assert client is not None
    assert (client.tenant, client.dialect, client.client_id, client.name) == (1, "yeastar", client_id, "CRM")
    assert secret not in await everything_stored(database)
    assert "$argon2id$" in await everything_stored(database)


async def test_whatever_is_wrong_the_answer_is_no(credentials: Credentials) -> None:
    client_id, secret = await credentials.new_api_client(1, "yeastar", "CRM")
    for dialect, name, word in (
        ("yeastar", client_id, secret[:-1]),
        ("yeastar", client_id, ""),
        ("yeastar", client_id, "\0\ud800"),
        ("yeastar", client_id.swapcase(), secret),
        ("yeastar", "", ""),
        ("yeastar", "\0", secret),
        ("yeastar", "\ud800", secret),
        ("portsip", client_id, secret),
    ):
        assert await credentials.verify_api_client(dialect, name, word) is None


async def test_api_clients_are_listed_and_removed(credentials: Credentials) -> None:
    ids = [(await credentials.new_api_client(1, "yeastar", name))[0] for name in ("A", "B")]
    assert [client.client_id for client in await credentials.api_clients(1)] == ids
    assert await credentials.api_clients(2) == []
    with pytest.raises(errors.NotFound):
        await credentials.delete_api_client(2, ids[0])
    await credentials.delete_api_client(1, ids[0])
    assert [client.name for client in await credentials.api_clients(1)] == ["B"]
