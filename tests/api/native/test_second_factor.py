"""A second factor: set up, asked for at each log-in, never taken twice, and reset."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import httpx
import pytest

from switchboard.api.login import CODE_FAILURES, CODE_LOCKOUT_S
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.people.totp import STEP_S, code_of, step_of
from switchboard.store.people.users import Users

from .people import PASSWORD, bearer, browser, log_in, origin, person, session
from .support import FURNISHED_IVR, Native, problem

pytestmark = pytest.mark.api
OWN = "/me/second-factor"
WHO: dict[str, object] = {"name": "ann", "password": PASSWORD}


def now_shown(native: Native, secret: str) -> str:
    """What an app shows at this moment."""
    return code_of(secret, step_of(native.services.clock.now()))


async def set_up(native: Native, page: httpx.AsyncClient) -> tuple[str, list[str]]:
    """The secret and the recovery codes of whoever has logged in there."""
    begun = await page.post(OWN, json={"password": PASSWORD})
    assert begun.status_code == 200, begun.text
    secret = begun.json()["secret"]
    confirmed = await page.put(OWN, json={"code": now_shown(native, secret)})
    assert confirmed.status_code == 200, confirmed.text
    return secret, confirmed.json()["codes"]


async def test_a_second_factor_is_set_up_and_asked_for(native: Native) -> None:
    await person(native)
    async with browser(native) as page, browser(native) as other:
        headers = await session(native)
        begun = await page.post(OWN, json={"password": PASSWORD})
        assert begun.headers["cache-control"] == "no-store"
        assert begun.json()["uri"].startswith("otpauth://totp/Switchboard:ann%40127.0.0.1?secret=")
        assert begun.json()["qr"].startswith("<svg ")
        assert not (await page.get("/me")).json()["second_factor"]
        assert (await log_in(native)).status_code == 200
        secret, codes = await set_up(native, page)
        assert len(set(codes)) == 10
        assert (await page.get("/me")).json()["second_factor"]
        assert (await page.get(OWN)).json() == {"since": "2026-01-05T12:00:00Z", "recovery_codes": 10}
        problem(await other.get("/me"), 401, "unauthenticated")
        problem(await native.anybody.get("/me", headers=headers), 401, "unauthenticated")
    problem(await log_in(native), 401, "code-needed")
    native.move_clock(STEP_S)
    code = now_shown(native, secret)
    async with browser(native, "") as page:
        problem(await page.post("/session", json=WHO), 401, "code-needed")
        assert (await page.post("/session", json=WHO | {"code": f"{code[:3]} {code[3:]}"})).status_code == 200


async def test_the_code_that_confirmed_and_every_other_is_taken_once(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        secret, _ = await set_up(native, page)
    problem(await log_in(native, code=now_shown(native, secret)), 401, "code-wrong")
    native.move_clock(2 * STEP_S)
    old = code_of(secret, step_of(native.services.clock.now()) - 1)
    answers = await asyncio.gather(*(log_in(native, code=now_shown(native, secret)) for _ in range(4)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 401: 3}
    problem(await log_in(native, code=old), 401, "code-wrong")


async def test_a_code_without_the_password_is_nothing(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        secret, _ = await set_up(native, page)
    native.move_clock(STEP_S)
    code = now_shown(native, secret)
    problem(await log_in(native, password="wrong", code=code), 401, "login-failed")
    assert (await log_in(native, code=code)).status_code == 200


async def test_a_recovery_code_logs_in_once(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        _, codes = await set_up(native, page)
    assert (await log_in(native, code=codes[0].upper().replace("-", " "))).status_code == 200
    problem(await log_in(native, code=codes[0]), 401, "code-wrong")
    headers = await session(native, code=codes[1])
    assert (await native.anybody.get(OWN, headers=headers)).json()["recovery_codes"] == 8
    sent = {"password": PASSWORD}
    renewed = await native.anybody.post(f"{OWN}/recovery-codes", json=sent, headers=headers)
    assert len(renewed.json()["codes"]) == 10
    problem(await log_in(native, code=codes[2]), 401, "code-wrong")


async def test_who_guesses_codes_is_locked_out_but_not_who_has_a_recovery_code(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        secret, codes = await set_up(native, page)
    native.move_clock(STEP_S)
    for _ in range(CODE_FAILURES):
        problem(await log_in(native, code="000000"), 401, "code-wrong")
        problem(await log_in(native), 401, "code-needed")
    problem(await log_in(native, code=now_shown(native, secret)), 429, "locked-out")
    assert (await log_in(native, code=codes[0])).status_code == 200
    problem(await log_in(native, code=now_shown(native, secret)), 429, "locked-out")
    native.move_clock(CODE_LOCKOUT_S)
    assert (await log_in(native, code=now_shown(native, secret))).status_code == 200


async def test_many_who_are_asked_for_their_code_lock_nobody_out(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        secret, _ = await set_up(native, page)
    for _ in range(native.services.settings.login.lockout_failures + 1):
        problem(await log_in(native), 401, "code-needed")
    native.move_clock(STEP_S)
    assert (await log_in(native, code=now_shown(native, secret))).status_code == 200


async def test_a_stolen_session_changes_no_second_factor(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        wrong = {"password": "wrong horse"}
        problem(await page.post(OWN, json=wrong), 422, "invalid")
        await set_up(native, page)
        problem(await page.post(f"{OWN}/remove", json=wrong), 422, "invalid")
        problem(await page.post(f"{OWN}/recovery-codes", json=wrong), 422, "invalid")
        problem(await page.post(OWN, json={"password": PASSWORD}), 409, "second-factor-active")
        problem(await page.put(OWN, json={"code": "12345x"}), 422, "invalid")
        assert (await page.post(f"{OWN}/remove", json={"password": PASSWORD})).status_code == 204
        assert (await page.get(OWN)).json() == {"since": None, "recovery_codes": 0}
        problem(await page.post(f"{OWN}/recovery-codes", json={"password": PASSWORD}), 409, "second-factor-inactive")
    assert (await log_in(native)).status_code == 200


async def test_without_the_right_code_nothing_is_set_up(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        problem(await page.put(OWN, json={"code": "123456"}), 422, "invalid")
        await page.post(OWN, json={"password": PASSWORD})
        problem(await page.put(OWN, json={"code": "12345x"}), 422, "invalid")
    assert (await log_in(native)).status_code == 200


async def test_an_admin_resets_that_of_another(native: Native) -> None:
    await person(native, "boss")
    user = await person(native, "ann", "editor")
    async with browser(native) as page, browser(native, "boss") as boss:
        await set_up(native, page)
        path = f"/users/{user.id}/second-factor"
        assert (await boss.get(f"/users/{user.id}")).json()["second_factor"]
        problem(await page.delete(path), 403, "forbidden")
        problem(await native.neighbour.delete(path), 404, "not-found")
        own = (await boss.get("/me")).json()["id"]
        problem(await boss.delete(f"/users/{own}/second-factor"), 409, "own-second-factor")
        assert (await boss.delete(path)).status_code == 204
        problem(await page.get("/me"), 401, "unauthenticated")
    assert (await log_in(native)).status_code == 200


Demand = Callable[[Literal["admins", "everybody"]], None]


@pytest.fixture
def demand(native: Native) -> Iterator[Demand]:
    """Says of whom a second factor is demanded, as the settings of a server do from its start on."""
    settings = native.services.settings.login  # All tests share it.
    yield lambda of: object.__setattr__(settings, "second_factor", of)
    object.__setattr__(settings, "second_factor", "optional")


async def test_a_second_factor_may_be_demanded_of_admins(native: Native, demand: Demand) -> None:
    await person(native)
    await person(native, "bob", "editor")
    demand("admins")
    async with browser(native) as page, browser(native, "bob") as bob:
        assert (await bob.get(FURNISHED_IVR)).status_code == 200
        assert (await page.get("/me")).json()["second_factor_needed"]
        problem(await page.get(FURNISHED_IVR), 403, "second-factor-needed")
        headers = await session(native)
        problem(await native.anybody.get(FURNISHED_IVR, headers=headers), 403, "second-factor-needed")
        await set_up(native, page)
        assert (await page.get(FURNISHED_IVR)).status_code == 200
    demand("everybody")
    problem(await native.anybody.get(FURNISHED_IVR, headers=await session(native, "bob")), 403, "second-factor-needed")
    assert (await native.viewer.get(FURNISHED_IVR)).status_code == 200


async def test_portsip_s_log_in_which_has_no_code_is_closed(native: Native, demand: Demand) -> None:
    await person(native)
    root, who = f"{origin(native)}/api", {"username": "ann", "password": PASSWORD}
    assert (await native.anybody.post(f"{root}/login", json=who)).status_code == 200
    demand("admins")
    token = (await native.anybody.post(f"{root}/login", json=who)).json()["access_token"]
    assert (await native.anybody.get(f"{root}/ivrs", headers=bearer(token))).status_code == 403
    async with browser(native) as page:
        secret, _ = await set_up(native, page)
    refused = await native.anybody.post(f"{root}/login", json=who)
    assert (refused.status_code, "second factor" in refused.text) == (400, True)
    native.move_clock(STEP_S)
    headers = await session(native, code=now_shown(native, secret))
    assert (await native.anybody.get(f"{root}/ivrs", headers=headers)).status_code == 200


async def test_who_reads_the_database_has_no_secret(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        secret, codes = await set_up(native, page)
    file = Path(str(native.services.database.url.database))
    stored = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    assert secret.encode() not in stored
    assert not any(code.replace("-", "").encode() in stored for code in codes)


async def test_a_user_of_an_extension(native: Native) -> None:
    new = {"name": "ann", "password": PASSWORD, "role": "phone", "must_change_password": False}
    problem(await native.admin.post("/users", json=new), 422, "invalid")
    problem(await native.admin.post("/users", json=new | {"extension": 50}), 422, "invalid")
    problem(await native.neighbour.post("/users", json=new | {"extension": 85}), 422, "invalid")
    made = await native.admin.post("/users", json=new | {"extension": 85})
    assert (made.json()["role"], made.json()["extension"]) == ("phone", 85)
    async with browser(native) as page:
        assert (await page.get("/me")).json()["extension"] == 85
        problem(await page.get(FURNISHED_IVR), 403, "forbidden")
    path = f"/users/{made.json()['id']}"
    problem(await native.admin.patch(path, json={"extension": None}), 422, "invalid")
    edited = await native.admin.patch(path, json={"role": "viewer", "extension": None})
    assert (edited.json()["role"], edited.json()["extension"]) == ("viewer", None)
    problem(await native.admin.post("/tokens", json={"name": "x", "role": "phone"}), 422, "invalid")


async def test_an_extension_that_goes_can_come_back_to_its_user(native: Native) -> None:
    own = (await native.admin.post("/extensions", json={"name": "A", "number": "1300"})).json()["id"]
    users, now = Users(native.services.database), native.services.clock.now()
    user = await users.create(DEFAULT_TENANT, "ann", PASSWORD, "phone", now, extension=own)
    assert (await native.admin.delete(f"/extensions/{own}")).status_code == 204
    patched = await native.admin.patch(f"/users/{user.id}", json={"rights": ["messages"]})
    assert (patched.status_code, patched.json()["extension"]) == (200, own)
    assert (await native.admin.post(f"/extensions/{own}/restore", json={"revision": 1})).status_code == 200
