"""When extensions last talked, as all machines know it."""

import pytest
from tests.kit.machines import MachineClock

from switchboard.store.db.database import Database
from switchboard.store.nodes.last_talks import LastTalks

pytestmark = [pytest.mark.interop, pytest.mark.parametrize("backend", ["postgresql"], indirect=True)]

ANN, BOB, CID = 100, 101, 102


async def test_machines_know_who_talked_when(database: Database) -> None:
    one, other = (LastTalks(database, MachineClock()) for _ in range(2))
    for machine, extension in ((one, ANN), (other, BOB), (one, ANN)):
        machine.note(extension)
        await machine.written()
    at = await other.at((ANN, BOB, CID))
    assert at == await one.at((ANN, BOB, CID))
    assert sorted(at, key=lambda id: at[id]) == [BOB, ANN]


async def test_what_was_just_noted_is_known(database: Database) -> None:
    talks = LastTalks(database, MachineClock())
    for extension in (ANN, BOB, ANN):
        talks.note(extension)
    assert set(await talks.at((ANN, BOB, CID))) == {ANN, BOB}
