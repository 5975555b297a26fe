"""Who has no business here, by hand-made requests to every endpoint: nothing changes, and nothing is told."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from switchboard.store.db.tables import metadata
from switchboard.store.people.users import Users

from .people import PASSWORD, browser
from .support import Native, created, places, problem
from .test_access import IDS, WRITING, ask, by_right, endpoints, furnish_the_rest, request_for, role_for

pytestmark = pytest.mark.api

OF_THE_LOG_IN = {"user_session", "user_token", "bearer_token"}
NOWHERE = 9_999_999


async def everything(native: Native) -> Mapping[str, list[Any]]:
    """All that is kept, but for who is logged in."""
    async with native.services.database.read() as connection:
        return {
            table.name: sorted(map(repr, await connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table.name not in OF_THE_LOG_IN
        }


async def test_a_viewer_writes_nothing_anywhere(native: Native) -> None:
    """Neither by the cookie nor by a token; not even what is no configuration, such as users, drafts and messages."""
    await furnish_the_rest(native)
    before = await everything(native)
    async with browser(native) as viewer:
        for method, path in endpoints(native):
            if method in WRITING and (role_for(method, path) in ("editor", "admin") or by_right(path)):
                for client in (viewer, native.viewer):
                    problem(await ask(client, method, path), 403, "forbidden")
    assert await everything(native) == before


async def test_the_user_of_a_phone_reaches_nothing_but_his_own(native: Native) -> None:
    await furnish_the_rest(native)
    users, now = Users(native.services.database), native.services.clock.now()
    await users.create(1, "pat", PASSWORD, "phone", now, extension=86)
    before = await everything(native)
    async with browser(native), browser(native, "pat") as phone:
        for method, path in endpoints(native):
            if role_for(method, path) not in ("anybody", "phone") or by_right(path):
                problem(await ask(phone, method, path), 403, "forbidden")
        for path in ("/users/1/password", "/sessions/1", "/my/messages/1"):
            method = "PUT" if path.endswith("password") else "DELETE"
            answer = await phone.request(method, path, json={"password": PASSWORD})
            assert answer.status_code in (403, 404), (path, answer.text)
    assert await everything(native) == before


async def test_an_id_of_another_tenant_is_answered_as_one_that_nobody_has(native: Native) -> None:
    await furnish_the_rest(native)
    before = await native.repository.snapshot()
    for method, path in endpoints(native):
        url, rest = request_for(method, path)
        id = str(IDS.get("/" + path.split("/")[1], ""))
        if not re.search(r"\{(id|draft)\}", path) or by_right(path) or path.startswith(("/sessions", "/my/")):
            continue
        nowhere = url.replace(f"/{id}", f"/{NOWHERE}", 1) if id in url else url
        theirs = await native.neighbour.request(method, url, **rest)  # type: ignore[arg-type]
        nobodys = await native.neighbour.request(method, nowhere, **rest)  # type: ignore[arg-type]
        # What is sent may be judged before the draft is looked for, whoever's that is.
        assert theirs.status_code == 404 or (path.startswith("/drafts/{draft}/") and theirs.status_code == 422)
        assert _without(theirs.json(), id) == _without(nobodys.json(), str(NOWHERE)), (method, path)
    assert await native.repository.snapshot() == before


def _without(answer: object, id: str) -> str:
    """The answer but for the id that it names, and for where."""
    return re.sub(rf"\b{re.escape(id)}\b", "ID", re.sub(r'"instance": ?"[^"]*"', "", str(answer)))


async def test_where_one_s_own_things_name_another_tenant_s_nothing_is_found(native: Native) -> None:
    """Ids beside one's own ones in paths, in queries and in bodies."""
    await furnish_the_rest(native)
    neighbour = native.neighbour
    own = (await created(neighbour, "/extensions", {"name": "Own", "number": "1000"}))["id"]
    queue = await created(neighbour, "/queues", {"name": "Q", "number": "6400", "agents": [{"extension": own}]})
    draft = (await created(neighbour, "/drafts", {"name": "Own"}))["id"]
    before = await native.repository.snapshot()

    for path in (f"/drafts/{draft}/ivrs/50", f"/drafts/{draft}/changes/50"):
        problem(await neighbour.delete(path), 404, "not-found")
    problem(await neighbour.put(f"/queues/{queue['id']}/agents/85", json={}), 404, "not-found")
    problem(await neighbour.patch(f"/drafts/{draft}/ivrs/50", json={"name": "x"}), 404, "not-found")

    for query in (
        "/names?ids=50,85",
        "/search?q=Main",
        "/changes?object=50",
        "/calls?menu=50",
        "/calls?met=85",
        "/checks?kind=ivr&id=50",
    ):
        answer = await neighbour.get(query)
        assert answer.status_code == 200 and answer.json().get("items") == [], (query, answer.text)
    status = (await neighbour.get(f"/extension-statuses?extensions=85,{NOWHERE}")).json()["items"]
    assert [one | {"extension": 0} for one in status] == [{"extension": 0, "phones": 0, "state": None}] * 2
    for query in ("/map?draft=1", "/search?q=a&draft=1", "/names?ids=50&draft=1"):
        problem(await neighbour.get(query), 404, "not-found")

    refused = {
        "/users": {"name": "spy", "password": PASSWORD, "role": "phone", "extension": 85},
        "/ring-groups": {"name": "R", "number": "6600", "members": [85]},
        "/inbound-routes": {"name": "I", "to": {"kind": "ivr", "ivr": 50}, "trunks": [60]},
        "/music": {"name": "M", "prompts": [90]},
    }
    for path, body in refused.items():
        assert places(problem(await neighbour.post(path, json=body), 422, "invalid"))
    problem(await neighbour.post("/simulate", json={"dialled": "1000", "trunk": 60}), 422, "invalid")
    assert await native.repository.snapshot() == before
