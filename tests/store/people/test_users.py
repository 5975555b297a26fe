"""Users and their passwords, on every database."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from switchboard import errors
from switchboard.store.db.database import Database
from switchboard.store.db.tables import user
from switchboard.store.documents.repository import Repository
from switchboard.store.people import passwords, users
from switchboard.store.people.api_tokens import Role
from switchboard.store.people.users import User, Users

pytestmark = pytest.mark.interop
NOW = datetime(2026, 1, 2, tzinfo=UTC)
PASSWORD = "correct horse"


@pytest.fixture
def people(database: Database) -> Users:
    return Users(database)


async def create(people: Users, name: str = "Alice", role: Role = "admin", tenant: int = 1) -> User:
    return await people.create(tenant, name, PASSWORD, role, NOW)


async def test_a_user_is_given_back_as_created(people: Users) -> None:
    alice = await create(people)
    assert alice == User(alice.id, 1, "Alice", "admin", NOW)
    assert await people.get(1, alice.id) == alice
    assert await people.by_name(1, "aLICE") == alice
    bob = await create(people, "bob", "viewer")
    assert await people.all(1) == [alice, bob]


async def test_only_the_hash_of_a_password_is_stored(people: Users, database: Database) -> None:
    await create(people)
    async with database.read() as connection:
        (row,) = (await connection.execute(select(user))).all()
    assert row.password_hash.startswith("$argon2id$")
    assert PASSWORD not in repr(row)


@pytest.mark.parametrize("name", ["a", "O'Neil", "jean-luc.p_9", "admin", "x" * 64])
async def test_names(people: Users, name: str) -> None:
    assert (await create(people, name)).name == name


@pytest.mark.parametrize(
    "name",
    ["", "x" * 65, ".a", "a.", ".", "a b", "a@b", "a\n", "Zoë", "\0", "\ud800", "system", "Root", "ADMINISTRATOR"],
)
async def test_names_that_are_refused(people: Users, name: str) -> None:
    with pytest.raises(errors.Invalid) as refused:
        await create(people, name)
    assert refused.value.field == "name"
    assert await people.all(1) == []


@pytest.mark.parametrize("password", ["", "1234567", "x" * 129, "longname", "LongName"])
async def test_passwords_that_are_refused(people: Users, password: str) -> None:
    alice = await create(people, "longname")
    with pytest.raises(errors.Invalid) as refused:
        await people.create(1, "LongName", password, "viewer", NOW)
    assert refused.value.field == "password"
    with pytest.raises(errors.Invalid):
        await people.set_password(1, alice.id, password)
    assert await people.verify("", "longname", PASSWORD) == alice


@pytest.mark.parametrize("password", ["12345678", "x" * 128, "pass\0wörd\ud800"])
async def test_passwords_that_are_taken(people: Users, password: str) -> None:
    alice = await people.create(1, "alice", password, "viewer", NOW)
    assert await people.verify("", "alice", password) == alice
    assert await people.verify("", "alice", password[:-1]) is None


async def test_a_name_is_unique_in_its_tenant_in_any_case(people: Users, neighbour: Repository) -> None:
    await create(people, "Alice")
    with pytest.raises(errors.Duplicate) as refused:
        await create(people, "aLICE")
    assert refused.value.field == "name"
    theirs = await create(people, "alice", tenant=2)
    assert await people.all(2) == [theirs]


async def test_of_two_at_once_with_one_name_one_is_created(people: Users) -> None:
    outcomes = await asyncio.gather(*(create(people) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(outcome, User) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, errors.Duplicate) for outcome in outcomes) == 3


async def test_a_tenant_has_only_so_many(people: Users, neighbour: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "MAX_USERS", 2)
    for name in ("a", "b"):
        await create(people, name)
    with pytest.raises(errors.LimitReached):
        await create(people, "c")
    await create(people, "c", tenant=2)


async def test_a_tenant_that_does_not_exist_has_no_users(people: Users) -> None:
    for tenant in (99, 0, 2**70):
        with pytest.raises(errors.NotFound):
            await create(people, tenant=tenant)


async def test_the_password_and_name_must_fit(people: Users) -> None:
    alice = await create(people)
    for name in ("Alice", "alice", "ALICE"):
        assert await people.verify("", name, PASSWORD) == alice
    for name, password in (
        ("Alice", PASSWORD + " "),
        ("Alice", ""),
        ("Bob", PASSWORD),
        ("", PASSWORD),
        ("A\0lice", PASSWORD),
        ("\ud800", "\ud800"),
        ("x" * 100_000, "x" * 100_000),
    ):
        assert await people.verify("", name, password) is None


async def test_users_log_in_to_the_tenant_of_their_domain(people: Users, neighbour: Repository) -> None:
    ours = await create(people)
    theirs = await people.create(2, "Alice", "other password", "viewer", NOW)
    assert await people.verify("", "alice", PASSWORD) == ours
    assert await people.verify("N.Example", "alice", "other password") == theirs
    for domain, password in (
        ("", "other password"),
        ("n.example", PASSWORD),
        ("m.example", PASSWORD),
        (".", PASSWORD),
        ("\0", PASSWORD),
        ("\ud800", PASSWORD),
    ):
        assert await people.verify(domain, "alice", password) is None


@pytest.mark.usefixtures("real_hashes")
async def test_an_unknown_user_costs_as_much_as_a_known_one(people: Users, monkeypatch: pytest.MonkeyPatch) -> None:
    await create(people)
    verified: list[str] = []
    fits = passwords.fits

    def counting(stored_hash: str, secret: str) -> bool:
        verified.append(stored_hash)
        return fits(stored_hash, secret)

    monkeypatch.setattr(passwords, "fits", counting)
    for domain, name in (("", "alice"), ("", "nobody"), ("nowhere.example", "alice"), ("\0", "\0")):
        assert await people.verify(domain, name, "wrong") is None
    assert len(verified) == 4
    assert {stored_hash.rpartition("$")[0].rpartition("$")[0] for stored_hash in verified} == {
        "$argon2id$v=19$m=19456,t=2,p=1"
    }


async def test_a_new_password_replaces_the_old_one(people: Users) -> None:
    alice = await create(people)
    await people.set_password(1, alice.id, "another horse")
    assert await people.verify("", "alice", PASSWORD) is None
    assert await people.verify("", "alice", "another horse") == alice


async def test_a_tenant_always_keeps_an_admin(people: Users, neighbour: Repository) -> None:
    alice, bob = await create(people), await create(people, "bob", "editor")
    await create(people, "carol", "admin", tenant=2)
    with pytest.raises(errors.LastAdmin):
        await people.set_role(1, alice.id, "editor")
    with pytest.raises(errors.LastAdmin):
        await people.delete(1, alice.id)
    assert await people.set_role(1, alice.id, "admin") == alice
    assert (await people.set_role(1, bob.id, "admin")).role == "admin"
    assert (await people.set_role(1, alice.id, "viewer")).role == "viewer"
    await people.delete(1, alice.id)
    with pytest.raises(errors.LastAdmin):
        await people.delete(1, bob.id)
    assert [(one.name, one.role) for one in await people.all(1)] == [("bob", "admin")]


async def test_admins_who_remove_one_another_at_once_are_not_all_gone(people: Users) -> None:
    """Several times, on connections that are open already, so that some are at once indeed."""
    for attempt in range(6):
        for name in ("a", "b", "c"):
            await create(people, f"{name}{attempt}")
        admins = await people.all(1)
        await asyncio.gather(*(people.all(1) for _ in admins))
        outcomes = await asyncio.gather(*(people.delete(1, admin.id) for admin in admins), return_exceptions=True)
        assert sum(isinstance(outcome, errors.LastAdmin) for outcome in outcomes) == 1
        assert len(await people.all(1)) == 1


async def test_nobody_reaches_the_users_of_another_tenant(people: Users, neighbour: Repository) -> None:
    alice = await create(people)
    for tenant, id in ((2, alice.id), (1, 999), (1, 0), (1, 2**70)):
        for refused in (
            people.get(tenant, id),
            people.set_password(tenant, id, "another horse"),
            people.set_role(tenant, id, "viewer"),
            people.delete(tenant, id),
        ):
            with pytest.raises(errors.NotFound):
                await refused
    assert await people.verify("", "alice", PASSWORD) == alice


async def test_nobody_is_found_by_a_name_that_nobody_has(people: Users, neighbour: Repository) -> None:
    await create(people)
    for tenant, name in ((1, "bob"), (2, "alice"), (1, ""), (1, "\0"), (1, "\ud800")):
        with pytest.raises(errors.NotFound):
            await people.by_name(tenant, name)


async def test_a_deleted_user_cannot_log_in_and_the_name_is_free(people: Users) -> None:
    await create(people)
    bob = await create(people, "bob", "viewer")
    await people.delete(1, bob.id)
    assert await people.verify("", "bob", PASSWORD) is None
    assert (await create(people, "bob")).id > bob.id
