"""Bodies that are none, paths and methods that there are not, faults, and what this server has none of."""

import pytest

from switchboard.api.portsip.absent import ABSENT
from switchboard.api.portsip.naming import wire_id

from ..support import shared
from .support import MINIMAL, PASSWORD, PortSip, failures, fields

pytestmark = pytest.mark.api


@shared
async def test_malformed_bodies(shared_portsip: PortSip) -> None:
    headers = {"Authorization": f"Bearer {shared_portsip.tokens['admin']}"}
    for content in (
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"5",
        b"{'a': 1}",
        b'{"dtmf_interval": NaN}',
        b'{"name": "\xff"}',
        b'{"name": "a", "name": "b"}',
        b'{"a": {"b": 1, "b": 2}}',
        b"[" * 100_000,
        b'{"a":' * 5_000,
        b'{"dtmf_interval": ' + b"9" * 5_000 + b"}",
        b"\x00",
    ):
        for path in ("ivrs", f"ivrs/{wire_id(50)}", "auth/sign_in", f"ivrs/{wire_id(50)}/action_urls"):
            response = await shared_portsip.http.post(f"/api/{path}", content=content, headers=headers)
            assert response.status_code == 400, content[:20]
            assert {one["code"] for one in failures(response)} == {"VALIDATE_FAILED"}


@shared
async def test_too_long_a_body(shared_portsip: PortSip) -> None:
    response = await shared_portsip.send("POST", "ivrs", {**MINIMAL, "x": "y" * 262_144})
    assert response.status_code == 400
    failures(response)


@shared
async def test_no_such_endpoint(shared_portsip: PortSip) -> None:
    for method, path, status in (
        ("GET", "nothing", 404),
        ("GET", "", 404),
        ("GET", "ivrs/", 404),
        ("GET", "ivrs/a/b", 404),
        ("GET", "user/credentials", 404),
        ("PUT", f"ivrs/{wire_id(50)}", 405),
        ("DELETE", f"ivrs/{wire_id(50)}", 405),
        ("PATCH", "ivrs", 405),
        ("GET", f"ivrs/{wire_id(50)}/destroy", 405),
        ("GET", "auth/sign_in", 405),
        ("GET", "logout", 405),
    ):
        response = await shared_portsip.send(method, path)
        assert response.status_code == status, path
        assert [one["code"] for one in failures(response)] == ["UNKNOWN"]


@shared
async def test_what_this_server_has_none_of(shared_portsip: PortSip) -> None:
    for path, (methods, reason) in ABSENT.items():
        for method in methods:
            response = await shared_portsip.send(method, path[1:].replace("{key}", "x"), {})
            assert response.status_code == 403
            assert [one["message"] for one in failures(response)] == [reason]


@shared
async def test_extension_numbers(shared_portsip: PortSip) -> None:
    for number, id, name, kind in (
        ("1000", 85, "Ann Lee", "EXTENSION"),
        ("6400", 40, "Sales team", "RING_GROUP"),
        ("6250", 50, "Other", "VIRTUAL_RECEPTIONIST"),
    ):
        assert await shared_portsip.get(f"extension_numbers/{number}") == {
            "id": wire_id(id),
            "extension_number": number,
            "name": name,
            "type": kind,
        }
    for number in ("1", "x", "%00", "é", "1" * 300):
        response = await shared_portsip.send("GET", f"extension_numbers/{number}")
        assert response.status_code == 404
        failures(response)


async def test_a_fault_is_an_incident_that_tells_nothing(
    portsip: PortSip, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the server")

    monkeypatch.setattr("switchboard.api.portsip.mapping.fields", broken)
    response = await portsip.send("GET", f"ivrs/{wire_id(50)}")
    assert response.status_code == 500
    (failure,) = failures(response)
    assert failure["code"] == "UNKNOWN"
    assert "secret" not in response.text
    assert str(failure["message"]).rpartition(" ")[2] in capsys.readouterr().out


async def test_without_a_database(portsip: PortSip) -> None:
    await portsip.services.database.close()
    credentials = {"username": "admin", "password": PASSWORD}
    for response in (
        await portsip.send("GET", "ivrs"),
        await portsip.http.post("/api/auth/sign_in", json=credentials),
    ):
        assert response.status_code == 503
        assert response.headers["retry-after"] == "5"
        assert [one["code"] for one in failures(response)] == ["UNKNOWN"]
    await portsip.services.database.connect()


@shared
async def test_every_problem_has_its_own_entry(shared_portsip: PortSip) -> None:
    response = await shared_portsip.send("POST", "ivrs", {"name": 5, "pin": "x"})
    assert fields(response) == ["name", "pin", "extension_number"]
    assert failures(response)[1] == {
        "code": "VALIDATE_FAILED",
        "message": "pin: must be 6 to 10 digits",
        "detail": {"field": "pin"},
    }
