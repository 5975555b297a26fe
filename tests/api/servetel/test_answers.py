"""Lists, paths, and the form of errors."""

import json

import pytest

from switchboard.api.servetel.naming import ANNOUNCEMENTS
from switchboard.store.db.database import Database

from ..support import shared
from .support import MINIMAL, Servetel, failure

pytestmark = pytest.mark.api


async def test_list(servetel: Servetel) -> None:
    id = await servetel.create(MINIMAL)
    reply = await servetel.ok("GET", "ivrs")
    assert list(reply) == ["ivrs", "recordings"]
    assert reply["ivrs"] == [await servetel.shown(50), await servetel.shown(id)]
    recordings = reply["recordings"]
    assert isinstance(recordings, list)
    assert recordings[:2] == [{"id": 90, "name": "IVR.wav"}, {"id": 91, "name": "demo.wav"}]
    assert [one["id"] for one in recordings[2:]] == list(ANNOUNCEMENTS)


async def test_an_answer_in_full(servetel: Servetel) -> None:
    id = await servetel.create(MINIMAL)
    nothing = {"sms_template_id": "0", "webhook_id": "0"}
    expected = {
        "id": id,
        "name": "Front desk",
        "description": "",
        "recording": "90",
        "recording_type": "recording",
        "timeout": 5,
        "invalid_retries": 2,
        "invalid_retry_recording": "91",
        "invalid_recording": 0,
        "invalid_destination_type": "hangup",
        "invalid_destination": "1",
        "timeout_retry_recording": "90",
        "timeout_recording": "91",
        "timeout_dest_type": "extension",
        "timeout_destination": "1001",
        "timeout_retries": 2,
        "added_by": 1,
        "ivr_menu": [
            {"option": "1", "destination_type": "extension", "destination_id": "1000", **nothing},
            {"option": "2", "destination_type": "ivr", "destination_id": "50", **nothing},
        ],
    }
    assert json.dumps(await servetel.shown(id)) == json.dumps(expected)


async def test_other_spellings_of_the_paths(servetel: Servetel) -> None:
    for path in ("ivrs", "ivrs/", "ivr", "ivr/"):
        assert "ivrs" in await servetel.ok("GET", path)
        id = (await servetel.ok("POST", path, {**MINIMAL, "name": f"IVR {path}"}))["id"]
        await servetel.ok("PUT", f"ivr/{id}/", {**MINIMAL, "name": f"IVR {path}"})
        assert (await servetel.ok("GET", f"ivr/{id}/"))["id"] == id
        assert await servetel.ok("DELETE", f"ivr/{id}/") == {"success": True, "message": "IVR deleted successfully"}
        assert (await servetel.send("GET", f"ivr/{id}")).status_code == 404


@shared
@pytest.mark.parametrize("id", ["999", "85", "id", "-1", "0", "99999999999999999999999", "1.5", "²", "a%2Fb"])
async def test_unknown_ids(shared_servetel: Servetel, id: str) -> None:
    """Only writing answers 422: 404 is not among the documented codes there."""
    for method in ("GET", "DELETE"):
        response = await shared_servetel.send(method, f"ivr/{id}")
        assert (response.status_code, list(failure(response))) == (404, ["success", "message"])
        assert (await shared_servetel.send(method, f"recording/{id}")).status_code == 404
    assert (await shared_servetel.send("PUT", f"recording/{id}", {})).status_code == 404
    if "/" not in id and "%" not in id:
        assert await shared_servetel.errors("PUT", f"ivr/{id}", MINIMAL) == {"id": ["does not exist"]}


@shared
async def test_no_such_endpoint(shared_servetel: Servetel) -> None:
    for method, path, status in (
        ("GET", "", 404),
        ("GET", "nothing", 404),
        ("POST", "ivr/50/copy", 404),
        ("PUT", "ivr", 405),
        ("PATCH", "ivr/50", 405),
        ("GET", "auth/login", 405),
    ):
        response = await shared_servetel.send(method, path)
        assert response.status_code == status, path
        failure(response)


@shared
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff",
        b"{} x",
        b"[" * 100_000,
        b'{"name": NaN}',
        b"9" * 5000,
        b"\xef\xbb\xbf{}",
    ],
)
async def test_malformed_bodies(shared_servetel: Servetel, content: bytes) -> None:
    headers = {"Authorization": f"Bearer {shared_servetel.token}"}
    for method, path in (("POST", "ivr"), ("PUT", "ivr/50"), ("POST", "recording"), ("POST", "auth/login")):
        response = await shared_servetel.http.request(method, f"/v1/{path}", content=content, headers=headers)
        assert response.status_code == 422
        failure(response)


@shared
async def test_too_long_a_body(shared_servetel: Servetel) -> None:
    response = await shared_servetel.send("POST", "ivr", {"name": "x" * 300_000})
    assert (response.status_code, failure(response)["message"]) == (422, "The body is longer than 262144 bytes")


async def test_without_a_database(servetel: Servetel) -> None:
    await servetel.services.database.close()
    response = await servetel.send("GET", "ivrs")
    assert response.status_code == 503
    assert str(failure(response)["message"]).startswith("Try again later")


async def test_a_fault_is_an_incident_that_tells_nothing(servetel: Servetel, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Database, statement: str, **parameters: object) -> None:
        raise RuntimeError("secret 4711")

    monkeypatch.setattr(Database, "look", broken)
    response = await servetel.send("GET", "ivrs")
    assert response.status_code == 500
    reply = failure(response)
    assert reply["message"] == "Server error"
    assert "4711" not in response.text
    assert len(str(reply["incident"])) == 32
