"""Locks after wrong PINs, over the API."""

import pytest

from switchboard.model.pin_door import Door
from switchboard.store.people.pin_failures import PinFailures

from .support import Native, problem

pytestmark = pytest.mark.api

DOOR = Door(1, "+4930777", "trunk:60", 50, "192.0.2.1")


async def be_wrong(native: Native, times: int) -> None:
    failures = PinFailures(native.services.database)
    for _ in range(times):
        assert await failures.begin(DOOR, native.services.clock.now()) is not None


async def refused(native: Native) -> bool:
    return await PinFailures(native.services.database).refused(DOOR, native.services.clock.now())


async def test_locks_are_listed_and_lifted(native: Native) -> None:
    await be_wrong(native, 9)
    assert await refused(native)
    items = (await native.admin.get("/locks")).json()["items"]
    assert [(item["what"], item["who"], item["state"], item["count"]) for item in items] == [
        ("caller", "+4930777", "refused", 9),
        ("object", "50", "slowed", 9),
        ("source", "trunk:60", "slowed", 9),
    ]
    for item in items:
        assert (await native.admin.delete(f"/locks/{item['id']}")).status_code == 204
    assert (await native.admin.get("/locks")).json() == {"items": []}
    assert not await refused(native)
    problem(await native.admin.delete(f"/locks/{items[0]['id']}"), 404, "not-found")


async def test_few_wrong_pins_are_no_lock(native: Native) -> None:
    await be_wrong(native, 4)
    assert (await native.admin.get("/locks")).json() == {"items": []}


async def test_locks_are_those_of_the_own_tenant(native: Native) -> None:
    await be_wrong(native, 9)
    (lock, *_) = (await native.admin.get("/locks")).json()["items"]
    assert (await native.neighbour.get("/locks")).json() == {"items": []}
    problem(await native.neighbour.delete(f"/locks/{lock['id']}"), 404, "not-found")
    assert await refused(native)
