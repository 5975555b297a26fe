"""Play lists with network streams: who may write them where, and how they are."""

import pytest

from switchboard.callflow.memory import Memory
from switchboard.callflow.rooms import Rooms
from switchboard.config import MusicSettings
from switchboard.engine.control import ControlServer
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.model.music import STREAMS_OFF
from switchboard.status import CallsReport, StreamStatus

from .support import Native, problem

pytestmark = pytest.mark.api

RADIO = {"name": "Radio", "stream": "https://radio.example/live?key=s3cret"}


async def nobody_asks() -> CallsReport:
    raise AssertionError


async def test_a_stream_needs_no_prompts_and_a_viewer_sees_no_key_of_it(native: Native) -> None:
    made = (await native.editor.post("/music", json=RADIO)).json()
    assert (made["stream"], made["prompts"]) == (RADIO["stream"], [])
    seen = (await native.viewer.get(f"/music/{made['id']}")).json()
    assert seen["stream"] == "https://radio.example/live?key=******"
    assert problem(await native.editor.put(f"/music/{made['id']}", json=seen), 422, "invalid")
    assert problem(await native.editor.patch(f"/music/{made['id']}", json={"stream": None}), 422, "invalid")
    assert problem(await native.editor.post("/music", json=RADIO | {"stream": "ftp://radio.example"}), 422, "invalid")


async def test_where_streams_are_off_none_is_written_and_what_is_there_stays(
    native: Native, monkeypatch: pytest.MonkeyPatch
) -> None:
    radio = (await native.editor.post("/music", json=RADIO | {"prompts": [90]})).json()
    one = f"/music/{radio['id']}"
    assert (await native.editor.patch(one, json={"stream": None})).status_code == 200
    monkeypatch.setitem(native.services.settings.__dict__, "music", MusicSettings())
    refusals = [
        await native.editor.post("/music", json=RADIO | {"name": "other"}),
        await native.editor.patch(one, json={"stream": RADIO["stream"]}),
        await native.editor.post(f"{one}/restore", json={"revision": 1}),
    ]
    for refused in refusals:
        problem(refused, 422, "invalid")
        (error,) = refused.json()["errors"]
        assert (error["pointer"], error["detail"]) == ("#/stream", STREAMS_OFF)
    monkeypatch.undo()
    assert (await native.editor.patch(one, json={"stream": RADIO["stream"]})).status_code == 200
    monkeypatch.setitem(native.services.settings.__dict__, "music", MusicSettings())
    assert (await native.editor.patch(one, json={"name": "renamed"})).status_code == 200


async def test_how_a_stream_is_the_calls_process_knows(native: Native) -> None:
    radio = (await native.editor.post("/music", json=RADIO)).json()["id"]
    files = (await native.editor.post("/music", json={"name": "files", "prompts": [90]})).json()["id"]
    asked: list[str] = []

    def status(url: str) -> StreamStatus:
        asked.append(url)
        return StreamStatus(state="failed", reason="nothing came for 10 s")

    path = native.services.settings.calls_socket
    server = ControlServer(path, SimulatedEngine(), Rooms(), nobody_asks, Memory().busy, stream=status)
    await server.start()
    try:
        shown = await native.viewer.get(f"/music/{radio}/stream")
        assert shown.json() == {"state": "failed", "reason": "nothing came for 10 s"}
        assert asked == [RADIO["stream"]]
        assert problem(await native.viewer.get(f"/music/{files}/stream"), 404, "no-stream")
        assert problem(await native.neighbour.get(f"/music/{radio}/stream"), 404, "not-found")
    finally:
        await server.close()
    assert (await native.viewer.get(f"/music/{radio}/stream")).status_code == 503
