"""Signing in and out in each form, tokens, and who may ask at all."""

from pathlib import Path

import httpx
import pytest

from switchboard.config import LoginSettings, PortSipSettings

from ..support import shared
from .support import MINIMAL, PASSWORD, PortSip, failures, fields, logged_in

pytestmark = pytest.mark.api

GUID = "A1B2C3D4-1111-2222-3333-444455556666"
PAIR = ["access_token", "expires_in", "refresh_token", "token_type"]
READING = [
    ("GET", "ivrs"),
    ("GET", "ivrs/x"),
    ("GET", "ivrs/x/status"),
    ("GET", "ivrs/x/action_urls"),
    ("GET", "ivrs/x/action_urls/y"),
    ("GET", "extension_numbers/1000"),
    ("GET", "auth/user"),
    ("GET", "login"),
    ("POST", "auth/sign_out"),
    ("POST", "logout"),
    ("POST", "login/oauth/revoke"),
    ("GET", "ivr_servers"),
]
WRITING = [
    ("POST", "ivrs"),
    ("POST", "ivrs/x"),
    ("POST", "ivrs/x/destroy"),
    ("POST", "ivrs/x/action_urls"),
    ("POST", "ivrs/x/action_urls/y"),
    ("POST", "ivrs/x/action_urls/y/destroy"),
]


async def oauth(portsip: PortSip, **fields: str) -> httpx.Response:
    form = {"grant_type": "password", "username": "admin", "password": PASSWORD, "scope": "all", "client_id": GUID}
    sent = {name: value for name, value in {**form, **fields}.items() if value}
    return await portsip.http.post("/api/login/oauth/token", data=sent)


async def refresh(portsip: PortSip, token: object) -> httpx.Response:
    return await portsip.http.post("/api/auth/refresh_token", json={"refresh_token": token})


async def status(portsip: PortSip, token: str) -> int:
    return (await portsip.send("GET", "ivrs", token=token)).status_code


async def test_sign_in(portsip: PortSip) -> None:
    response = await portsip.sign_in()
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    pair = response.json()
    assert list(pair) == PAIR
    assert (pair["expires_in"], pair["token_type"], len(pair["access_token"])) == (1800, "Bearer", 48)
    assert await status(portsip, pair["access_token"]) == 200


async def test_oauth(portsip: PortSip) -> None:
    response = await oauth(portsip)
    assert response.status_code == 200
    assert list(response.json()) == PAIR
    again = await oauth(portsip, grant_type="refresh_token", refresh_token=response.json()["refresh_token"])
    assert list(again.json()) == PAIR
    assert await status(portsip, response.json()["access_token"]) == 401
    token = again.json()["access_token"]
    assert await status(portsip, token) == 200
    revoked = await portsip.send("POST", "login/oauth/revoke", token=token)
    assert (revoked.status_code, revoked.content) == (200, b"")
    assert await status(portsip, token) == 401


async def test_oauth_forms(portsip: PortSip) -> None:
    wrong: dict[str, dict[str, str]] = {
        "grant_type": {"grant_type": "client_credentials"},
        "client_id": {"client_id": "x"},
        "scope": {"scope": "ivrs"},
        "username": {"username": ""},
        "password": {"password": ""},
        "refresh_token": {"grant_type": "refresh_token"},
    }
    for field, change in wrong.items():
        response = await oauth(portsip, **change)
        assert (response.status_code, fields(response)) == (400, [field])
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for content in (b"a=1&a=2", b"%ff=1", b"&".join(b"a%d=1" % n for n in range(20)), b"a=" + b"x" * 9000, b"a=%ff"):
        response = await portsip.http.post("/api/login/oauth/token", content=content, headers=form)
        assert response.status_code == 400
        failures(response)
    assert (await portsip.http.post("/api/login/oauth/token", json={})).status_code == 400


async def test_wrong_credentials_are_400(portsip: PortSip) -> None:
    for response in (
        await portsip.sign_in(password="wrong"),
        await portsip.sign_in(username="nobody"),
        await portsip.sign_in(domain="elsewhere.example"),
        await portsip.http.post("/api/login", json={"username": "admin", "password": "wrong"}),
        await oauth(portsip, password="wrong"),
        await portsip.http.post("/api/auth/sign_in", content=b'{"username": "a\\u0000", "password": "x"}'),
    ):
        assert response.status_code == 400
        (failure,) = failures(response)
        assert (failure["code"], failure["detail"]) == ("UNAUTHORIZED", None)
        assert "wrong" not in response.text.replace("is wrong", "")


@pytest.mark.parametrize("field", ["username", "password", "domain"])
@shared
async def test_the_fields_of_sign_in(shared_portsip: PortSip, field: str) -> None:
    values: list[object] = [12345, [], True, "", "x" * 2000, {}]
    for value in values:
        response = await shared_portsip.sign_in(**{field: value})
        assert (response.status_code, fields(response)) == (400, [field]), value
        assert "12345" not in response.text
    response = await shared_portsip.http.post("/api/auth/sign_in", json={})
    assert fields(response) == ["username", "password"]


async def test_refresh(portsip: PortSip) -> None:
    first = (await portsip.sign_in()).json()
    response = await refresh(portsip, first["refresh_token"])
    assert (response.status_code, list(response.json())) == (200, PAIR)
    assert await status(portsip, first["access_token"]) == 401
    assert await status(portsip, response.json()["access_token"]) == 200


async def test_a_bad_refresh_is_400_unknown(portsip: PortSip) -> None:
    first = (await portsip.sign_in()).json()
    await refresh(portsip, first["refresh_token"])
    for token in (first["refresh_token"], first["access_token"], "x"):
        for response in (
            await refresh(portsip, token),
            await oauth(portsip, grant_type="refresh_token", refresh_token=token),
        ):
            assert response.status_code == 400
            assert [one["code"] for one in failures(response)] == ["UNKNOWN"]
    assert fields(await refresh(portsip, 5)) == ["refresh_token"]


async def test_the_log_in_of_older_releases(portsip: PortSip) -> None:
    response = await portsip.http.post("/api/login", json={"username": "ADMIN", "password": PASSWORD})
    assert (response.status_code, list(response.json())) == (200, PAIR)
    token = response.json()["access_token"]
    portsip.move_clock(100)
    session = (await portsip.send("GET", "login", token=token)).json()
    assert session == {
        "access_token": token,
        "expires_at": "2026-01-05T12:30:00Z",
        "expires_in": 1700,
        "role": "Admin",
    }
    ended = await portsip.send("POST", "logout", token=token)
    assert (ended.status_code, ended.content) == (204, b"")
    assert await status(portsip, token) == 401


async def test_sign_out(portsip: PortSip) -> None:
    response = await portsip.send("POST", "auth/sign_out")
    assert (response.status_code, response.content) == (200, b"")
    assert await status(portsip, portsip.tokens["admin"]) == 401
    assert await status(portsip, portsip.tokens["editor"]) == 200


async def test_tokens_expire_and_use_does_not_extend_them(portsip: PortSip) -> None:
    portsip.move_clock(1799)
    assert await status(portsip, portsip.tokens["admin"]) == 200
    portsip.move_clock(1)
    assert await status(portsip, portsip.tokens["admin"]) == 401


@shared
@pytest.mark.parametrize(("role", "shown"), [("admin", "Admin"), ("editor", "Admin"), ("viewer", "StandardUser")])
async def test_user(shared_portsip: PortSip, role: str, shown: str) -> None:
    response = await shared_portsip.send("GET", "auth/user", token=shared_portsip.tokens[role])
    assert response.json() == {"role": shown, "password_verified": True, "password_force_reset": False}


@shared
async def test_what_there_is_none_of_when_signing_in(shared_portsip: PortSip) -> None:
    bodies: dict[str, dict[str, object]] = {
        "auth/send_otp": {"token": "x"},
        "auth/verify_otp": {"token": "x", "code": "1"},
        "login/by_extension": {"extension_number": "1000", "password": "x", "domain": "d"},
    }
    for path, body in bodies.items():
        response = await shared_portsip.http.post(f"/api/{path}", json=body)
        assert response.status_code == 400
        assert [one["code"] for one in failures(response)] == ["UNAUTHORIZED"]
    response = await shared_portsip.http.post("/api/auth/sign_in?qr=true", json={})
    assert fields(response) == ["qr"]
    assert fields(await shared_portsip.http.post("/api/auth/sign_in?qr=1", json={})) == ["qr"]
    response = await shared_portsip.http.post(
        "/api/auth/sign_in?qr=false", json={"username": "admin", "password": PASSWORD}
    )
    assert response.status_code == 200


@pytest.mark.parametrize(("method", "path"), READING + WRITING)
@shared
async def test_nothing_without_a_token(shared_portsip: PortSip, method: str, path: str) -> None:
    ours = shared_portsip.tokens["admin"]
    for header in ("Bearer x", f"Bearer {ours}A", f"Basic {ours}", ours, "Bearer", "Bearer é", "Bearer " + "x" * 900):
        response = await shared_portsip.http.request(
            method, f"/api/{path}", headers={b"Authorization": header.encode()}
        )
        assert response.status_code == 401, header
        assert [one["code"] for one in failures(response)] == ["UNAUTHORIZED"]
        assert response.headers["www-authenticate"] == "Bearer"
    assert (await shared_portsip.http.request(method, f"/api/{path}")).status_code == 401


@pytest.mark.parametrize(("method", "path"), WRITING)
@shared
async def test_a_viewer_only_reads(shared_portsip: PortSip, method: str, path: str) -> None:
    response = await shared_portsip.send(method, path, {}, token=shared_portsip.tokens["viewer"])
    assert response.status_code == 403
    assert [one["code"] for one in failures(response)] == ["UNKNOWN"]
    assert await status(shared_portsip, shared_portsip.tokens["viewer"]) == 200


@pytest.mark.parametrize("role", ["admin", "editor"])
async def test_admins_and_editors_write(portsip: PortSip, role: str) -> None:
    token = portsip.tokens[role]
    response = await portsip.send("POST", "ivrs", MINIMAL, token=token)
    assert response.status_code == 201
    id = response.json()["id"]
    assert (await portsip.send("POST", f"ivrs/{id}", {"name": "x"}, token=token)).status_code == 200
    assert (await portsip.send("POST", f"ivrs/{id}/destroy", token=token)).status_code == 204


@shared
@pytest.mark.parametrize("form", ["Bearer {}", "bearer {}", "BEARER  {}"])
async def test_spellings_of_the_header(shared_portsip: PortSip, form: str) -> None:
    headers = {"Authorization": form.format(shared_portsip.tokens["admin"])}
    assert (await shared_portsip.http.get("/api/ivrs", headers=headers)).status_code == 200


async def test_failures_lock_the_address(tmp_path: Path) -> None:
    url, login = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", LoginSettings(lockout_failures=3)
    async with logged_in(url, tmp_path, login=login) as portsip:
        assert (await portsip.sign_in(password="wrong")).status_code == 400
        assert (await oauth(portsip, username="other", password="wrong")).status_code == 400
        assert (await refresh(portsip, "x")).status_code == 400
        for response in (await portsip.sign_in(), await oauth(portsip), await refresh(portsip, "x")):
            assert response.status_code == 429
            assert response.headers["retry-after"] == "300"
            failures(response)
        assert await status(portsip, portsip.tokens["admin"]) == 200
        portsip.move_clock(300)
        assert (await portsip.sign_in()).status_code == 200


async def test_tokens_of_a_user_are_bounded(tmp_path: Path) -> None:
    url, login = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", LoginSettings(max_tokens=2)
    async with logged_in(url, tmp_path, login=login) as portsip:
        assert (await portsip.sign_in()).status_code == 200
        response = await portsip.sign_in()
        assert response.status_code == 429
        assert response.headers["retry-after"] == "1800"
        failures(response)


async def test_requests_are_counted_for_each_user_and_for_each_address(tmp_path: Path) -> None:
    url, limited = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", PortSipSettings(requests_per_minute=3)
    async with logged_in(url, tmp_path, limited) as portsip:
        admin, editor = portsip.tokens["admin"], portsip.tokens["editor"]
        assert [await status(portsip, admin) for _ in range(5)] == [200, 200, 200, 429, 429]
        assert await status(portsip, editor) == 200
        response = await portsip.send("GET", "ivrs")
        assert response.headers["retry-after"] == "20"
        failures(response)
        assert [await status(portsip, "x") for _ in range(4)] == [401, 401, 401, 429]
        assert (await portsip.sign_in()).status_code == 429
        portsip.move_clock(20)
        assert [await status(portsip, admin) for _ in range(2)] == [200, 429]


async def test_switched_off(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    async with logged_in(url, tmp_path, PortSipSettings(enabled=False)) as portsip:
        response = await portsip.sign_in()
        assert response.status_code == 404
        failures(response)


async def test_the_token_comes_before_the_body(portsip: PortSip) -> None:
    assert (await portsip.send("POST", "ivrs", {}, token="x")).status_code == 401
    assert (await portsip.send("POST", "ivrs", {}, token=portsip.tokens["viewer"])).status_code == 403


async def test_tokens_are_hashed_at_rest(portsip: PortSip, tmp_path: Path) -> None:
    pair = (await portsip.sign_in()).json()
    content = b"".join(file.read_bytes() for file in tmp_path.glob("switchboard.db*"))
    for secret in (pair["access_token"], pair["refresh_token"], PASSWORD):
        assert secret.encode() not in content
