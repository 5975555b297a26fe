"""Bearer tokens, on every database."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from switchboard import errors
from switchboard.store.db.database import Database
from switchboard.store.db.tables import bearer_token
from switchboard.store.documents.repository import Repository
from switchboard.store.people import api_tokens
from switchboard.store.people.api_tokens import ApiTokens

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def tokens(database: Database) -> ApiTokens:
    return ApiTokens(database)


async def test_a_token_is_good_until_it_expires(tokens: ApiTokens) -> None:
    minted, token = await tokens.mint(1, "CRM", "editor", NOW, NOW + timedelta(hours=1))
    assert re.fullmatch(r"swb_[A-Za-z0-9]{40}", token)
    assert (minted.tenant, minted.name, minted.role, minted.last_four) == (1, "CRM", "editor", token[-4:])
    assert (minted.created_at, minted.expires_at) == (NOW, NOW + timedelta(hours=1))
    assert await tokens.check(token, NOW + timedelta(seconds=3599)) == minted
    assert await tokens.check(token, NOW + timedelta(hours=1)) is None
    for wrong in (token.swapcase(), token[:-1], "", "\0", "\ud800", "x" * 100_000):
        assert await tokens.check(wrong, NOW) is None


async def test_without_an_expiry_it_stays(tokens: ApiTokens) -> None:
    minted, token = await tokens.mint(1, "CRM", "viewer", NOW)
    assert await tokens.check(token, NOW + timedelta(days=36_500)) == minted


async def test_only_the_hash_is_stored(tokens: ApiTokens, database: Database) -> None:
    _, token = await tokens.mint(1, "CRM", "admin", NOW)
    async with database.read() as connection:
        assert token not in repr((await connection.execute(select(bearer_token))).all())


async def test_tokens_are_listed_read_and_revoked_within_their_tenant(tokens: ApiTokens, neighbour: Repository) -> None:
    first, token = await tokens.mint(1, "A", "viewer", NOW)
    second, _ = await tokens.mint(1, "B", "admin", NOW)
    theirs, _ = await tokens.mint(2, "C", "admin", NOW)
    assert await tokens.all(1) == [first, second]
    assert await tokens.all(2) == [theirs]
    assert await tokens.get(1, first.id) == first
    for tenant, id in ((2, first.id), (1, theirs.id), (1, 999), (1, 0), (1, 2**70)):
        with pytest.raises(errors.NotFound):
            await tokens.get(tenant, id)
        with pytest.raises(errors.NotFound):
            await tokens.revoke(tenant, id)
    await tokens.revoke(1, first.id)
    assert await tokens.check(token, NOW) is None
    assert await tokens.all(1) == [second]


@pytest.mark.parametrize("name", ["", "x" * 64, "a\nb", "\0", "\ud800"])
async def test_a_name_must_be_readable(tokens: ApiTokens, name: str) -> None:
    with pytest.raises(errors.Invalid, match="name"):
        await tokens.mint(1, name, "viewer", NOW)


async def test_it_cannot_have_expired_before(tokens: ApiTokens) -> None:
    with pytest.raises(errors.Invalid, match="expires_at"):
        await tokens.mint(1, "CRM", "viewer", NOW, NOW)


async def test_a_tenant_has_only_so_many(tokens: ApiTokens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_tokens, "MAX_TOKENS", 2)
    for name in ("A", "B"):
        await tokens.mint(1, name, "viewer", NOW)
    with pytest.raises(errors.LimitReached):
        await tokens.mint(1, "C", "viewer", NOW)
