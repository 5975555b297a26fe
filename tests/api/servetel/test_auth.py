"""Log-in, tokens, and who may ask at all."""

import asyncio
import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest

from switchboard.api.servetel import jwt
from switchboard.api.servetel.auth import permanent_token
from switchboard.config import ServetelSettings

from ..support import shared
from .support import MINIMAL, Servetel, failure, logged_in

pytestmark = pytest.mark.api

EVERYTHING = [
    ("GET", "ivrs"),
    ("POST", "ivr"),
    ("GET", "ivr/50"),
    ("PUT", "ivr/50"),
    ("DELETE", "ivr/50"),
    ("GET", "recordings"),
    ("POST", "recording"),
    ("GET", "recording/90"),
    ("PUT", "recording/90"),
    ("DELETE", "recording/90"),
    ("POST", "auth/refresh"),
    ("POST", "auth/logout"),
    ("POST", "auto_attendant"),
    ("PUT", "my_number/1"),
]


async def status(servetel: Servetel, token: str) -> int:
    return (await servetel.send("GET", "ivrs", token=token)).status_code


async def fresh(servetel: Servetel) -> str:
    return str((await servetel.log_in()).json()["access_token"])


async def test_login(servetel: Servetel) -> None:
    response = await servetel.log_in()
    assert response.status_code == 200
    reply = response.json()
    assert list(reply) == ["success", "access_token", "token_type", "expires_in"]
    assert (reply["success"], reply["token_type"], reply["expires_in"]) == (True, "bearer", 3600)
    assert await status(servetel, reply["access_token"]) == 200


async def test_a_token_is_a_json_web_token_without_user_data(servetel: Servetel) -> None:
    parts = (await fresh(servetel)).split(".")
    header, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in parts[:2])
    assert header == {"typ": "JWT", "alg": "HS256"}
    now = int(servetel.services.clock.now().timestamp())
    assert list(claims) == ["iss", "sub", "iat", "nbf", "exp", "jti"]
    assert (claims["iat"], claims["nbf"], claims["exp"]) == (now, now, now + 3600)
    assert len(base64.urlsafe_b64decode(parts[2] + "==")) == 32
    assert servetel.email not in str(claims)


async def test_wrong_credentials(servetel: Servetel) -> None:
    for count, wrong in enumerate(({"password": "wrong"}, {"email": "nobody"}), 1):
        response = await servetel.log_in(**wrong)
        assert response.status_code == 401
        assert failure(response)["login_failed_count"] == count
    odd = b'{"email": "nobody\\u0000\\ud800", "password": "\\ud800"}'
    assert (await servetel.http.post("/v1/auth/login", content=odd)).status_code == 401


async def test_login_needs_two_texts(servetel: Servetel) -> None:
    response = await servetel.http.post("/v1/auth/login", json={"password": 12345})
    assert response.status_code == 422
    assert failure(response)["errors"] == {"email": ["is required"], "password": ["must be a text"]}
    assert "12345" not in response.text
    assert (await servetel.http.post("/v1/auth/login")).status_code == 422


async def test_refresh_ends_the_old_token(servetel: Servetel) -> None:
    response = await servetel.send("POST", "auth/refresh")
    assert list(response.json()) == ["success", "access_token", "token_type", "expires_in"]
    new = response.json()["access_token"]
    assert await status(servetel, servetel.token) == 401
    assert await status(servetel, new) == 200
    assert (await servetel.send("POST", "auth/refresh")).status_code == 401


async def test_logout(servetel: Servetel) -> None:
    assert (await servetel.ok("POST", "auth/logout"))["success"] is True
    assert await status(servetel, servetel.token) == 401


async def test_tokens_expire_and_are_then_not_refreshed(servetel: Servetel) -> None:
    servetel.move_clock(3601)
    assert await status(servetel, servetel.token) == 401
    assert (await servetel.send("POST", "auth/refresh")).status_code == 401


async def test_permanent_tokens(servetel: Servetel) -> None:
    credentials = servetel.services.credentials
    client = next(one for one in await credentials.api_clients(1) if one.dialect == "servetel")
    await credentials.new_api_client(1, "servetel", "cron")
    cron = (await credentials.api_clients(1))[-1]
    token = await permanent_token(credentials, cron, servetel.services.clock.now())
    servetel.move_clock(50 * 365 * 86400)
    assert await status(servetel, token) == 200
    response = await servetel.send("POST", "auth/refresh", token=token)
    assert response.status_code == 422
    assert "permanent" in str(failure(response)["message"])
    await credentials.delete_api_client(1, cron.client_id)
    assert await status(servetel, token) == 401
    assert client.id != cron.id


@shared
@pytest.mark.parametrize("form", ["Bearer {}", "bearer {}", "BEARER  {}", "{}"])
async def test_the_token_with_and_without_bearer(shared_servetel: Servetel, form: str) -> None:
    headers = {"Authorization": form.format(shared_servetel.token)}
    assert (await shared_servetel.http.get("/v1/ivrs", headers=headers)).status_code == 200


@pytest.mark.parametrize(("method", "path"), EVERYTHING)
@shared
async def test_nothing_without_a_token(shared_servetel: Servetel, method: str, path: str) -> None:
    ours = shared_servetel.token
    for token in ("x", "a.b.c", "e30.e30.e30", "é", "[" * 3000, f"{ours}A", f"A{ours}"):
        headers = {b"Authorization": f"Bearer {token}".encode()}
        response = await shared_servetel.http.request(method, f"/v1/{path}", headers=headers)
        assert response.status_code == 401, token
        assert failure(response) == {"success": False, "message": "Unauthenticated."}
        assert response.headers["www-authenticate"] == "Bearer"
    for headers in ({}, {b"Authorization": b"Bearer"}):
        assert (await shared_servetel.http.request(method, f"/v1/{path}", headers=headers)).status_code == 401


async def test_a_token_whose_claims_were_changed(servetel: Servetel) -> None:
    header, claims, signature = servetel.token.split(".")
    changed = json.loads(base64.urlsafe_b64decode(claims + "=="))
    del changed["exp"]
    packed = base64.urlsafe_b64encode(json.dumps(changed).encode()).rstrip(b"=").decode()
    assert await status(servetel, f"{header}.{packed}.{signature}") == 401
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').decode()
    assert await status(servetel, f"{none}.{claims}.") == 401
    deep = base64.urlsafe_b64encode(b"[" * 1200).decode()
    assert jwt.decode(f"e30.{deep}.x") is None


def signed_anew(token: str, header: dict[str, object] | None = None, /, **claims: object) -> str:
    """What whoever has a token can make of it, with another header, and claims changed or (None) left out."""
    old_header, old_claims, _ = token.split(".")
    new = json.loads(base64.urlsafe_b64decode(old_claims + "==")) | claims
    body = {name: value for name, value in new.items() if value is not None}
    head = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode() if header else old_header
    signed = f"{head}.{base64.urlsafe_b64encode(json.dumps(body).encode()).rstrip(b'=').decode()}"
    digest = hmac.digest(str(new["jti"]).encode(), signed.encode(), hashlib.sha256)
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


async def test_a_token_signed_anew_with_its_own_claims_is_the_same(servetel: Servetel) -> None:
    """So the tests below fail for what they change, and not for how they sign."""
    assert await status(servetel, signed_anew(servetel.token)) == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": None},
        {"exp": 2**40},
        {"exp": "never"},
        {"exp": 1e30},
        {"exp": True},
        {"exp": []},
        {"sub": "4711"},
        {"sub": None},
        {"iss": "another"},
        {"iss": None},
        {"nbf": 2**40},
        {"iat": 2**40},
        {"nbf": "0"},
    ],
)
async def test_a_token_that_claims_what_it_was_not_issued_with(servetel: Servetel, claims: dict[str, object]) -> None:
    assert await status(servetel, signed_anew(servetel.token, **claims)) == 401


@pytest.mark.parametrize(
    "header",
    [
        {"typ": "JWT", "alg": "none"},
        {"typ": "JWT", "alg": "HS512"},
        {"typ": "JWT", "alg": "RS256"},
        {"typ": "JWT"},
        {"typ": "JOSE", "alg": "HS256"},
        {"typ": "JWT", "alg": "HS256", "crit": ["x"]},
    ],
)
async def test_a_token_of_another_kind(servetel: Servetel, header: dict[str, object]) -> None:
    assert await status(servetel, signed_anew(servetel.token, header)) == 401


async def test_a_permanent_token_has_no_end_and_gets_none(servetel: Servetel) -> None:
    credentials, now = servetel.services.credentials, servetel.services.clock.now()
    await credentials.new_api_client(1, "servetel", "cron")
    token = await permanent_token(credentials, (await credentials.api_clients(1))[-1], now)
    assert await status(servetel, token) == 200
    assert await status(servetel, signed_anew(token, exp=int(now.timestamp()) + 3600)) == 401


async def test_a_clock_that_is_a_little_late_refuses_no_new_token(servetel: Servetel) -> None:
    servetel.move_clock(-30)
    assert await status(servetel, servetel.token) == 200


async def test_a_token_of_another_dialect_is_none(servetel: Servetel) -> None:
    credentials, now = servetel.services.credentials, servetel.services.clock.now()
    stranger = next(one for one in await credentials.api_clients(1) if one.dialect == "yeastar")
    pair = await credentials.issue(stranger, 60, 60, now, 8)
    assert await status(servetel, jwt.encode(pair, stranger.id, now, expires=True)) == 401
    assert await status(servetel, pair.access_token) == 401


async def test_five_failures_lock_the_address(servetel: Servetel) -> None:
    for _ in range(5):
        assert (await servetel.log_in(password="wrong")).status_code == 401
    response = await servetel.log_in()
    assert response.status_code == 429
    assert failure(response)["retry_after"] == "2026-01-05 17:40:00"
    assert await status(servetel, servetel.token) == 200
    servetel.move_clock(600)
    assert (await servetel.log_in()).status_code == 200


async def test_many_guesses_at_once_are_no_more_than_one_after_the_other(servetel: Servetel) -> None:
    responses = await asyncio.gather(*(servetel.log_in(password="wrong") for _ in range(5)), servetel.log_in())
    assert [response.status_code for response in responses] == [401] * 5 + [429]


async def test_tokens_of_a_client_are_bounded(tmp_path: Path) -> None:
    url, settings = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", ServetelSettings(max_tokens=2)
    async with logged_in(url, tmp_path, settings) as servetel:
        assert (await servetel.log_in()).status_code == 200
        response = await servetel.log_in()
        assert response.status_code == 429
        assert failure(response)["retry_after"] == "2026-01-05 18:30:00"
        await servetel.send("POST", "auth/logout")
        assert (await servetel.log_in()).status_code == 200


async def test_switched_off(tmp_path: Path) -> None:
    url, settings = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", ServetelSettings(enabled=False)
    async with logged_in(url, tmp_path, settings) as servetel:
        response = await servetel.log_in()
        assert response.status_code == 404
        failure(response)


async def test_the_token_comes_before_the_body(servetel: Servetel) -> None:
    assert (await servetel.send("POST", "ivr", {}, token="x")).status_code == 401
    assert (await servetel.send("POST", "ivr", MINIMAL)).status_code == 200


async def test_tokens_are_hashed_at_rest(servetel: Servetel, tmp_path: Path) -> None:
    token = jwt.decode(servetel.token)
    assert token is not None
    content = b"".join(file.read_bytes() for file in tmp_path.glob("switchboard.db*"))
    assert servetel.email.encode() in content
    for secret in (token.access_token, token.refresh_token, servetel.password):
        assert secret.encode() not in content
        assert secret not in repr(token)
