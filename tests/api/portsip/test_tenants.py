"""Two tenants on one server."""

import pytest
from sqlalchemy import insert

from switchboard.api.portsip.naming import wire_id
from switchboard.store.db.tables import tenant

from .support import HOLIDAY, MINIMAL, PASSWORD, PortSip, add_user, fields

pytestmark = pytest.mark.api

DOMAIN = "other.example"


async def stranger(portsip: PortSip) -> str:
    """A token of the admin of the tenant 2, who is called as that of the first."""
    async with portsip.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="other", sip_domain=DOMAIN))
    return (await add_user(portsip.services, 2, "admin", "admin"))[1]


async def test_nothing_of_another_tenant(portsip: PortSip) -> None:
    token = await stranger(portsip)
    path = f"ivrs/{wire_id(50)}"
    url = await portsip.create(
        {"name": "a", "type": "DTMF", "dtmf_mask": "1", "method": "GET", "url": "http://a/"}, f"{path}/action_urls"
    )
    assert (await portsip.send("GET", "ivrs", token=token)).json() == {"count": 0, "items": []}
    for method, rest, status in (
        ("GET", "", 404),
        ("POST", "", 404),
        ("GET", "/status", 404),
        ("POST", "/destroy", 400),
        ("GET", "/action_urls", 404),
        ("POST", "/action_urls", 404),
        ("GET", f"/action_urls/{url}", 404),
        ("POST", f"/action_urls/{url}", 404),
        ("POST", f"/action_urls/{url}/destroy", 400),
    ):
        body: dict[str, object] | None = {} if method == "POST" else None
        assert (await portsip.send(method, path + rest, body, token=token)).status_code == status, rest
    assert (await portsip.send("GET", "extension_numbers/1000", token=token)).status_code == 404
    found = await portsip.get("ivrs", filter=f"id eq '{wire_id(50)}'")
    assert found["count"] == 1


async def test_nothing_of_another_tenant_can_be_referred_to(portsip: PortSip) -> None:
    token = await stranger(portsip)
    body = {
        **MINIMAL,
        "outbound_caller_ids": [{"provider_id": wire_id(60), "caller_id": "1"}],
        "custom_forward_rules": [{"user_input": "1", "holidays": [wire_id(HOLIDAY)]}],
    }
    response = await portsip.send("POST", "ivrs", body, token=token)
    places = ["custom_forward_rules[0].holidays[0]", "outbound_caller_ids[0].provider_id"]
    assert (response.status_code, fields(response)) == (400, places)
    response = await portsip.send("POST", "ivrs", {**MINIMAL, "prompt_file_id": wire_id(90)}, token=token)
    assert (response.status_code, fields(response)) == (400, ["prompt_file_id"])


async def test_names_and_numbers_are_each_tenants_own(portsip: PortSip) -> None:
    token = await stranger(portsip)
    await portsip.create(MINIMAL)
    response = await portsip.send("POST", "ivrs", MINIMAL, token=token)
    assert response.status_code == 201
    id = response.json()["id"]
    assert (await portsip.send("GET", f"ivrs/{id}")).status_code == 404
    to = {"action": "FORWARD_TO_NUMBER", "number": "1000"}
    assert (await portsip.send("POST", f"ivrs/{id}", {"failure_forward_rule": to}, token=token)).status_code == 200
    shown = (await portsip.send("GET", f"ivrs/{id}", token=token)).json()
    assert shown["failure_forward_rule"] == to


async def test_the_domain_tells_the_tenant(portsip: PortSip) -> None:
    await stranger(portsip)
    await portsip.create(MINIMAL)
    for domain, count in ((None, 2), (DOMAIN, 0), (DOMAIN.upper(), 0)):
        form = {"grant_type": "password", "username": "admin", "password": PASSWORD}
        sent = form if domain is None else {**form, "domain": domain}
        token = (await portsip.http.post("/api/login/oauth/token", data=sent)).json()["access_token"]
        assert (await portsip.send("GET", "ivrs", token=token)).json()["count"] == count
        response = await portsip.sign_in(**({} if domain is None else {"domain": domain}))
        token = response.json()["access_token"]
        assert (await portsip.send("GET", "ivrs", token=token)).json()["count"] == count
