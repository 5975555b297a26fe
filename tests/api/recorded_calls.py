"""Calls of the past that were recorded, with their files."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from switchboard.api.common import ApiServices
from switchboard.call.events import Bridged, CallEvent, DialledTarget, RecordingStarted
from switchboard.call.ids import new_id
from switchboard.call.record import CallRow, EndedRow, EventRow, OpenedRow
from switchboard.media.wav import wav_header
from switchboard.store.calls.log import CallLog

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SOUND = wav_header(16_000, 8000, 2) + bytes(range(250)) * 256
"""Two seconds."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A call to be: who called whom, who talked, and how many recordings there are."""

    caller: str = "1000"
    caller_name: str = "Ann Lee"
    dialled: str = "1001"
    reached: DialledTarget | None = None
    trunk: int | None = None
    files: int = 1
    open: bool = False
    test: bool = False
    minutes: int = 0


async def record(
    services: ApiServices, *calls: Recorded, tenant: int = 1, node: str = "", files: bool = True
) -> list[str]:
    """Writes the calls as a calls process does, and returns their ids."""
    ids, rows = [], list[CallRow]()
    services.settings.recordings_directory.mkdir(parents=True, exist_ok=True)
    for one in calls:
        began = NOON + timedelta(minutes=one.minutes)
        # As an id of that moment would be: ids of one minute differ in the last digits.
        ids.append(id := f"{round(began.timestamp() * 1000):012x}{new_id()[12:]}")
        rows += _rows(id, one, began, tenant)
        for name in _names(id, one.files) if files else ():
            (services.settings.recordings_directory / name).write_bytes(SOUND)
    await CallLog(services.database, node or services.settings.node_name).write(rows)
    return ids


def _rows(id: str, one: Recorded, began: datetime, tenant: int) -> list[CallRow]:
    opened = OpenedRow(id, tenant, began, one.caller, one.caller_name, one.dialled, trunk=one.trunk, test=one.test)
    names = _names(id, one.files)
    events: list[CallEvent] = [RecordingStarted(at=began + timedelta(seconds=3), name=name) for name in names]
    events += [Bridged(at=began + timedelta(seconds=4), target=one.reached)] if one.reached else []
    rows: list[CallRow] = [opened, *(EventRow.of(id, seq, event) for seq, event in enumerate(events))]
    if one.open:
        return rows
    return [*rows, EndedRow(id, began + timedelta(seconds=9), recording=names[-1] if names else "")]


def _names(id: str, count: int) -> list[str]:
    return [f"{id}.wav" if nth == 1 else f"{id}-{nth}.wav" for nth in range(1, count + 1)]
