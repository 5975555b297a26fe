"""The faces together."""

import asyncio
from math import inf

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from switchboard.api.asgi import OnDemand
from switchboard.lifeline import Board, OnBoard

from .support import Api

pytestmark = pytest.mark.api


async def test_healthz_answers_while_the_database_does(api: Api) -> None:
    response = await api.http.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "supervised": False})


async def test_healthz_says_when_the_database_is_gone(api: Api) -> None:
    await api.services.database.close()
    response = await api.http.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (503, "unavailable")


async def test_readyz_says_what_is_not_ready(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("switchboard.lifeline.BOARD_STALE_S", inf)  # nobody writes it while the database is awaited
    lifeline, board = api.services.lifeline, Board()
    lifeline.board = board.descriptor
    board.write({name: OnBoard("running") for name in ("calls", "api", "media-0")})
    assert (await api.http.get("/readyz")).status_code == 200
    board.write({"calls": OnBoard("stopping"), "api": OnBoard("running"), "media-0": OnBoard("ended")})
    response = await api.http.get("/readyz")
    assert (response.status_code, response.json()["not_ready"]) == (503, ["sip", "media"])
    assert response.json()["reason"] == "calls is stopping; media-0 is ended"
    board.write({})
    assert (await api.http.get("/readyz")).json()["not_ready"] == ["supervisor"]
    await api.services.database.close()
    assert (await api.http.get("/readyz")).json()["not_ready"] == ["database", "supervisor"]
    assert (await api.http.get("/livez")).status_code == 200
    lifeline.board = None
    board.close()


@pytest.mark.parametrize("end", ["%0A", "%0Ax", "x%0D%0Ax", "%E2%80%A8/x"])
async def test_paths_with_line_breaks_are_answered_by_their_face(api: Api, end: str) -> None:
    for mount, member in (("/v1", "success"), ("/api", "errors"), ("/rest/v1", "status")):
        response = await api.http.get(f"{mount}/nothing/{end}")
        assert response.status_code == 404
        assert member in response.json()
    assert "errcode" in (await api.http.get(f"/openapi/v1.0/nothing/{end}")).json()


@pytest.mark.parametrize("slashes", ["//{}/{}", "/{}//{}", "///{}///{}"])
async def test_more_slashes_than_one_are_as_good_as_one(api: Api, slashes: str) -> None:
    for mount, version, member in (
        ("openapi", "v1.0/nothing", "errcode"),
        ("v1", "nothing", "success"),
        ("api", "nothing", "errors"),
        ("rest", "v1/nothing", "status"),
    ):
        response = await api.http.get(str(api.http.base_url) + slashes.format(mount, version))
        assert member in response.json(), response.text
    path = slashes.format("openapi", "v1.0//ivr/list")
    reply = await api.http.get(str(api.http.base_url) + path, params={"access_token": api.token})
    assert reply.json()["errcode"] == 0


async def test_outside_of_the_faces_there_is_nothing(api: Api) -> None:
    for path in ("/openapi", "/docs", "/openapi.json", "/v1.0/ivr/list"):
        assert (await api.http.get(path)).status_code == 404, path


class Workshop:
    """Makes a face that counts its requests; the first `failures` times it fails."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.made = 0
        self.asked = 0

    def __call__(self) -> ASGIApp:
        self.made += 1
        if self.made <= self.failures:
            raise OSError("no descriptor is left")

        async def face(scope: Scope, receive: Receive, send: Send) -> None:
            self.asked += 1

        return face


async def ask(face: OnDemand) -> None:
    async def receive() -> dict[str, object]:
        raise NotImplementedError

    async def send(message: object) -> None:
        raise NotImplementedError

    await face({"type": "http"}, receive, send)


async def test_a_face_is_made_once_for_all_who_wait_also_when_the_first_leaves() -> None:
    workshop = Workshop()
    face = OnDemand(workshop)
    first, second = asyncio.create_task(ask(face)), asyncio.create_task(ask(face))
    await asyncio.sleep(0)
    first.cancel()
    await second
    await ask(face)
    assert (workshop.made, workshop.asked) == (1, 2)


async def test_a_face_that_could_not_be_made_is_made_at_the_next_request() -> None:
    workshop = Workshop(failures=1)
    face = OnDemand(workshop)
    with pytest.raises(OSError, match="descriptor"):
        await ask(face)
    await ask(face)
    assert (workshop.made, workshop.asked) == (2, 1)
