"""The programs that speak a vendor's dialect: made, allowed to hear recordings, and revoked."""

import pytest

from .support import Native, problem

pytestmark = pytest.mark.api


async def test_a_program_is_made_allowed_and_revoked(native: Native) -> None:
    made = await native.admin.post("/api-clients", json={"dialect": "yeastar", "name": "crm"})
    assert (made.status_code, made.headers["cache-control"]) == (201, "no-store")
    minted = made.json()
    secret = minted.pop("secret")
    path = made.headers["location"].removeprefix("/rest/v1")
    assert (await native.admin.get(path)).json() == minted
    assert (minted["rights"], minted["dialect"], minted["name"]) == ([], "yeastar", "crm")
    yeastar = f"{str(native.anybody.base_url).partition('/rest/')[0]}/openapi/v1.0"
    log_in = {"username": minted["client_id"], "password": secret}
    token = (await native.anybody.post(f"{yeastar}/get_token", json=log_in)).json()["access_token"]
    listed = f"{yeastar}/recording/list?access_token={token}"
    assert (await native.anybody.get(listed)).json()["errcode"] == 10005
    edited = await native.admin.patch(path, json={"rights": ["recordings"]})
    assert edited.json() == minted | {"rights": ["recordings"]}
    assert (await native.anybody.get(listed)).json()["errcode"] == 0
    assert (await native.admin.delete(path)).status_code == 204
    assert (await native.anybody.get(listed)).json()["errcode"] == 10004
    for answer in (await native.admin.get(path), await native.admin.delete(path)):
        problem(answer, 404, "not-found")


@pytest.mark.parametrize(
    "body",
    [
        {"dialect": "portsip", "name": "a"},
        {"dialect": "yeastar", "name": ""},
        {"dialect": "yeastar", "name": "a", "rights": ["messages"]},
        {"dialect": "yeastar", "name": "a", "secret": "mine"},
    ],
)
async def test_what_cannot_be_made(native: Native, body: dict[str, object]) -> None:
    problem(await native.admin.post("/api-clients", json=body), 422, "invalid")
