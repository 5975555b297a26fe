"""Machines that share a database have one key, and one of them begins."""

import asyncio
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from switchboard.errors import Unavailable
from switchboard.store.db.database import Database
from switchboard.store.nodes.agreement import KeyMismatch, check_key, keep_given_key, machine_id, one_begins
from switchboard.store.people.vault import Vault

pytestmark = pytest.mark.interop


async def test_the_first_machine_says_which_key_it_is(database: Database, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    await check_key(database, first)
    await check_key(database, first)
    with pytest.raises(KeyMismatch, match="is missing: copy it from another machine"):
        await check_key(database, second)
    assert not second.exists()
    Vault(second).encrypt("makes a key of its own")
    with pytest.raises(KeyMismatch, match="is another key"):
        await check_key(database, second)
    second.write_bytes(first.read_bytes())
    await check_key(database, second)


def test_a_given_key_becomes_the_file_and_never_replaces_another(tmp_path: Path) -> None:
    file, key = tmp_path / "data" / "secret.key", Fernet.generate_key().decode()
    keep_given_key(file, "")
    assert not file.exists()
    keep_given_key(file, key)
    assert file.read_text() == key and file.stat().st_mode & 0o777 == 0o600
    keep_given_key(file, key)
    with pytest.raises(KeyMismatch, match="another key than SWITCHBOARD_SECRET_KEY"):
        keep_given_key(file, Fernet.generate_key().decode())
    with pytest.raises(Unavailable):
        keep_given_key(file, "no key")


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_one_begins_while_the_others_wait(database: Database) -> None:
    inside = 0

    async def begin() -> None:
        nonlocal inside
        async with one_begins(database):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(begin() for _ in range(3)))


def test_a_machine_keeps_its_id(tmp_path: Path) -> None:
    first = machine_id(tmp_path / "a")
    assert machine_id(tmp_path / "a") == first != machine_id(tmp_path / "b")
