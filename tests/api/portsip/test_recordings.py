"""recordings: listed, heard by a link, destroyed."""

from dataclasses import replace

import pytest

from switchboard.call.events import DialledTarget
from switchboard.store.people.users import Users
from switchboard.store.tenants import Tenants

from ..recorded_calls import SOUND, Recorded, record
from .support import PortSip, add_user, failures

pytestmark = pytest.mark.api
REACHED = DialledTarget(kind="extension", id=86, number="1001")


@pytest.fixture
async def calls(portsip: PortSip) -> list[str]:
    users = Users(portsip.services.database)
    for user in await users.all(1):
        await users.edit(1, user.id, lambda old: replace(old, rights=("recordings",)))
    return await record(
        portsip.services,
        Recorded(dialled="6200", reached=REACHED),
        Recorded(minutes=1),
        Recorded(open=True, minutes=2),
    )


async def ids(portsip: PortSip, **query: str | int) -> list[str]:
    items = (await portsip.get("recordings", **query))["items"]
    assert isinstance(items, list)
    return [one["id"] for one in items]


async def file_of(portsip: PortSip, id: str) -> dict[str, object]:
    items = (await portsip.get(f"recordings/{id}"))["items"]
    assert isinstance(items, list)
    (file,) = items
    return dict(file)


async def test_recordings_are_listed_newest_first(portsip: PortSip, calls: list[str]) -> None:
    page = await portsip.get("recordings")
    assert (page["count"], len(await ids(portsip))) == (2, 2)
    assert await ids(portsip, skip=1) == (await ids(portsip))[1:]
    items = page["items"]
    assert isinstance(items, list)
    assert {name: items[1][name] for name in ("caller", "callee", "started_at", "ended_at")} == {
        "caller": "1000",
        "callee": "1001",
        "started_at": "2026-01-05T12:00:03Z",
        "ended_at": "2026-01-05T12:00:05Z",
    }


async def test_one_recording_has_a_link_to_its_sound(portsip: PortSip, calls: list[str]) -> None:
    file = await file_of(portsip, (await ids(portsip))[1])
    assert (file["duration"], file["file_size"]) == (2, len(SOUND))
    assert str(file["file_name"]).endswith("-1000-6200-Internal.wav")
    url = str(file["file_url"])
    answer = await portsip.http.get(url)
    assert (answer.status_code, answer.content) == (200, SOUND)
    assert (await portsip.http.get(url, headers={"Range": "bytes=0-3"})).content == b"RIFF"
    portsip.move_clock(1800)
    failures(await portsip.http.get(url))


async def test_a_destroyed_recording_is_gone_with_its_links(portsip: PortSip, calls: list[str]) -> None:
    first, second = await ids(portsip)
    url = str((await file_of(portsip, first))["file_url"])
    viewer = portsip.tokens["viewer"]
    assert (await portsip.send("POST", f"recordings/{first}/destroy", token=viewer)).status_code == 403
    await portsip.destroy(first, "recordings")
    assert await ids(portsip) == [second]
    assert (await portsip.http.get(url)).status_code == 404
    for method, path in (("GET", f"recordings/{first}"), ("POST", f"recordings/{first}/destroy")):
        assert (await portsip.send(method, path)).status_code == 404
    assert not (portsip.services.settings.recordings_directory / f"{calls[1]}.wav").exists()


async def test_only_those_with_the_right_hear_them(portsip: PortSip, calls: list[str]) -> None:
    (id, _) = await ids(portsip)
    url = str((await file_of(portsip, id))["file_url"])
    users = Users(portsip.services.database)
    admin = await users.by_name(1, "admin")
    await users.edit(1, admin.id, lambda old: replace(old, rights=()))
    for method, path in (("GET", "recordings"), ("GET", f"recordings/{id}"), ("POST", f"recordings/{id}/destroy")):
        assert (await portsip.send(method, path)).status_code == 403
    assert (await portsip.http.get(url)).status_code == 404


async def test_another_tenant_has_none_of_them(portsip: PortSip, calls: list[str]) -> None:
    (id, _) = await ids(portsip)
    tenant = await Tenants(portsip.services.database).create("other", "other.example")
    user, token = await add_user(portsip.services, tenant.id, "spy", "admin")
    await Users(portsip.services.database).edit(tenant.id, user.id, lambda old: replace(old, rights=("recordings",)))
    assert (await portsip.send("GET", "recordings", token=token)).json() == {"count": 0, "items": []}
    for method, path in (("GET", f"recordings/{id}"), ("POST", f"recordings/{id}/destroy")):
        assert (await portsip.send(method, path, token=token)).status_code == 404


@pytest.mark.parametrize("link", ["1-1-1-ffffffff-" + "0" * 64, "x", "%2e%2e%2fswitchboard", "a" * 3000])
async def test_what_is_no_link(portsip: PortSip, calls: list[str], link: str) -> None:
    assert (await portsip.http.get(f"/api/recordings/files/{link}.wav")).status_code == 404
