"""The sessions of users, on every database. What they share with the tokens of API clients: test_tokens.py."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from switchboard import errors
from switchboard.model.ivr import Ivr
from switchboard.store.db.database import Database
from switchboard.store.db.last_change import last_change
from switchboard.store.db.tables import user_token
from switchboard.store.documents.repository import Repository
from switchboard.store.people.api_tokens import Role
from switchboard.store.people.sessions import Admission, Sessions
from switchboard.store.people.tokens import TokenPair
from switchboard.store.people.users import User, Users

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def users(database: Database) -> Users:
    return Users(database)


@pytest.fixture
def sessions(database: Database) -> Sessions:
    return Sessions(database)


@pytest.fixture
async def alice(users: Users) -> User:
    return await create(users, "alice", "admin")


async def create(users: Users, name: str, role: Role) -> User:
    return await users.create(1, name, "correct horse", role, NOW)


async def issue(sessions: Sessions, user: User, at: datetime = NOW, max_pairs: int = 8) -> TokenPair:
    return await sessions.issue(user, 1800, 86400, at, max_pairs)


async def stored(database: Database) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(user_token)) or 0


async def test_a_session_lasts_until_its_token_expires(sessions: Sessions, alice: User) -> None:
    pair = await issue(sessions, alice)
    assert all(re.fullmatch(r"[A-Za-z0-9]{48}", token) for token in (pair.access_token, pair.refresh_token))
    assert (pair.access_expires_at, pair.refresh_expires_at) == (after(1800), after(86400))
    assert await sessions.check(pair.access_token, after(1799.999)) == alice
    assert await sessions.check(pair.access_token, after(1800)) is None
    for wrong in (pair.refresh_token, pair.access_token.swapcase(), "", "\0", "\ud800", "x" * 100_000):
        assert await sessions.check(wrong, NOW) is None


async def test_only_hashes_are_stored(sessions: Sessions, alice: User, database: Database) -> None:
    pair = await issue(sessions, alice)
    async with database.read() as connection:
        rows = repr((await connection.execute(select(user_token))).all())
    assert pair.access_token not in rows
    assert pair.refresh_token not in rows


async def test_refreshing_kills_the_old_pair(sessions: Sessions, alice: User) -> None:
    old = await issue(sessions, alice)
    new = await sessions.refresh(old.refresh_token, 1800, 86400, after(86399))
    assert await sessions.check(old.access_token, NOW) is None
    assert await sessions.check(new.access_token, after(86399)) == alice
    for dead in (old.refresh_token, new.access_token, "nonsense"):
        with pytest.raises(errors.Unauthenticated):
            await sessions.refresh(dead, 1800, 86400, after(86399))


async def test_of_many_refreshes_at_once_one_wins(sessions: Sessions, alice: User, database_url: str) -> None:
    second = Database(database_url)
    await second.connect()
    pair = await issue(sessions, alice)
    outcomes = await asyncio.gather(
        *(one.refresh(pair.refresh_token, 1800, 86400, NOW) for one in (sessions, Sessions(second)) * 3),
        return_exceptions=True,
    )
    await second.close()
    assert sum(isinstance(outcome, TokenPair) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, errors.Unauthenticated) for outcome in outcomes) == 5


async def test_the_number_of_sessions_is_limited_for_each_user_alone(
    sessions: Sessions, users: Users, alice: User
) -> None:
    bob = await create(users, "bob", "viewer")
    outcomes = await asyncio.gather(*(issue(sessions, alice) for _ in range(12)), return_exceptions=True)
    assert sum(isinstance(outcome, TokenPair) for outcome in outcomes) == 8
    assert sum(isinstance(outcome, errors.LimitReached) for outcome in outcomes) == 4
    assert await sessions.check((await issue(sessions, bob)).access_token, NOW) == bob
    await issue(sessions, alice, after(1800))


async def test_revoking_ends_one_session(sessions: Sessions, alice: User) -> None:
    pair, other = await issue(sessions, alice), await issue(sessions, alice)
    await sessions.revoke(pair.refresh_token)
    assert await sessions.check(pair.access_token, NOW) == alice
    await sessions.revoke(pair.access_token)
    await sessions.revoke(pair.access_token)
    assert await sessions.check(pair.access_token, NOW) is None
    with pytest.raises(errors.Unauthenticated):
        await sessions.refresh(pair.refresh_token, 1800, 86400, NOW)
    assert await sessions.check(other.access_token, NOW) == alice


async def test_a_new_password_ends_all_sessions_of_the_user(sessions: Sessions, users: Users, alice: User) -> None:
    bob = await create(users, "bob", "viewer")
    pairs, other = [await issue(sessions, alice) for _ in range(2)], await issue(sessions, bob)
    await users.set_password(1, alice.id, "another horse")
    for pair in pairs:
        assert await sessions.check(pair.access_token, NOW) is None
        with pytest.raises(errors.Unauthenticated):
            await sessions.refresh(pair.refresh_token, 1800, 86400, NOW)
    assert await sessions.check(other.access_token, NOW) == bob


async def test_a_session_has_the_role_of_now(sessions: Sessions, users: Users, alice: User) -> None:
    bob = await create(users, "bob", "admin")
    pair = await issue(sessions, bob)
    demoted = await users.set_role(1, bob.id, "viewer")
    assert await sessions.check(pair.access_token, NOW) == demoted
    assert demoted.role == "viewer"


async def test_a_check_is_one_statement(sessions: Sessions, alice: User, statements: Callable[[], list[str]]) -> None:
    """On SQLite it goes beside SQLAlchemy."""
    pair = await issue(sessions, alice)
    statements()
    assert await sessions.check(pair.access_token, NOW) == alice
    assert len(statements()) <= 1


async def test_an_admission_tells_the_last_change_of_the_tenant(
    sessions: Sessions, alice: User, database: Database
) -> None:
    token = (await issue(sessions, alice)).access_token
    assert await sessions.admission(token, NOW) == Admission(alice, 0)
    await Repository(database, 1).create(Ivr(name="Main", number="6000"), author="test")
    admission = await sessions.admission(token, NOW)
    assert admission is not None
    assert admission.last_change == await last_change(database, 1) > 0


async def test_sessions_go_with_their_user(sessions: Sessions, users: Users, alice: User, database: Database) -> None:
    bob = await create(users, "bob", "viewer")
    pair = await issue(sessions, bob)
    await users.delete(1, bob.id)
    assert await sessions.check(pair.access_token, NOW) is None
    assert await stored(database) == 0
    with pytest.raises(errors.Unauthenticated):
        await issue(sessions, bob)


async def test_expired_tokens_are_purged(sessions: Sessions, alice: User, database: Database) -> None:
    for _ in range(3):
        await issue(sessions, alice)
    await issue(sessions, alice, after(86400))
    assert await stored(database) == 2


async def test_when_a_session_ends(sessions: Sessions, alice: User) -> None:
    pair = await issue(sessions, alice)
    assert await sessions.expiry(pair.access_token) == after(1800)
    for other in (pair.refresh_token, "x", "\ud800"):
        assert await sessions.expiry(other) is None
