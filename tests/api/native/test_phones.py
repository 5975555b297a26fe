"""The phones of extensions, and the password by which they register."""

from datetime import timedelta

import httpx
import pytest

from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.status import BusyExtensions
from switchboard.store.people.registrations import RegistrationRow, Registrations

from ..trunk_states import knowing
from .support import Native, problem

pytestmark = pytest.mark.api

PASSWORD = "/extensions/85/sip-password"


async def register(native: Native, extension: int = 85, source: str = "udp 192.0.2.77 5060 rport") -> None:
    now = native.services.clock.now()
    row = RegistrationRow(
        "sip:1000@192.0.2.77", now + timedelta(minutes=5), "id", 1, source=source, user_agent="Desk 1", since=now
    )
    await Registrations(native.services.database).put(DEFAULT_TENANT, extension, [row])


async def phones_of(client: httpx.AsyncClient) -> list[dict[str, object]]:
    return list((await client.get("/extensions/85/status")).json()["phones"])


async def test_what_to_enter_into_a_phone_is_shown_once(native: Native) -> None:
    assert (await native.viewer.get("/extensions/85/status")).json()["sip_username"] is None
    made = await native.editor.post(PASSWORD)
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    account = made.json()
    assert (account["username"], account["port"], account["realm"]) == ("1000", 5060, "switchboard")
    assert account["transports"] == ["udp", "tcp"] and account["tls_port"] is None
    status = await native.viewer.get("/extensions/85/status")
    assert status.json()["sip_username"] == "1000"
    assert account["password"] not in status.text
    known = await native.services.credentials.sip_ha1(DEFAULT_TENANT, "1000")
    assert (await native.editor.post(PASSWORD)).json()["password"] != account["password"]
    assert await native.services.credentials.sip_ha1(DEFAULT_TENANT, "1000") != known
    assert (await native.editor.delete(PASSWORD)).status_code == 204
    assert await native.services.credentials.sip_ha1(DEFAULT_TENANT, "1000") is None
    problem(await native.editor.delete(PASSWORD), 404, "not-found")


async def test_the_phones_of_an_extension(native: Native) -> None:
    await register(native)
    (phone,) = await phones_of(native.editor)
    assert (phone["user_agent"], phone["address"], phone["transport"]) == ("Desk 1", "192.0.2.77", "udp")
    assert phone["since"] is not None
    (seen_by_viewer,) = await phones_of(native.viewer)
    assert seen_by_viewer["address"] == "192.0.2.0/24"
    native.move_clock(301)
    assert await phones_of(native.editor) == []


async def test_who_is_online_rings_and_talks(native: Native) -> None:
    await register(native)
    unknown = {"extension": 85, "phones": 1, "state": None}
    assert (await native.viewer.get("/extension-statuses")).json() == {"items": [unknown]}
    busy = BusyExtensions(talking=frozenset({85}), ringing=frozenset({85, 86}))
    async with knowing(native.services, {}, busy):
        talking, ringing = {**unknown, "state": "talking"}, {"extension": 86, "phones": 0, "state": "ringing"}
        assert (await native.viewer.get("/extension-statuses")).json() == {"items": [talking, ringing]}
        asked = await native.viewer.get("/extension-statuses?extensions=86,50")
        assert asked.json() == {"items": [{"extension": 50, "phones": 0, "state": "idle"}, ringing]}
        assert (await native.viewer.get("/extensions/86/status")).json()["state"] == "ringing"
        theirs = await native.neighbour.get("/extension-statuses?extensions=85")
        assert theirs.json() == {"items": [{"extension": 85, "phones": 0, "state": "idle"}]}
    for wrong in ("x", "1;2", ",".join(["1"] * 501)):
        problem(await native.viewer.get(f"/extension-statuses?extensions={wrong}"), 422, "invalid")
