"""`switchboard users`, and the user that the first start makes."""

import asyncio
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.cli.first_start import first_start
from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.model.directory import Extension
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.people import totp
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.store.people.second_factors import SecondFactors
from switchboard.store.people.users import User, Users

from .conftest import Run

pytestmark = pytest.mark.interop
PASSWORD = "correct horse"


def verify(data: Path, name: str, password: str, domain: str = "") -> User | None:
    async def work() -> User | None:
        async with installation(Settings(data=data)) as opened:
            return await Users(opened.database).verify(domain, name, password)

    return asyncio.run(work())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_user_is_added_changed_and_deleted(run: Run) -> None:
    run("users", "add", "ann", "--role", "admin", typed=f"{PASSWORD}\n{PASSWORD}\n")
    added = json.loads(run("users", "add", "bob", "--generate", "--json").stdout)
    assert (added["name"], added["role"], len(added["password"])) == ("bob", "editor", 24)
    assert json.loads(run("users", "role", "BOB", "viewer", "--json").stdout)["role"] == "viewer"
    listed = json.loads(run("users", "list", "--json").stdout)
    assert [(user["name"], user["role"]) for user in listed] == [("ann", "admin"), ("bob", "viewer")]
    assert set(listed[0]) == {"id", "name", "role", "rights", "extension", "second_factor", "created_at"}
    assert re.search(r"ann +admin", run("users", "list").stdout)
    assert json.loads(run("users", "rights", "bob", "messages", "--json").stdout)["rights"] == ["messages"]
    assert json.loads(run("users", "role", "bob", "editor", "--json").stdout)["rights"] == ["messages"]
    assert re.search(r"bob +editor +messages", run("users", "list").stdout)
    assert json.loads(run("users", "rights", "bob", "--json").stdout)["rights"] == []
    run("users", "delete", "bob")
    assert len(json.loads(run("users", "list", "--json").stdout)) == 1


def test_a_user_has_an_extension_of_his_own(run: Run, data: Path) -> None:
    async def added() -> int:
        async with installation(Settings(data=data)) as opened:
            return (await opened.repository.create(Extension(number="1001", name="Ann"), author="test")).id

    extension = asyncio.run(added())
    run("users", "add", "ann", "--generate")
    assert json.loads(run("users", "extension", "ann", "1001", "--json").stdout)["extension"] == extension
    assert "not-found: extension 1002" in run("users", "extension", "ann", "1002", fails=True).output
    assert json.loads(run("users", "extension", "ann", "--json").stdout)["extension"] is None


def test_a_lost_second_factor_is_reset(run: Run, data: Path) -> None:
    async def set_up() -> None:
        async with installation(Settings(data=data)) as opened:
            factors = SecondFactors(opened.database, opened.credentials.vault)
            user = await Users(opened.database).by_name(DEFAULT_TENANT, "ann")
            now = datetime.now(UTC)
            secret = await factors.begin(user)
            await factors.confirm(user, totp.code_of(secret, totp.step_of(now)), now)

    def has_one() -> bool:
        (user,) = json.loads(run("users", "list", "--json").stdout)
        return bool(user["second_factor"])

    run("users", "add", "ann", "--generate")
    asyncio.run(set_up())
    assert has_one()
    run("users", "reset-second-factor", "ann")
    assert not has_one()


def test_a_password_that_was_typed_is_not_shown(run: Run) -> None:
    shown = run("users", "add", "ann", typed=f"{PASSWORD}\n{PASSWORD}\n").output
    shown += run("users", "password", "ann", typed=f"{PASSWORD}2\n{PASSWORD}2\n").output
    assert PASSWORD not in shown


def test_a_password_can_be_replaced(run: Run, data: Path) -> None:
    first = json.loads(run("users", "add", "ann", "--generate", "--json").stdout)["password"]
    assert verify(data, "ann", first)
    run("users", "password", "ann", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert verify(data, "ann", PASSWORD)
    assert not verify(data, "ann", first)
    printed = re.search(r"password +(\S+)", run("users", "password", "ann", "--generate").stdout)
    assert printed
    assert verify(data, "ann", printed[1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "root", "--generate"), "invalid: name: is reserved"),
        (("add", "ann", "--generate"), "duplicate: name is taken"),
        (("delete", "ann"), "last-admin: the tenant has no other admin"),
        (("role", "ann", "viewer"), "last-admin: the tenant has no other admin"),
        (("delete", "nobody"), "not-found: user nobody does not exist"),
        (("password", "nobody", "--generate"), "not-found: user nobody does not exist"),
        (("role", "ann", "boss"), "Invalid value"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: tuple[str, ...], message: str) -> None:
    run("users", "add", "ann", "--role", "admin", "--generate")
    assert message in run("users", *arguments, fails=True).output


def test_each_tenant_has_its_users(run: Run, data: Path) -> None:
    run("tenants", "create", "acme", "acme.example")
    run("--tenant", "acme", "users", "add", "ann", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert json.loads(run("users", "list", "--json").stdout) == []
    assert len(json.loads(run("--tenant", "acme", "users", "list", "--json").stdout)) == 1
    assert verify(data, "ann", PASSWORD, "acme.example")
    assert not verify(data, "ann", PASSWORD)


def test_the_program_has_the_command(data: Path) -> None:
    command = [sys.executable, "-m", "switchboard", "--data", str(data), "users", "list", "--json"]
    assert json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout) == []


async def test_the_first_start_makes_an_admin_and_later_ones_say_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with installation(Settings(data=tmp_path)) as opened:
        await first_start(opened)
        printed = re.search(r"User +username admin +password (\S+)", capsys.readouterr().out)
        assert printed
        user = await Users(opened.database).verify("", "admin", printed[1])
        assert user
        assert (user.tenant, user.role) == (DEFAULT_TENANT, "admin")
        await first_start(opened)
        assert capsys.readouterr().out == ""
        assert await Users(opened.database).all(DEFAULT_TENANT) == [user]


async def test_the_first_start_leaves_credentials_in_a_file_for_their_owner(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "first"
    async with installation(Settings(data=tmp_path, credentials_file=str(file))) as opened:
        await first_start(opened)
        printed = re.search(r"User +username admin +password (\S+)", file.read_text())
        assert printed
        assert await Users(opened.database).verify("", "admin", printed[1])
        assert "SIP account" in file.read_text()
        assert file.stat().st_mode & 0o777 == 0o600
        said = capsys.readouterr().out
        assert str(file) in said and printed[1] not in said


async def test_the_first_start_leaves_users_who_are_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with installation(Settings(data=tmp_path)) as opened:
        ann = await Users(opened.database).create(1, "ann", PASSWORD, "admin", datetime(2026, 1, 2, tzinfo=UTC))
        await first_start(opened)
        assert "Credentials" not in capsys.readouterr().out
        assert await Users(opened.database).all(DEFAULT_TENANT) == [ann]


async def test_what_the_first_start_minted_can_be_revoked_for_good(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with installation(Settings(data=tmp_path)) as opened:
        await first_start(opened)
        capsys.readouterr()
        (client,) = await opened.credentials.api_clients(DEFAULT_TENANT)
        await opened.credentials.delete_api_client(DEFAULT_TENANT, client.client_id)
        await ApiTokens(opened.database).revoke(DEFAULT_TENANT, 1)
        await first_start(opened)
        assert capsys.readouterr().out == ""
        assert await opened.credentials.api_clients(DEFAULT_TENANT) == []
