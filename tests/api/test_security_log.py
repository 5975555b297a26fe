"""Who fails to log in stands in the security log, whichever face of the API it was."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from switchboard.config import YeastarSettings
from switchboard.security_log import close_security_log, open_security_log
from tests.kit.web import web_client

from .support import VERSION, SetClock, served, services

pytestmark = pytest.mark.api

SECRET = "a-password-of-somebody"
BAD_TOKEN = {"Authorization": f"Bearer {SECRET}"}
TRIES = {
    "yeastar": ("POST", f"{VERSION}get_token", {}, {"username": "x", "password": SECRET}),
    "servetel": ("POST", "/v1/auth/login", {}, {"email": "x", "password": SECRET}),
    "portsip": ("POST", "/api/auth/sign_in", {}, {"username": "x", "password": SECRET}),
    "portsip refresh": ("POST", "/api/auth/refresh_token", {}, {"refresh_token": SECRET}),
    "native": ("POST", "/rest/v1/login", {}, {"name": "x", "password": SECRET}),
    "native refresh": ("POST", "/rest/v1/login/refresh", {}, {"refresh_token": SECRET}),
    "native token": ("GET", "/rest/v1/ivrs", BAD_TOKEN, None),
    "servetel token": ("GET", "/v1/ivrs", BAD_TOKEN, None),
}
LOCKS = {"yeastar": 5, "servetel": 5, "portsip": 10, "native": 10, "native token": 10}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "security.log"
    open_security_log(file)
    yield file
    close_security_log()


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
    async with (
        services(url, tmp_path, YeastarSettings()) as of,
        served(of) as base,
        web_client(base) as client,
    ):
        yield client


async def fail(http: httpx.AsyncClient, how: str) -> httpx.Response:
    method, path, headers, body = TRIES[how]
    return await http.request(method, path, headers=headers, json=body)


def lines(log: Path) -> list[str]:
    return [line.partition(" ")[2] for line in log.read_text().splitlines()]


@pytest.mark.parametrize("how", TRIES)
async def test_a_failure_is_one_line_without_what_was_tried(http: httpx.AsyncClient, log: Path, how: str) -> None:
    await fail(http, how)
    (line,) = lines(log)
    assert line.startswith("api-authentication-failed source=127.0.0.1 what=")
    assert SECRET not in line


@pytest.mark.parametrize("how", LOCKS)
async def test_a_lock_out_is_told_once(http: httpx.AsyncClient, log: Path, how: str) -> None:
    for _ in range(LOCKS[how] + 3):
        await fail(http, how)
    failed = [line for line in lines(log) if line.startswith("api-authentication-failed ")]
    locked = [line for line in lines(log) if line.startswith("api-locked-out ")]
    assert len(failed) == LOCKS[how]
    assert 'what="from this address"' in locked[-1]
    assert all(f"source=127.0.0.1 failures={LOCKS[how]} " in line for line in locked)
    assert len(locked) == (2 if how in ("portsip", "native") else 1)


async def test_a_client_whose_token_has_ended_is_no_attacker(tmp_path: Path, log: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    async with services(url, tmp_path, YeastarSettings()) as of, served(of) as base:
        client_id, secret = await of.credentials.new_api_client(1, "servetel", "crm")
        async with web_client(base) as http:
            answer = await http.post("/v1/auth/login", json={"email": client_id, "password": secret})
            headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
            assert (await http.get("/v1/ivrs", headers=headers)).status_code == 200
            assert isinstance(of.clock, SetClock)
            of.clock.move(3601)
            assert (await http.get("/v1/ivrs", headers=headers)).status_code == 401
    assert not log.read_text()


async def test_who_logs_in_is_not_told(http: httpx.AsyncClient, log: Path) -> None:
    assert (await http.get("/rest/v1/ivrs")).status_code == 401
    assert not log.read_text()
