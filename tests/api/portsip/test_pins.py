"""The PIN of an IVR: sealed, masked, and shown to nobody who may not change it."""

from pathlib import Path

import pytest

from switchboard.api.portsip.naming import object_id
from switchboard.config import PortSipSettings
from switchboard.model.ivr import (
    DISA_PIN,
)

from .support import MINIMAL, PortSip, furnish_all, logged_in

pytestmark = pytest.mark.api


async def test_the_pin_is_sealed_beside_the_document(portsip: PortSip, tmp_path: Path) -> None:
    id = await portsip.create({**MINIMAL, "pin": "9753186420"})
    await portsip.update(id, {"pin": "8642097531"})
    content = b"".join(file.read_bytes() for file in tmp_path.glob("switchboard.db*"))
    assert b"Front desk" in content
    assert b"9753186420" not in content and b"8642097531" not in content
    secrets = await portsip.services.credentials.object_secrets(1, object_id(id) or 0)
    assert secrets == {DISA_PIN: "8642097531"}
    assert (await portsip.shown(id))["pin"] == "8642097531"


async def test_a_pin_that_is_refused_is_not_told(portsip: PortSip) -> None:
    response = await portsip.send("POST", "ivrs", {**MINIMAL, "pin": "4444444"})
    assert response.status_code == 400
    assert "4444444" not in response.text


async def test_masked_secrets(migrated_sqlite: Path, tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    async with logged_in(url, tmp_path, PortSipSettings(mask_secrets=True)) as portsip:
        await furnish_all(portsip.repository)
        id = await portsip.create(MINIMAL)
        shown = await portsip.shown(id)
        assert shown["pin"] == "******"
        await portsip.update(id, {**shown, "name": "Renamed"})
        credentials = portsip.services.credentials
        assert await credentials.object_secrets(1, object_id(id) or 0) == {DISA_PIN: "135791"}
        assert (await portsip.stored(id)).name == "Renamed"
        await portsip.update(id, {"pin": "246802"})
        assert await credentials.object_secrets(1, object_id(id) or 0) == {DISA_PIN: "246802"}


async def test_a_viewer_sees_no_pin(portsip: PortSip) -> None:
    id = await portsip.create(MINIMAL)
    pins = {
        role: (await portsip.send("GET", f"ivrs/{id}", token=token)).json()["pin"]
        for role, token in portsip.tokens.items()
    }
    assert pins == {"admin": "135791", "editor": "135791", "viewer": "******"}


async def test_without_the_setting_asterisks_are_no_pin(portsip: PortSip) -> None:
    id = await portsip.create(MINIMAL)
    assert await portsip.refused("POST", f"ivrs/{id}", {"pin": "******"}) == ["pin"]
