"""Bearer tokens: how they are sent, how long they last, and who guesses them."""

import pytest

from switchboard.api.native.auth import LOCKOUT_FAILURES, LOCKOUT_S

from ..support import shared
from .support import FURNISHED_IVR, Native, problem

pytestmark = pytest.mark.api


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def mint(native: Native, **body: object) -> tuple[int, str]:
    answer = await native.admin.post("/tokens", json={"name": "script", "role": "viewer", **body})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["token"]


async def test_a_token_is_shown_once(native: Native) -> None:
    answer = await native.admin.post("/tokens", json={"name": "script", "role": "editor"})
    shown = answer.json()
    assert answer.headers["location"] == f"/rest/v1/tokens/{shown['id']}"
    assert answer.headers["cache-control"] == "no-store"
    token = shown.pop("token")
    assert shown["last_four"] == token[-4:]
    assert (await native.admin.get(f"/tokens/{shown['id']}")).json() == shown
    listed = await native.admin.get("/tokens")
    assert shown in listed.json()["items"]
    assert token not in listed.text


async def test_a_revoked_token_ends_at_once(native: Native) -> None:
    id, token = await mint(native)
    assert (await native.anybody.get(FURNISHED_IVR, headers=bearer(token))).status_code == 200
    assert (await native.admin.delete(f"/tokens/{id}")).status_code == 204
    answer = await native.anybody.get(FURNISHED_IVR, headers=bearer(token))
    problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    problem(await native.admin.delete(f"/tokens/{id}"), 404, "not-found")


async def test_a_token_expires(native: Native) -> None:
    _, token = await mint(native, expires_at="2026-01-05T14:00:00+01:00")
    native.move_clock(3599)
    assert (await native.anybody.get(FURNISHED_IVR, headers=bearer(token))).status_code == 200
    native.move_clock(1)
    problem(await native.anybody.get(FURNISHED_IVR, headers=bearer(token)), 401, "unauthenticated")


@shared
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "", "role": "viewer"},
        {"name": "x", "role": "root"},
        {"name": "x", "role": "viewer", "expires_at": "2025-01-01T00:00:00Z"},
        {"name": "x", "role": "viewer", "expires_at": "2027-01-01T00:00:00"},
        {"name": "x", "role": "viewer", "tenant": 2},
    ],
)
async def test_what_no_token_can_be(shared_native: Native, body: dict[str, object]) -> None:
    problem(await shared_native.admin.post("/tokens", json=body), 422, "invalid")


@shared
@pytest.mark.parametrize("header", ["Bearer", "Basic YTpi", "Bearer a b", "Bearer " + "x" * 1000, "\xff"])
async def test_what_is_no_token(shared_native: Native, header: str) -> None:
    answer = await shared_native.anybody.get(FURNISHED_IVR, headers={b"Authorization": header.encode("latin-1")})
    problem(answer, 401, "unauthenticated")


async def test_the_scheme_s_case_does_not_matter(native: Native) -> None:
    _, token = await mint(native)
    answer = await native.anybody.get(FURNISHED_IVR, headers={"Authorization": f"bearer  {token}"})
    assert answer.status_code == 200


async def test_who_guesses_is_locked_out_for_a_while(native: Native) -> None:
    for _ in range(LOCKOUT_FAILURES):
        problem(await native.anybody.get(FURNISHED_IVR, headers=bearer("guess")), 401, "unauthenticated")
    answer = await native.viewer.get(FURNISHED_IVR)
    problem(answer, 429, "locked-out")
    assert answer.headers["retry-after"] == str(int(LOCKOUT_S))
    native.move_clock(LOCKOUT_S)
    assert (await native.viewer.get(FURNISHED_IVR)).status_code == 200


async def test_a_right_token_in_between_forgives(native: Native) -> None:
    for _ in range(LOCKOUT_FAILURES * 2):
        problem(await native.anybody.get(FURNISHED_IVR, headers=bearer("guess")), 401, "unauthenticated")
        assert (await native.viewer.get(FURNISHED_IVR)).status_code == 200


async def test_who_sends_no_token_does_not_guess(native: Native) -> None:
    for _ in range(LOCKOUT_FAILURES + 1):
        problem(await native.anybody.get(FURNISHED_IVR), 401, "unauthenticated")
    assert (await native.viewer.get(FURNISHED_IVR)).status_code == 200


async def test_the_token_comes_before_everything_else(native: Native) -> None:
    problem(await native.anybody.post("/ivrs?x=1", content=b"{"), 401, "unauthenticated")
    problem(await native.viewer.post("/ivrs?x=1", content=b"{"), 403, "forbidden")
