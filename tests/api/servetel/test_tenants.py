"""Two tenants on one server."""

import pytest
from sqlalchemy import insert

from switchboard.api.servetel import jwt
from switchboard.store.tables import tenant

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


async def stranger(servetel: Servetel) -> str:
    """A token of a client of the tenant 2."""
    async with servetel.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="other", sip_domain=""))
    credentials, now = servetel.services.credentials, servetel.services.clock.now()
    await credentials.new_api_client(2, "servetel", "stranger")
    (client,) = await credentials.api_clients(2)
    return jwt.encode(await credentials.issue(client, 60, 60, now, 8), client.id, now, expires=True)


async def test_nothing_of_another_tenant(servetel: Servetel) -> None:
    token = await stranger(servetel)
    assert (await servetel.send("GET", "ivrs", token=token)).json()["ivrs"] == []
    for path, body in (("ivr/50", NOTHING), ("recording/90", {})):
        assert (await servetel.send("GET", path, token=token)).status_code == 404
        assert (await servetel.send("DELETE", path, token=token)).status_code == 404
        assert (await servetel.send("PUT", path, body, token=token)).status_code in (404, 422)
    response = await servetel.send("POST", "ivr", MINIMAL, token=token)
    wrong = ["recording", "invalid_recording", "timeout_retry_recording", "timeout_recording"]
    assert list(response.json()["errors"]) == [*wrong, "destination.0", "destination.1", "timeout_destination"]


async def test_names_and_numbers_are_each_tenants_own(servetel: Servetel) -> None:
    token = await stranger(servetel)
    await servetel.create(NOTHING)
    key = (await servetel.send("POST", "ivr", NOTHING, token=token)).json()["id"]
    assert (await servetel.send("GET", f"ivr/{key}", token=token)).json()["added_by"] == 2
    assert (await servetel.send("GET", f"ivr/{key}")).status_code == 404
