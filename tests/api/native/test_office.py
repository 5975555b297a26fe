"""The office at this moment, over the API."""

import pytest

from switchboard.model.office import Office

from .support import Native, places, problem

pytestmark = pytest.mark.api

# The clock of these servers stands at a Monday noon, in office hours.
LATER = "2026-01-05T13:30:00Z"
WORDS = {"kind": "announcement", "name": "busy"}


async def test_an_open_office(native: Native) -> None:
    assert (await native.viewer.get("/office")).json() == {
        "rule": "open",
        "local": "2026-01-05T12:00:00Z",
        "zone": "UTC",
        "until": "2026-01-05T17:00:00Z",
        "night_mode": False,
        "closure": None,
        "explanation": "Monday 5 January 2026, 12:00 in UTC: open by the hours of the office",
    }


async def test_closed_for_a_while_and_open_again(native: Native) -> None:
    await native.repository.create(Office(timezone="Europe/Berlin", night_mode=True), author="test")
    closed = (await native.editor.put("/office/closure", json={"until": LATER, "prompt": WORDS})).json()
    assert (closed["rule"], closed["closure"]["by"], closed["night_mode"]) == ("closed", "native:editor", True)
    assert closed["until"] == "2026-01-05T14:30:00+01:00"
    words = "Monday 5 January 2026, 13:00 in Europe/Berlin: closed until 14:30 by native:editor"
    assert closed["explanation"] == words
    assert (await native.viewer.post("/explain", json={})).json()["explanation"] == words
    own_hours = {"schedule": {"hours": {"monday": {"open": True}}}}
    assert (await native.viewer.post("/explain", json=own_hours)).json()["rule"] == "open"
    (office,) = (await native.repository.page(Office)).items
    assert (office.document.night_mode, office.revision) == (True, 2)
    for _ in range(2):
        assert (await native.editor.delete("/office/closure")).status_code == 204
    assert (await native.viewer.get("/office")).json()["rule"] == "open"


async def test_two_who_close_at_once(native: Native) -> None:
    await native.repository.create(Office(), author="test")
    seen = {"If-Match": (await native.viewer.get("/office")).headers["etag"]}
    assert (await native.editor.put("/office/closure", json={"until": LATER}, headers=seen)).status_code == 200
    second = await native.admin.put("/office/closure", json={"until": LATER}, headers=seen)
    problem(second, 412, "revision-conflict")
    problem(await native.admin.delete("/office/closure", headers=seen), 412, "revision-conflict")
    assert (await native.viewer.get("/office")).json()["closure"]["by"] == "native:editor"


async def test_a_closure_ends_by_itself(native: Native) -> None:
    await native.editor.put("/office/closure", json={"until": LATER})
    native.move_clock(90 * 60)
    now = (await native.viewer.get("/office")).json()
    assert (now["rule"], now["closure"]) == ("open", None)


async def test_what_is_no_closure(native: Native) -> None:
    past = await native.editor.put("/office/closure", json={"until": "2026-01-05T12:00:00Z"})
    assert places(problem(past, 422, "invalid")) == [("#/until", "min")]
    for wrong in ({}, {"until": "14:00"}, {"until": "2026-01-05T13:30:00"}, {"until": LATER, "by": "me"}):
        problem(await native.editor.put("/office/closure", json=wrong), 422, "invalid")
    missing = {"until": LATER, "prompt": {"kind": "prompt", "prompt": 4711}}
    assert (
        places(problem(await native.editor.put("/office/closure", json=missing), 422, "invalid"))[0][1] == "reference"
    )


async def test_a_prompt_in_force_cannot_be_deleted(native: Native) -> None:
    await native.editor.put("/office/closure", json={"until": LATER, "prompt": {"kind": "prompt", "prompt": 90}})
    problem(await native.editor.delete("/prompts/90"), 409, "in-use")
