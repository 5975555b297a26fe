"""Users are managed by the admins of their tenant; one's password is one's own."""

import pytest

from switchboard.store.people.users import Users

from .people import PASSWORD, log_in, person, session
from .support import Native, created, places, problem

pytestmark = pytest.mark.api
NEW = "another horse"


async def test_a_user_that_an_admin_makes_can_log_in(native: Native) -> None:
    answer = await native.admin.post("/users", json={"name": "Ann", "password": PASSWORD, "role": "viewer"})
    assert answer.status_code == 201
    user = answer.json()
    assert user == {
        "id": user["id"],
        "name": "Ann",
        "role": "viewer",
        "rights": [],
        "created_at": "2026-01-05T12:00:00Z",
        "must_change_password": True,
        "second_factor": False,
        "extension": None,
    }
    assert answer.headers["location"] == f"/rest/v1/users/{user['id']}"
    assert (await native.admin.get(f"/users/{user['id']}")).json() == user
    assert (await native.admin.get("/users")).json() == {"items": [user]}
    assert (await native.anybody.get("/ivrs", headers=await session(native, "ann"))).status_code == 200


async def test_an_admin_who_logged_in_manages_users(native: Native) -> None:
    await person(native)
    headers = await session(native)
    made = await native.anybody.post(
        "/users", json={"name": "bob", "password": PASSWORD, "role": "editor"}, headers=headers
    )
    assert made.status_code == 201
    path = f"/users/{made.json()['id']}"
    assert (await native.anybody.patch(path, json={"role": "viewer"}, headers=headers)).json()["role"] == "viewer"
    assert (await native.anybody.delete(path, headers=headers)).status_code == 204
    problem(await native.anybody.get(path, headers=headers), 404, "not-found")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": ""}, ("#/name", "too-short")),
        ({"name": "a b"}, ("#/name", "pattern")),
        ({"name": "root"}, ("#/name", "reserved")),
        ({"name": None}, ("#/name", "type")),
        ({"password": "2short2"}, ("#/password", "too-short")),
        ({"password": "x" * 129}, ("#/password", "too-long")),
        ({"name": "somebody", "password": "Somebody"}, ("#/password", "guessable")),
        ({"role": "root"}, ("#/role", "choice")),
        ({"tenant": 2}, ("#/tenant", "unknown")),
    ],
)
async def test_what_no_user_can_be(native: Native, change: dict[str, object], place: tuple[str, str]) -> None:
    body = {"name": "ann", "password": PASSWORD, "role": "viewer", **change}
    answer = await native.admin.post("/users", json=body)
    assert places(problem(answer, 422, "invalid")) == [place]
    assert str(body["password"]) not in answer.text
    assert (await native.admin.get("/users")).json() == {"items": []}


async def test_a_name_is_taken_in_any_case(native: Native) -> None:
    body: dict[str, object] = {"name": "ann", "password": PASSWORD, "role": "viewer"}
    await created(native.admin, "/users", body)
    content = problem(await native.admin.post("/users", json={**body, "name": "ANN"}), 409, "duplicate")
    assert places(content) == [("#/name", "duplicate")]
    await created(native.neighbour, "/users", body)


async def test_the_last_admin_stays(native: Native) -> None:
    ann, bob = await person(native), await person(native, "bob", "editor")
    problem(await native.admin.delete(f"/users/{ann.id}"), 409, "last-admin")
    problem(await native.admin.patch(f"/users/{ann.id}", json={"role": "viewer"}), 409, "last-admin")
    assert (await native.admin.patch(f"/users/{bob.id}", json={"role": "admin"})).status_code == 200
    assert (await native.admin.delete(f"/users/{ann.id}")).status_code == 204


@pytest.mark.parametrize("patch", [{"role": None}, {"role": "root"}, {"name": "bob"}, {"password": PASSWORD}])
async def test_what_a_patch_cannot_change(native: Native, patch: dict[str, object]) -> None:
    ann = await person(native)
    problem(await native.admin.patch(f"/users/{ann.id}", json=patch), 422, "invalid")
    assert (await native.admin.patch(f"/users/{ann.id}", json={})).json()["name"] == "ann"


async def test_an_admin_gives_another_a_new_password(native: Native) -> None:
    await person(native)
    bob = await person(native, "bob", "viewer")
    headers, theirs = await session(native), await session(native, "bob")
    path = f"/users/{bob.id}/password"
    wrong = await native.anybody.put(path, json={"password": NEW, "old_password": PASSWORD}, headers=headers)
    assert places(problem(wrong, 422, "invalid")) == [("#/old_password", "unexpected")]
    assert (await native.anybody.put(path, json={"password": NEW}, headers=headers)).status_code == 204
    problem(await native.anybody.get("/me", headers=theirs), 401, "unauthenticated")
    problem(await log_in(native, "bob"), 401, "login-failed")
    await session(native, "bob", NEW)
    assert (await native.anybody.get("/me", headers=headers)).status_code == 200


@pytest.mark.parametrize("role", ["viewer", "admin"])
async def test_one_s_own_password_takes_the_old_one(native: Native, role: str) -> None:
    user = await person(native, "ann", "viewer" if role == "viewer" else "admin")
    headers, other = await session(native), await session(native)
    path = f"/users/{user.id}/password"
    for body, code in (({}, "required"), ({"old_password": "wrong"}, "wrong")):
        refused = await native.anybody.put(path, json={"password": NEW, **body}, headers=headers)
        assert places(problem(refused, 422, "invalid")) == [("#/old_password", code)]
    body = {"password": NEW, "old_password": PASSWORD}
    assert (await native.anybody.put(path, json=body, headers=headers)).status_code == 204
    for ended in (headers, other):
        problem(await native.anybody.get("/me", headers=ended), 401, "unauthenticated")
    await session(native, "ann", NEW)


async def test_nobody_changes_the_password_of_another(native: Native) -> None:
    ann, bob = await person(native), await person(native, "bob", "editor")
    body = {"password": NEW, "old_password": PASSWORD}
    headers = await session(native, "bob")
    problem(await native.anybody.put(f"/users/{ann.id}/password", json=body, headers=headers), 403, "forbidden")
    problem(await native.editor.put(f"/users/{bob.id}/password", json=body), 403, "forbidden")
    problem(await native.neighbour.put(f"/users/{bob.id}/password", json={"password": NEW}), 404, "not-found")
    assert (await log_in(native, "bob")).status_code == 200


async def test_a_token_is_not_the_user_with_its_id(native: Native) -> None:
    user = await person(native, "ann", "viewer")
    token = (await native.viewer.get("/me")).json()
    assert token["id"] == user.id
    body = {"password": NEW, "old_password": PASSWORD}
    problem(await native.viewer.put(f"/users/{user.id}/password", json=body), 403, "forbidden")


async def test_old_passwords_cannot_be_guessed_without_end(native: Native) -> None:
    user = await person(native)
    headers, path = await session(native), f"/users/{user.id}/password"
    guess, right = ({"password": NEW, "old_password": old} for old in ("wrong", PASSWORD))
    settings = native.services.settings.login
    for _ in range(settings.lockout_failures):
        problem(await native.anybody.put(path, json=guess, headers=headers), 422, "invalid")
    problem(await native.anybody.put(path, json=right, headers=headers), 429, "locked-out")
    native.move_clock(settings.lockout_s)
    assert (await native.anybody.put(path, json=right, headers=headers)).status_code == 204


async def test_what_no_password_can_be(native: Native) -> None:
    user = await person(native, "somebody")
    path = f"/users/{user.id}/password"
    for password in ("2short2", "x" * 129, "SOMEBODY"):
        answer = await native.admin.put(path, json={"password": password})
        assert places(problem(answer, 422, "invalid"))[0][0] == "#/password"
        assert password not in answer.text
    assert await Users(native.services.database).verify("", "somebody", PASSWORD) == user
