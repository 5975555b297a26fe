"""The life of an IVR, the same on every database."""

from pathlib import Path

import pytest

from .support import MINIMAL, PortSip, furnish_all, logged_in

pytestmark = pytest.mark.interop

RULES = [{"user_input": "1", "office_hours_forward_rule": {"action": "FORWARD_TO_NUMBER", "number": "1000"}}]
URL = {"name": "a", "type": "DTMF", "dtmf_mask": "9", "method": "GET", "url": "http://a/"}
SECRET = {"auth": "BEARER", "token": "plugh"}


async def life(portsip: PortSip) -> None:
    id = await portsip.create({**MINIMAL, "name": "Zoë's 100% \\ menu_", "custom_forward_rules": RULES})
    await portsip.update(id, {"pin": "246802", "exclude_list": "1;2"})
    url = await portsip.create({**URL, **SECRET}, f"ivrs/{id}/action_urls")
    shown = await portsip.shown(id)
    assert (shown["pin"], shown["exclude_list"]) == ("246802", "1;2")
    for condition in (
        "contains(name,'%') and endswith(name,'_')",
        "name eq 'Zoë''s 100% \\ menu_' and extension_number gt '999'",
        f"id ge '{id}' and not startswith(name,'zoë')",
    ):
        assert (await portsip.get("ivrs", filter=condition, orderby="name desc,id"))["count"] == 1
    assert (await portsip.get("ivrs", search="ZOË and 7000", top=1))["count"] == 1
    await portsip.destroy(url, f"ivrs/{id}/action_urls")
    await portsip.destroy(id)
    assert (await portsip.get("ivrs"))["count"] == 1


async def test_an_ivr_lives(database_url: str, tmp_path: Path) -> None:
    async with logged_in(database_url, tmp_path) as portsip:
        await furnish_all(portsip.repository)
        await life(portsip)
