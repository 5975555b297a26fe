"""People log in by a browser: a cookie in place of a token, from our own page alone."""

import re

import httpx
import pytest

from switchboard.api.native.auth import LOCKOUT_FAILURES
from switchboard.store.calls.log import CallLog
from switchboard.store.people.browser_sessions import LONGEST_BROWSER
from switchboard.store.people.users import Users
from tests.kit.sse import ServerSent, streaming

from .people import PASSWORD, bearer, browser, log_in, origin, person, session
from .support import FURNISHED_IVR, OTHER_TENANT, Native, problem
from .test_stream import event, log

pytestmark = pytest.mark.api
__all__ = ["log"]

WHO = {"name": "ann", "password": PASSWORD}
CHANGE = {"name": "Changed"}
NEW = "another horse"


async def test_who_logs_in_has_a_cookie_and_is_told_who_it_is(native: Native) -> None:
    user = await person(native, "Ann", "editor")
    async with browser(native, "") as page:
        answer = await page.post("/session", json=WHO)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        pattern = r"switchboard=[A-Za-z0-9]{48}; HttpOnly; Max-Age=604800; Path=/rest/v1; SameSite=strict"
        assert re.fullmatch(pattern, answer.headers["set-cookie"])
        assert answer.json() == {
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
        assert (await page.get("/me")).json() == answer.json()
        assert (await page.patch(FURNISHED_IVR, json=CHANGE)).status_code == 200
    assert (await native.viewer.get("/changes?limit=1")).json()["items"][0]["author"] == "user:Ann"


async def test_over_https_the_cookie_is_of_this_host_and_of_https_alone(native: Native) -> None:
    await person(native)
    async with browser(native, "") as page:
        page.headers["Origin"] = origin(native).replace("http:", "https:")
        cookie = (await page.post("/session", json=WHO)).headers["set-cookie"]
        assert re.fullmatch(
            r"__Host-switchboard=[A-Za-z0-9]{48}; HttpOnly; Max-Age=604800; Path=/; SameSite=strict; Secure", cookie
        )
        sent = {"Cookie": cookie.partition(";")[0]}
        assert (await page.get("/me", headers=sent)).json()["name"] == "ann"


async def test_a_wrong_password_gives_no_cookie_and_is_counted(native: Native) -> None:
    await person(native)
    async with browser(native, "") as page:
        for _ in range(native.services.settings.login.lockout_failures):
            answer = await page.post("/session", json=WHO | {"password": "wrong"})
            problem(answer, 401, "login-failed")
            assert "set-cookie" not in answer.headers
        problem(await page.post("/session", json=WHO), 429, "locked-out")
        problem(await log_in(native), 429, "locked-out")


async def test_logging_out_ends_this_session_alone(native: Native) -> None:
    await person(native)
    async with browser(native) as one, browser(native) as other:
        kept = dict(one.cookies)
        answer = await one.delete("/session")
        assert answer.status_code == 204
        assert not one.cookies
        problem(await one.get("/me", headers={"Cookie": f"switchboard={kept['switchboard']}"}), 401, "unauthenticated")
        assert (await other.get("/me")).status_code == 200


async def test_log_out_everywhere_ends_those_of_programs_too(native: Native) -> None:
    await person(native)
    headers = await session(native)
    async with browser(native) as one, browser(native) as other:
        assert (await one.post("/logout/everywhere")).status_code == 204
        problem(await other.get("/me"), 401, "unauthenticated")
    problem(await native.anybody.get("/me", headers=headers), 401, "unauthenticated")


async def test_a_token_has_no_session_to_end(native: Native) -> None:
    await person(native)
    problem(await native.viewer.get("/sessions"), 409, "no-session")
    problem(await native.viewer.post("/logout/everywhere"), 409, "no-session")
    problem(await native.anybody.delete("/session", headers=await session(native)), 409, "no-session")
    async with browser(native) as page:
        problem(await page.post("/logout"), 409, "no-session")


async def test_one_sees_where_one_is_logged_in_and_ends_it(native: Native) -> None:
    await person(native)
    await person(native, "bob", "viewer")
    async with browser(native) as old, browser(native, "bob") as bob:
        native.move_clock(90)
        async with browser(native) as new:
            found = (await new.get("/sessions")).json()["items"]
            assert [one["current"] for one in found] == [True, False]
            assert found[1] | {"id": 0} == {
                "id": 0,
                "began_at": "2026-01-05T12:00:00Z",
                "used_at": "2026-01-05T12:00:00Z",
                "address": "127.0.0.0/24",
                "browser": "Browser/1",
                "current": False,
            }
            theirs = (await bob.get("/sessions")).json()["items"]
            problem(await new.delete(f"/sessions/{theirs[0]['id']}"), 404, "not-found")
            assert (await new.delete(f"/sessions/{found[1]['id']}")).status_code == 204
            problem(await old.get("/me"), 401, "unauthenticated")


async def test_the_name_of_a_browser_is_bounded(native: Native) -> None:
    await person(native)
    async with browser(native, "") as page:
        page.headers["User-Agent"] = "x" * 1000
        await page.post("/session", json=WHO)
        (found,) = (await page.get("/sessions")).json()["items"]
        assert len(found["browser"]) == LONGEST_BROWSER


async def test_use_keeps_a_session_and_idleness_ends_it(native: Native) -> None:
    await person(native)
    idle_s = native.services.settings.login.session_idle_s
    async with browser(native) as page:
        for _ in range(3):
            native.move_clock(idle_s - 1)
            assert (await page.get("/me")).status_code == 200
        native.move_clock(idle_s)
        problem(await page.get("/me"), 401, "unauthenticated")


async def test_no_use_keeps_a_session_for_ever(native: Native) -> None:
    await person(native)
    settings = native.services.settings.login
    async with browser(native) as page:
        for _ in range(settings.session_s // (settings.session_idle_s - 1)):
            native.move_clock(settings.session_idle_s - 1)
            assert (await page.get("/me")).status_code == 200
        native.move_clock(settings.session_s % (settings.session_idle_s - 1))
        problem(await page.get("/me"), 401, "unauthenticated")


async def test_the_oldest_of_too_many_sessions_ends(native: Native) -> None:
    await person(native)
    async with browser(native) as first, browser(native) as second:
        native.move_clock(90)
        assert (await second.get("/me")).status_code == 200
        for _ in range(native.services.settings.login.max_tokens - 1):
            async with browser(native):
                pass
        problem(await first.get("/me"), 401, "unauthenticated")
        assert (await second.get("/me")).status_code == 200


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://[::1"},
    {"Origin": "http://127.0.0.1:x"},
    {"Origin": "file://"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
async def test_no_other_site_can_write(native: Native, headers: dict[str, str]) -> None:
    await person(native)
    async with browser(native) as page:
        page.headers.update(headers)
        for answer in (
            await page.patch(FURNISHED_IVR, json=CHANGE),
            await page.post("/ivrs", content=b'{"name": "x"}', headers={"Content-Type": "text/plain"}),
            await page.post("/ivrs", data={"name": "x"}),
            await page.delete(FURNISHED_IVR),
            await page.post("/logout/everywhere"),
            await page.post("/session", json=WHO),
        ):
            problem(answer, 403, "foreign-origin")


async def test_without_an_origin_a_cookie_writes_nothing(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        del page.headers["Origin"]
        problem(await page.delete(FURNISHED_IVR), 403, "foreign-origin")
        assert (await page.get(FURNISHED_IVR)).status_code == 200


async def test_no_other_site_can_read(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        problem(await page.get("/me", headers={"Sec-Fetch-Site": "cross-site"}), 403, "foreign-origin")
        assert (await page.get("/me", headers={"Sec-Fetch-Site": "none"})).status_code == 200


async def test_even_our_own_page_writes_json_alone(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        text = await page.post("/ivrs", content=b"{}", headers={"Content-Type": "text/plain"})
        problem(text, 415, "unsupported-media-type")
        problem(await page.post("/session", data=WHO), 415, "unsupported-media-type")


async def test_a_header_counts_more_than_a_cookie(native: Native) -> None:
    await person(native)
    async with browser(native) as page:
        page.headers["Origin"] = "https://evil.example"
        theirs = dict(native.neighbour.headers)
        assert (await page.get("/me", headers={"Authorization": theirs["authorization"]})).json()["name"] == "neighbour"
        problem(await page.get("/me", headers=bearer("swb_unknown")), 401, "unauthenticated")


async def test_another_cookie_of_that_name_is_no_guess(native: Native) -> None:
    headers = {"Cookie": "switchboard=of-another-product"}
    for _ in range(LOCKOUT_FAILURES + 1):
        problem(await native.anybody.get("/me", headers=headers), 401, "unauthenticated")
    assert (await native.viewer.get("/me")).status_code == 200


async def test_the_session_is_of_the_tenant_of_the_domain(native: Native) -> None:
    await person(native, "ann", "admin", OTHER_TENANT)
    async with browser(native, "") as page:
        me = await page.post("/session", json=WHO | {"domain": "o.example"})
        assert me.json()["tenant"]["name"] == "other"
        problem(await page.get(FURNISHED_IVR), 404, "not-found")


async def test_who_is_deleted_or_demoted_is_so_at_once(native: Native) -> None:
    await person(native, "boss")
    user, users = await person(native), Users(native.services.database)
    async with browser(native) as page:
        await users.set_role(1, user.id, "viewer")
        problem(await page.patch(FURNISHED_IVR, json=CHANGE), 403, "forbidden")
        await users.delete(1, user.id)
        problem(await page.get("/me"), 401, "unauthenticated")


@pytest.mark.parametrize("how", ["logged out", "deleted", "new password", "idle"])
async def test_a_stream_ends_with_its_session(native: Native, log: CallLog, how: str) -> None:
    await person(native, "boss")
    user, users = await person(native), Users(native.services.database)
    async with browser(native) as page, browser(native) as other, streaming(page) as stream:
        if how == "logged out":
            await other.post("/logout/everywhere")
        elif how == "deleted":
            await users.delete(1, user.id)
        elif how == "new password":
            await users.set_password(1, user.id, NEW)
        else:
            native.move_clock(native.services.settings.login.session_idle_s)
        await log.write([event(0)])
        assert await stream.event() == ServerSent("", "end", {"reason": "unauthenticated"})


async def test_watching_is_no_use(native: Native, log: CallLog) -> None:
    await person(native)
    async with browser(native) as page, streaming(page) as stream:
        native.move_clock(3600)
        await log.write([event(0)])
        await stream.event()
        async with browser(native) as other:
            used = {one["used_at"] for one in (await other.get("/sessions")).json()["items"]}
            assert used == {"2026-01-05T12:00:00Z", "2026-01-05T13:00:00Z"}


async def password(page: httpx.AsyncClient, id: int, **sent: object) -> httpx.Response:
    return await page.put(f"/users/{id}/password", json=sent)


async def test_whose_password_an_admin_knows_must_choose_another_first(native: Native) -> None:
    made = (await native.admin.post("/users", json=WHO | {"role": "editor"})).json()
    assert made["must_change_password"]
    async with browser(native, "") as page:
        assert (await page.post("/session", json=WHO)).json()["must_change_password"]
        problem(await page.get(FURNISHED_IVR), 403, "password-change-needed")
        problem(await page.get("/sessions"), 403, "password-change-needed")
        assert (await page.get("/me")).json()["must_change_password"]
        same = await password(page, made["id"], password=PASSWORD, old_password=PASSWORD)
        problem(same, 422, "invalid")
        assert (await password(page, made["id"], password=NEW, old_password=PASSWORD)).status_code == 204
        assert not (await page.get("/me")).json()["must_change_password"]
        assert (await page.get(FURNISHED_IVR)).status_code == 200
    await native.admin.put(f"/users/{made['id']}/password", json={"password": PASSWORD})
    assert (await native.admin.get(f"/users/{made['id']}")).json()["must_change_password"]


async def test_who_must_choose_a_password_can_log_out(native: Native) -> None:
    await native.admin.post("/users", json=WHO | {"role": "editor"})
    async with browser(native) as page:
        assert (await page.delete("/session")).status_code == 204


async def test_programs_go_on_with_the_password_that_they_were_given(native: Native) -> None:
    await native.admin.post("/users", json=WHO | {"role": "editor"})
    assert (await native.anybody.get(FURNISHED_IVR, headers=await session(native))).status_code == 200


async def test_an_admin_may_give_a_password_that_stays(native: Native) -> None:
    sent = WHO | {"role": "editor", "must_change_password": False}
    made = (await native.admin.post("/users", json=sent)).json()
    await native.admin.put(f"/users/{made['id']}/password", json={"password": NEW, "must_change_password": False})
    async with browser(native, "ann", NEW) as page:
        assert (await page.get(FURNISHED_IVR)).status_code == 200


async def test_a_new_password_ends_all_sessions_but_this_one(native: Native) -> None:
    user = await person(native)
    async with browser(native) as page, browser(native) as other:
        assert (await password(page, user.id, password=NEW, old_password=PASSWORD)).status_code == 204
        assert (await page.get("/me")).status_code == 200
        problem(await other.get("/me"), 401, "unauthenticated")


async def test_what_belongs_to_the_password_of_another_is_refused_for_ones_own(native: Native) -> None:
    user = await person(native)
    async with browser(native) as page:
        sent = {"password": NEW, "old_password": PASSWORD, "must_change_password": False}
        problem(await password(page, user.id, **sent), 422, "invalid")
