"""People log in, stay, and log out; and who guesses is locked out."""

import asyncio
import re
from collections import Counter

import httpx
import pytest

from switchboard import errors
from switchboard.api.login import Login
from switchboard.api.native.auth import LOCKOUT_FAILURES
from switchboard.store.people.users import Users

from ..support import shared
from .people import PASSWORD, bearer, log_in, person, session
from .support import FURNISHED_IVR, OTHER_TENANT, Native, places, problem

pytestmark = pytest.mark.api


async def refresh(native: Native, token: str) -> httpx.Response:
    return await native.anybody.post("/login/refresh", json={"refresh_token": token})


async def test_who_logs_in_gets_a_session(native: Native) -> None:
    user = await person(native, "Ann", "editor")
    answer = await log_in(native, "aNN")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    tokens = answer.json()
    assert re.fullmatch(r"[A-Za-z0-9]{48}", tokens["access_token"])
    assert re.fullmatch(r"[A-Za-z0-9]{48}", tokens["refresh_token"])
    assert (tokens["expires_in"], tokens["refresh_expires_in"]) == (1800, 86400)
    me = await native.anybody.get("/me", headers=bearer(tokens["access_token"]))
    assert me.json() == {
        "kind": "user",
        "id": user.id,
        "name": "Ann",
        "role": "editor",
        "rights": [],
        "tenant": {"name": "default", "sip_domain": ""},
        "timezone": "UTC",
        "must_change_password": False,
        "second_factor": False,
        "second_factor_needed": False,
        "extension": None,
    }


async def test_a_minted_token_has_a_me_too(native: Native) -> None:
    me = (await native.neighbour.get("/me")).json()
    assert (me["kind"], me["name"], me["role"], me["tenant"]) == (
        "token",
        "neighbour",
        "admin",
        {"name": "other", "sip_domain": "o.example"},
    )


async def test_users_log_in_to_the_tenant_of_their_domain(native: Native) -> None:
    await person(native, "ann", "viewer")
    await person(native, "ann", "admin", OTHER_TENANT)
    ours, theirs = await session(native), await session(native, domain="O.Example")
    assert (await native.anybody.get(FURNISHED_IVR, headers=ours)).status_code == 200
    problem(await native.anybody.get(FURNISHED_IVR, headers=theirs), 404, "not-found")
    assert (await native.anybody.get("/me", headers=theirs)).json()["tenant"]["name"] == "other"
    problem(await log_in(native, domain="nowhere.example"), 401, "login-failed")


async def test_wrong_users_domains_and_passwords_get_the_same_answer(native: Native) -> None:
    await person(native)
    answers = [
        await log_in(native, password="wrong"),
        await log_in(native, "nobody"),
        await log_in(native, domain="nowhere.example"),
        await log_in(native, domain="o.example"),
    ]
    for answer in answers:
        problem(answer, 401, "login-failed")
        assert answer.headers["www-authenticate"] == "Bearer"
        assert PASSWORD not in answer.text
    assert len({answer.text for answer in answers}) == 1


async def test_what_users_change_has_their_name_in_the_history(native: Native) -> None:
    await person(native, "ann", "editor")
    changed = await native.anybody.patch(FURNISHED_IVR, json={"name": "Changed"}, headers=await session(native))
    assert changed.status_code == 200
    last = (await native.viewer.get("/changes?limit=1")).json()["items"][0]
    assert last["author"] == "user:ann"


async def test_the_role_is_that_of_now(native: Native) -> None:
    await person(native, "boss")
    user = await person(native, "ann", "editor")
    headers, users = await session(native), Users(native.services.database)
    assert (await native.anybody.patch(FURNISHED_IVR, json={"name": "A"}, headers=headers)).status_code == 200
    await users.set_role(1, user.id, "viewer")
    problem(await native.anybody.patch(FURNISHED_IVR, json={"name": "B"}, headers=headers), 403, "forbidden")
    await users.delete(1, user.id)
    problem(await native.anybody.get(FURNISHED_IVR, headers=headers), 401, "unauthenticated")


async def test_a_session_ends_and_can_be_refreshed(native: Native) -> None:
    await person(native)
    tokens = (await log_in(native)).json()
    native.move_clock(1800)
    expired = await native.anybody.get("/me", headers=bearer(tokens["access_token"]))
    problem(expired, 401, "unauthenticated")
    assert expired.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    renewed = await refresh(native, tokens["refresh_token"])
    assert renewed.headers["cache-control"] == "no-store"
    headers = bearer(renewed.json()["access_token"])
    assert (await native.anybody.get("/me", headers=headers)).json()["name"] == "ann"
    problem(await refresh(native, tokens["refresh_token"]), 401, "unauthenticated")
    problem(await refresh(native, renewed.json()["access_token"]), 401, "unauthenticated")
    native.move_clock(86400)
    problem(await refresh(native, renewed.json()["refresh_token"]), 401, "unauthenticated")


async def test_a_session_that_has_ended_locks_nobody_out(native: Native) -> None:
    await person(native)
    headers = await session(native)
    native.move_clock(1800)
    for _ in range(LOCKOUT_FAILURES + 1):
        problem(await native.anybody.get("/me", headers=headers), 401, "unauthenticated")
    assert (await native.anybody.get("/me", headers=await session(native))).status_code == 200


async def test_who_logs_out_is_out(native: Native) -> None:
    await person(native)
    tokens, other = (await log_in(native)).json(), await session(native)
    headers = bearer(tokens["access_token"])
    assert (await native.anybody.post("/logout", headers=headers)).status_code == 204
    problem(await native.anybody.get("/me", headers=headers), 401, "unauthenticated")
    problem(await refresh(native, tokens["refresh_token"]), 401, "unauthenticated")
    assert (await native.anybody.get("/me", headers=other)).status_code == 200


async def test_a_minted_token_does_not_log_out(native: Native) -> None:
    problem(await native.viewer.post("/logout"), 409, "no-session")
    assert (await native.viewer.get("/me")).status_code == 200


async def test_a_user_has_only_so_many_sessions(native: Native) -> None:
    await person(native)
    most = native.services.settings.login.max_tokens
    for _ in range(most):
        await session(native)
    problem(await log_in(native), 409, "limit-reached")
    native.move_clock(native.services.settings.login.access_token_s)
    await session(native)


@shared
@pytest.mark.parametrize(
    ("path", "body", "place"),
    [
        ("/login", {}, "#/name"),
        ("/login", {"name": "ann"}, "#/password"),
        ("/login", {"name": "ann", "password": 1}, "#/password"),
        ("/login", {"name": "", "password": "x"}, "#/name"),
        ("/login", {"name": "x" * 65, "password": "x"}, "#/name"),
        ("/login", {"name": "ann", "password": "x" * 129}, "#/password"),
        ("/login", {"name": "ann", "password": "x", "domain": "x" * 254}, "#/domain"),
        ("/login", {"name": "ann", "password": "x", "tenant": 1}, "#/tenant"),
        ("/login/refresh", {}, "#/refresh_token"),
        ("/login/refresh", {"refresh_token": "x" * 257}, "#/refresh_token"),
    ],
)
async def test_what_is_no_login(shared_native: Native, path: str, body: dict[str, object], place: str) -> None:
    answer = await shared_native.anybody.post(path, json=body)
    assert place in [where for where, _ in places(problem(answer, 422, "invalid"))]


@shared
@pytest.mark.parametrize("name", ["\0", "a\0", "\u00e9", "'; --"])
async def test_strange_names_are_nobody(shared_native: Native, name: str) -> None:
    problem(await log_in(shared_native, name), 401, "login-failed")


async def test_who_guesses_is_locked_out_for_a_while(native: Native) -> None:
    await person(native)
    settings = native.services.settings.login
    for number in range(settings.lockout_failures):
        problem(await log_in(native, f"somebody{number}", "guess"), 401, "login-failed")
    answer = await log_in(native)
    problem(answer, 429, "locked-out")
    assert answer.headers["retry-after"] == str(settings.lockout_s)
    problem(await refresh(native, "guess"), 429, "locked-out")
    native.move_clock(settings.lockout_s - 1)
    problem(await log_in(native), 429, "locked-out")
    native.move_clock(1)
    assert (await log_in(native)).status_code == 200


async def test_many_guesses_at_once_get_no_further(native: Native) -> None:
    limit = native.services.settings.login.lockout_failures
    answers = await asyncio.gather(*(log_in(native, f"somebody{number}", "guess") for number in range(3 * limit)))
    assert Counter(answer.status_code for answer in answers) == {401: limit, 429: 2 * limit}


@pytest.mark.parametrize("name", ["ann", "nobody"])
async def test_an_account_that_is_guessed_from_many_addresses_is_locked(native: Native, name: str) -> None:
    await person(native, "ann")
    login, settings = Login(native.services), native.services.settings.login
    for number in range(settings.lockout_failures):
        with pytest.raises(errors.LoginFailed):
            await login.authenticate(f"192.0.2.{number}", "", name.upper() if number % 2 else name, "guess")
    with pytest.raises(errors.LockedOut, match="for this account") as locked:
        await login.authenticate("198.51.100.1", "", name, PASSWORD)
    assert locked.value.retry_after_s == settings.lockout_s
    with pytest.raises(errors.LoginFailed):
        await login.authenticate("198.51.100.1", "o.example", name, PASSWORD)
    native.move_clock(settings.lockout_s)
    if name == "ann":
        assert (await login.authenticate("198.51.100.1", "", name, PASSWORD)).name == name


async def test_a_right_password_in_between_forgives(native: Native) -> None:
    await person(native)
    for _ in range(native.services.settings.login.lockout_failures):
        problem(await log_in(native, password="wrong"), 401, "login-failed")
        assert (await log_in(native)).status_code == 200


async def test_refresh_tokens_cannot_be_guessed_either(native: Native) -> None:
    for _ in range(native.services.settings.login.lockout_failures):
        problem(await refresh(native, "guess"), 401, "unauthenticated")
    problem(await refresh(native, "guess"), 429, "locked-out")


async def test_an_outage_of_the_database_is_no_guess(native: Native) -> None:
    await person(native)
    await native.services.database.close()
    for _ in range(native.services.settings.login.lockout_failures + 1):
        problem(await log_in(native), 503, "unavailable")
    await native.services.database.connect()
    assert (await log_in(native)).status_code == 200
