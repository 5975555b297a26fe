"""Two tenants on one server."""

import pytest

from switchboard.api.servetel import jwt
from switchboard.api.servetel.naming import ANNOUNCEMENTS
from switchboard.store.tenants import Tenants

from .support import MINIMAL, Servetel

pytestmark = pytest.mark.api

NOTHING = {
    "name": "Front desk",
    "recording": "0",
    "timeout": 5,
    "option": ["1"],
    "destination": ["hangup"],
    "incorrect_count": 0,
    "invalid_recording": "0",
    "invalid_destination": "hangup",
    "timeout_retry_recording": "0",
    "timeout_recording": "0",
    "timeout_destination": "hangup",
    "timeout_tries": 0,
}

SPOKEN = {"audio_name": "Theirs", "type": "tts", "data": "Hello", "speech": "en-GB"}


async def stranger(servetel: Servetel) -> str:
    """A token of a client of the tenant 2."""
    await Tenants(servetel.services.database).create("other", "other.example")
    credentials, now = servetel.services.credentials, servetel.services.clock.now()
    await credentials.new_api_client(2, "servetel", "stranger")
    (client,) = await credentials.api_clients(2)
    return jwt.encode(await credentials.issue(client, 60, 60, now, 8), client.id, now, expires=True)


async def test_nothing_of_another_tenant(servetel: Servetel) -> None:
    token, before = await stranger(servetel), await servetel.repository.snapshot()
    listed = (await servetel.send("GET", "ivrs", token=token)).json()
    assert listed["ivrs"] == []
    recordings = (await servetel.send("GET", "recordings", token=token)).json()["recordings"]
    assert [len(found) for found in (recordings, listed["recordings"])] == [len(ANNOUNCEMENTS)] * 2
    for path, body, status in (("ivr/50", NOTHING, 422), ("recording/90", SPOKEN, 404)):
        assert (await servetel.send("GET", path, token=token)).status_code == 404
        assert (await servetel.send("DELETE", path, token=token)).status_code == 404
        assert (await servetel.send("PUT", path, body, token=token)).status_code == status
    assert await servetel.repository.snapshot() == before
    response = await servetel.send("POST", "ivr", MINIMAL, token=token)
    wrong = ["recording", "invalid_recording", "timeout_retry_recording", "timeout_recording"]
    assert list(response.json()["errors"]) == [*wrong, "destination.0", "destination.1", "timeout_destination"]


async def test_names_and_numbers_are_each_tenants_own(servetel: Servetel) -> None:
    token = await stranger(servetel)
    await servetel.create(NOTHING)
    id = (await servetel.send("POST", "ivr", NOTHING, token=token)).json()["id"]
    assert (await servetel.send("GET", f"ivr/{id}", token=token)).json()["added_by"] == 2
    assert (await servetel.send("GET", f"ivr/{id}")).status_code == 404
