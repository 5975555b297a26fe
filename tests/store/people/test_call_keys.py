"""Keys by which customers are called, on every database."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from switchboard import errors
from switchboard.model.directory import Extension
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call_key
from switchboard.store.documents.repository import Repository
from switchboard.store.people import call_keys
from switchboard.store.people.call_keys import CallKeys

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
async def keys(database: Database) -> CallKeys:
    await Repository(database, 1).create(Extension(name="Ann", number="1001"), author="test")
    return CallKeys(database)


async def test_a_key_leads_to_one_place_until_it_is_revoked(keys: CallKeys, database: Database) -> None:
    minted, key = await keys.mint(1, "shop", "6200", "1001", NOW)
    assert re.fullmatch(r"swk_[A-Za-z0-9]{40}", key)
    assert (minted.name, minted.to, minted.permission, minted.last_four) == ("shop", "6200", "1001", key[-4:])
    assert await keys.check(key) == minted
    for wrong in (key.swapcase(), key[:-1], "", "\0", "\ud800", "x" * 100_000):
        assert await keys.check(wrong) is None
    async with database.read() as connection:
        assert key not in repr((await connection.execute(select(call_key))).all())
    assert await keys.all(1) == [minted]
    with pytest.raises(errors.NotFound):
        await keys.revoke(1, 2**70)
    await keys.revoke(1, minted.id)
    assert await keys.check(key) is None


async def test_those_of_another_tenant_are_not_reached(keys: CallKeys, neighbour: Repository) -> None:
    await neighbour.create(Extension(name="Bo", number="1001"), author="test")
    theirs, key = await keys.mint(2, "shop", "1001", "", NOW)
    await keys.mint(1, "shop", "1001", "", NOW)
    assert theirs.permission == "1001"
    with pytest.raises(errors.NotFound):
        await keys.revoke(1, theirs.id)
    assert await keys.check(key) == theirs
    assert [one.tenant for one in await keys.all(1)] == [1]


async def test_what_a_key_must_have(keys: CallKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, to, permission in (("a\nb", "1001", ""), ("a", "6200", ""), ("a", "6200", "1002")):
        with pytest.raises(errors.Invalid):
            await keys.mint(1, name, to, permission, NOW)
    await keys.mint(1, "a", "1001", "", NOW)
    with pytest.raises(errors.Duplicate):
        await keys.mint(1, "a", "1001", "", NOW)
    monkeypatch.setattr(call_keys, "MAX_KEYS", 1)
    with pytest.raises(errors.LimitReached):
        await keys.mint(1, "b", "1001", "", NOW)
