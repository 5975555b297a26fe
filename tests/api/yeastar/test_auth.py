"""Log-in, tokens, and who may ask at all."""

import asyncio
from pathlib import Path

import pytest

from switchboard import errors
from switchboard.api.lockout import Lockout
from switchboard.api.yeastar.auth import AllowList
from switchboard.config import YeastarSettings

from ..support import VERSION, Api, SetClock, answer, fields, logged_in

pytestmark = pytest.mark.api

TOKEN_KEYS = [
    "errcode",
    "errmsg",
    "access_token_expire_time",
    "access_token",
    "refresh_token_expire_time",
    "refresh_token",
]


async def code(api: Api, token: object) -> object:
    response = await api.http.get(VERSION + "ivr/list", params={"access_token": str(token)})
    return answer(response)["errcode"]


async def test_get_token(api: Api) -> None:
    reply = await api.log_in()
    assert list(reply) == TOKEN_KEYS
    assert (reply["access_token_expire_time"], reply["refresh_token_expire_time"]) == (1800, 86400)
    assert len(str(reply["access_token"])) == len(str(reply["refresh_token"])) == 32
    assert await code(api, reply["access_token"]) == 0
    assert await code(api, reply["refresh_token"]) == 10004


async def test_wrong_credentials(api: Api) -> None:
    expected = {
        "errcode": -1,
        "errmsg": "FAILURE",
        "invalid_param_list": [{"field": "username or password", "value": "error"}],
    }
    assert await api.log_in(password="wrong") == expected
    odd = '{"username": "nobody\\u0000\\ud800", "password": "\\ud800"}'
    assert answer(await api.http.post(VERSION + "get_token", content=odd)) == expected


async def test_get_token_needs_two_strings(api: Api) -> None:
    reply = await api.log_in(username="", password=None)
    assert (reply["errcode"], fields(reply)) == (40002, [("username", "required"), ("password", "required")])
    reply = await api.log_in(password=12345)
    assert (reply["errcode"], fields(reply)) == (40001, [("password", None)])
    assert "12345" not in str(reply)


async def test_refresh_token_ends_the_old_pair(api: Api) -> None:
    first = await api.log_in()
    second = answer(await api.http.post(VERSION + "refresh_token", json={"refresh_token": first["refresh_token"]}))
    assert list(second) == TOKEN_KEYS
    assert await code(api, first["access_token"]) == 10004
    assert await code(api, second["access_token"]) == 0
    again = await api.http.post(VERSION + "refresh_token", json={"refresh_token": first["refresh_token"]})
    assert answer(again) == {"errcode": 10004, "errmsg": "TOKEN EXPIRED"}


async def test_refresh_token_needs_a_refresh_token(api: Api) -> None:
    reply = answer(await api.http.post(VERSION + "refresh_token", json={}))
    assert (reply["errcode"], fields(reply)) == (40002, [("refresh_token", "required")])


async def test_del_token(api: Api) -> None:
    assert await api.get("del_token") == {"errcode": 0, "errmsg": "SUCCESS"}
    assert await api.get("del_token") == {"errcode": 10004, "errmsg": "TOKEN EXPIRED"}


async def test_tokens_expire(api: Api) -> None:
    pair = await api.log_in()
    api.move_clock(1801)
    assert await code(api, pair["access_token"]) == 10004
    body = {"refresh_token": pair["refresh_token"]}
    assert answer(await api.http.post(VERSION + "refresh_token", json=body))["errcode"] == 0


async def test_the_token_stands_in_the_query_only(api: Api) -> None:
    response = await api.http.get(VERSION + "ivr/list", headers={"Authorization": f"Bearer {api.token}"})
    assert answer(response)["errcode"] == 10004


async def test_a_client_of_another_dialect_is_nobody(api: Api) -> None:
    client_id, secret = await api.services.credentials.new_api_client(1, "servetel", "elsewhere")
    assert (await api.log_in(username=client_id, password=secret))["errcode"] == -1
    stranger = next(one for one in await api.services.credentials.api_clients(1) if one.dialect == "servetel")
    pair = await api.services.credentials.issue(stranger, 60, 60, api.services.clock.now(), 8)
    assert await code(api, pair.access_token) == 10004


async def test_the_ninth_token_is_refused_until_one_ends(api: Api) -> None:
    for _ in range(7):
        assert (await api.log_in())["errcode"] == 0
    reply = await api.log_in()
    assert (reply["errcode"], reply["errmsg"]) == (60002, "MAX LIMITATION EXCEEDED")
    await api.get("del_token")
    assert (await api.log_in())["errcode"] == 0


async def test_a_user_agent_is_mandatory(api: Api) -> None:
    reply = answer(await api.http.get(VERSION + "ivr/list", headers={"User-Agent": ""}))
    assert (reply["errcode"], fields(reply)) == (40002, [("User-Agent", "required")])
    del api.http.headers["User-Agent"]
    assert await api.get("ivr/list") == reply


async def test_five_failures_lock_the_address(api: Api) -> None:
    for _ in range(5):
        assert (await api.log_in(password="wrong"))["errcode"] == -1
    assert await api.log_in() == {"errcode": 70004, "errmsg": "ACCOUNT IP BLOCKED"}
    assert await code(api, api.token) == 0
    api.move_clock(600)
    assert (await api.log_in())["errcode"] == 0


async def test_many_guesses_at_once_are_no_more_than_one_after_the_other(api: Api) -> None:
    replies = await asyncio.gather(*(api.log_in(password="wrong") for _ in range(5)), api.log_in())
    assert [reply["errcode"] for reply in replies] == [-1] * 5 + [70004]


async def test_addresses_off_the_allow_list(tmp_path: Path) -> None:
    settings = YeastarSettings(allowed_addresses=("192.0.2.0/24", "2001:db8::/32"))
    async with logged_in(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", tmp_path, settings) as api:
        assert await api.log_in() == {"errcode": 70087, "errmsg": "IP FORBIDDEN"}
        assert (await api.get("ivr/list"))["errcode"] == 70087


async def test_switched_off(tmp_path: Path) -> None:
    async with logged_in(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", tmp_path, YeastarSettings(enabled=False)) as api:
        assert await api.get("ivr/list") == {"errcode": 70123, "errmsg": "API UNAVAILABLE"}


async def test_the_order_of_checks(tmp_path: Path) -> None:
    settings = YeastarSettings(allowed_addresses=("192.0.2.0/24",))
    async with logged_in(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", tmp_path, settings) as api:
        silent = {"User-Agent": ""}
        replies = [
            await api.http.get(VERSION + "ivr/nothing", headers=silent),
            await api.http.get(VERSION + "ivr/get", headers=silent),
            await api.http.get(VERSION + "ivr/get"),
        ]
        assert [answer(reply)["errcode"] for reply in replies] == [10001, 40002, 70087]


async def test_the_token_comes_before_the_parameters(api: Api) -> None:
    response = await api.http.post(VERSION + "ivr/create", content=b"{")
    assert answer(response)["errcode"] == 10004


@pytest.mark.parametrize(
    ("network", "address", "admitted"),
    [
        ("192.0.2.0/24", "192.0.2.9", True),
        ("192.0.2.0/24", "::ffff:192.0.2.9", True),
        ("192.0.2.7", "192.0.2.9", False),
        ("2001:db8::/32", "2001:db8::1", True),
        ("2001:db8::/32", "192.0.2.9", False),
        ("0.0.0.0/0", "", False),
    ],
)
def test_allow_list(network: str, address: str, admitted: bool) -> None:
    assert AllowList((network,)).admits(address) is admitted


def test_an_allow_list_of_nonsense_stops_the_start() -> None:
    with pytest.raises(errors.Invalid, match="allowed_addresses"):
        AllowList(("not a network",))


def test_the_lock_out_is_per_source_and_forgets() -> None:
    clock = SetClock()
    lockout = Lockout(2, 60, clock)
    for host in ("2001:db8::1", "2001:db8::2"):
        lockout.failed(host)
    with pytest.raises(errors.LockedOut) as locked:
        lockout.check("2001:db8::3")
    assert locked.value.retry_after_s == 60
    lockout.check("192.0.2.1")
    clock.move(60)
    lockout.check("2001:db8::3")


def test_a_success_clears_the_count() -> None:
    lockout = Lockout(2, 60, SetClock())
    for _ in range(3):
        lockout.failed("192.0.2.1")
        lockout.succeeded("192.0.2.1")
    lockout.check("192.0.2.1")


def test_the_lock_out_remembers_so_many_addresses() -> None:
    lockout = Lockout(1, 60, SetClock(), remembered=2)
    for host in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        lockout.failed(host)
    lockout.check("192.0.2.1")
    with pytest.raises(errors.LockedOut):
        lockout.check("192.0.2.2")
