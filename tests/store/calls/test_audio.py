"""How the audio of calls was, on every database."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete

from switchboard.call.audio import AudioParty, AudioReport, AudioWay
from switchboard.call.record import AudioRow, EndedRow, OpenedRow
from switchboard.store.calls.audio import AudioLog, KeptAudio
from switchboard.store.calls.log import CallLog
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call

pytestmark = pytest.mark.interop
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def report(call: str, number: str) -> AudioReport:
    """Of somebody outside whose phone tells nothing."""
    party = AudioParty(call, "callee", number, None, 3)
    return AudioReport(party, "G722", True, AudioWay(500, 0.25, 1.5, 4.31), AudioWay(510))


async def test_what_is_told_of_a_call_is_kept_with_it(database: Database) -> None:
    """Also when it comes after the end, or twice; and it goes with the call. Without a call nothing is kept."""
    log, kept = CallLog(database, "node-1"), AudioLog(database)
    first, second = AudioRow(7, START, report("a", "+4930111")), AudioRow(9, START, report("a", "+4930222"))
    await log.write([OpenedRow("a", 1, START, "100", "", "6200"), second, EndedRow("a", START)])
    assert await log.write([first, second, AudioRow(8, START, report("gone", "1"))]) == 1
    assert await kept.of(1, "a") == [KeptAudio(START, first.report), KeptAudio(START, second.report)]
    assert await kept.of(2, "a") == await kept.of(1, "gone") == []
    async with database.write() as connection:
        await connection.execute(delete(call).where(call.c.id == "a"))
    assert await kept.of(1, "a") == []
