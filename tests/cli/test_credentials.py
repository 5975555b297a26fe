"""`switchboard credentials list` and `revoke`."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.config import Settings
from switchboard.installation import installation
from switchboard.model.directory import Extension
from switchboard.store.people.api_tokens import ApiTokens

from .conftest import Run

pytestmark = pytest.mark.interop


def new(run: Run, dialect: str, name: str = "script") -> dict[str, str]:
    made: dict[str, str] = json.loads(run("credentials", "new", "--dialect", dialect, "--name", name, "--json").stdout)
    return made


def listed(run: Run, *options: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(*options, "credentials", "list", "--json").stdout)
    return found


def test_what_was_minted_is_listed_without_secrets(run: Run) -> None:
    yeastar, native = new(run, "yeastar", "CRM"), new(run, "native", "[red]job")
    client, token = listed(run)
    assert client == {"dialect": "yeastar", "id": yeastar["username"], "name": "CRM", "rights": []}
    assert (token["dialect"], token["name"], token["role"]) == ("native", "[red]job", "editor")
    assert (token["last_four"], token["expires_at"]) == (native["token"][-4:], None)
    shown = run("credentials", "list").stdout
    assert yeastar["username"] in shown
    assert "[red]job" in shown
    for secret in (yeastar["password"], native["token"]):
        assert secret not in shown + json.dumps([client, token])


def test_a_token_may_have_a_right(run: Run) -> None:
    minted = run("credentials", "new", "--dialect", "native", "--role", "viewer", "--right", "messages", "--json")
    assert json.loads(minted.stdout)["rights"] == "messages"
    assert [(one["role"], one["rights"]) for one in listed(run)] == [("viewer", ["messages"])]


def test_an_api_client_may_hear_recordings_until_that_is_taken_back(run: Run) -> None:
    minted = json.loads(run("credentials", "new", "--right", "recordings", "--json").stdout)
    id = minted["username"]
    assert listed(run)[0]["rights"] == ["recordings"]
    assert "only recordings" in run("credentials", "rights", id, "messages", fails=True).output
    assert "no rights" in run("credentials", "rights", id).stdout
    assert listed(run)[0]["rights"] == []
    assert "not-found" in run("credentials", "rights", id[:-1], "recordings", fails=True).output
    assert "recordings" in run("credentials", "rights", id, "recordings").stdout


def test_an_api_client_is_revoked_by_its_id(run: Run) -> None:
    gone, stays = new(run, "yeastar"), new(run, "servetel")
    run("credentials", "revoke", gone["username"])
    assert [entry["id"] for entry in listed(run)] == [stays["email"]]
    assert "not-found" in run("credentials", "revoke", gone["username"], fails=True).output


async def good(data: Path, minted: list[str]) -> list[bool]:
    """Which of the tokens somebody would get in with."""
    async with installation(Settings(data=data)) as opened:
        tokens, now = ApiTokens(opened.database), datetime.now(UTC)
        return [await tokens.check(token, now) is not None for token in minted]


def test_a_token_is_revoked_by_its_id_or_name(run: Run, tmp_path: Path) -> None:
    made = [new(run, "native", name)["token"] for name in ("a", "b", "b")]
    assert "several tokens have that name: 2, 3" in run("credentials", "revoke", "b", fails=True).output
    run("credentials", "revoke", "a")
    run("credentials", "revoke", "2")
    assert asyncio.run(good(tmp_path / "data", made)) == [False, False, True]


def test_an_id_goes_before_a_name(run: Run) -> None:
    for name in ("2", "other"):
        new(run, "native", name)
    run("credentials", "revoke", "2")
    assert [entry["name"] for entry in listed(run)] == ["2"]


def test_those_of_another_tenant_are_not_reached(run: Run) -> None:
    client, _ = new(run, "yeastar"), new(run, "native")
    run("tenants", "create", "acme", "acme.example")
    assert listed(run, "--tenant", "acme") == []
    for which in (client["username"], "1", "script"):
        run("--tenant", "acme", "credentials", "revoke", which, fails=True)
    assert len(listed(run)) == 2


async def ann(data: Path) -> None:
    """She has the number 1001."""
    async with installation(Settings(data=data)) as opened:
        await opened.repository.create(Extension(name="Ann", number="1001"), author="test")


def test_a_key_by_which_customers_are_called(run: Run, tmp_path: Path) -> None:
    asyncio.run(ann(tmp_path / "data"))
    options = ("--dialect", "servetel", "--to", "6200", "--permission", "1001", "--name", "shop", "--json")
    made = json.loads(run("credentials", "new", *options).stdout)
    assert (made["to"], made["permission"]) == ("6200", "1001")
    (key,) = listed(run)
    assert (key["dialect"], key["id"], key["name"], key["to"]) == ("servetel", "key-1", "shop", "6200")
    assert made["api_key"] not in json.dumps(key) + run("credentials", "list").stdout
    for wrong in (("--dialect", "yeastar"), ("--to", "x"), ("--permission", "1009"), ("--permanent",)):
        run("credentials", "new", *options, *wrong, fails=True)
    run("credentials", "revoke", "key-1")
    assert listed(run) == []
