"""The key file."""

import asyncio
from pathlib import Path

import pytest

from switchboard import errors
from switchboard.store.people import passwords
from switchboard.store.people.vault import Vault

pytestmark = pytest.mark.unit


async def test_processes_that_make_the_key_at_once_agree(tmp_path: Path) -> None:
    vaults = [Vault(tmp_path / "key") for _ in range(8)]
    secrets = await asyncio.gather(*(asyncio.to_thread(vault.encrypt, "secret") for vault in vaults))
    assert [vaults[0].decrypt(secret) for secret in secrets] == ["secret"] * 8
    assert [file.name for file in tmp_path.iterdir()] == ["key"]


def test_a_key_file_that_is_none_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("not a key")
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "key", tmp_path / "file" / "key", tmp_path):
        with pytest.raises(errors.Unavailable):
            Vault(path).encrypt("secret")
        with pytest.raises(errors.Unavailable):
            Vault(path).sign("message")


def test_a_signature_follows_from_key_and_message(tmp_path: Path) -> None:
    ours, other = Vault(tmp_path / "key"), Vault(tmp_path / "other")
    assert ours.sign("message") == Vault(tmp_path / "key").sign("message")
    assert len({ours.sign("message"), ours.sign("messages"), other.sign("message"), ours.sign("\ud800")}) == 4


@pytest.mark.usefixtures("real_hashes")
def test_nobody_s_hash_costs_as_much_as_a_real_one() -> None:
    parameters = passwords.NOBODY.split("$")[:4]
    assert passwords.hashed("secret").split("$")[:4] == parameters
    assert len(passwords.hashed("secret")) == len(passwords.NOBODY)
    assert not passwords.fits(passwords.NOBODY, "")


def test_a_damaged_hash_fits_nothing() -> None:
    assert not passwords.fits("garbage", "secret")
    assert passwords.fits(passwords.hashed("sécret"), "sécret")
