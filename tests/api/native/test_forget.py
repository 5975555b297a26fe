"""Admins have a number forgotten, of their own tenant."""

import pytest

from switchboard.call.record import EndedRow, OpenedRow
from switchboard.store.calls.log import CallLog

from .support import OTHER_TENANT, Native, problem

pytestmark = pytest.mark.api
WHO = "+442079460199"


async def test_what_is_known_of_a_number_is_shown_and_deleted(native: Native) -> None:
    now = native.services.clock.now()
    log = CallLog(native.services.database, "node")
    for id, tenant in (("mine", 1), ("theirs", OTHER_TENANT)):
        await log.write([OpenedRow(id, tenant, now, WHO, "", "6200"), EndedRow(id, now)])
    shown = await native.admin.post("/forget", json={"number": WHO, "dry_run": True})
    assert (shown.json()["forms"][0], shown.json()["calls"]) == (WHO, ["mine"])
    assert (await native.admin.post("/forget", json={"number": WHO})).json() == shown.json()
    assert (await native.admin.post("/forget", json={"number": WHO})).json()["calls"] == []
    assert (await log.get(OTHER_TENANT, "theirs"))[0].caller == WHO
    for wrong in ({}, {"number": ""}, {"number": 1}, {"number": WHO, "all": True}):
        problem(await native.admin.post("/forget", json=wrong), 422, "invalid")
