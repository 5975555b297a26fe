"""The recordings of calls, as files on the machine that had the call."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from switchboard import errors
from switchboard.call.events import RecordingStarted, type_of
from switchboard.call.record import EventRow
from switchboard.media.wav import duration_ms
from switchboard.store.calls.log import CallLog


@dataclass(frozen=True, slots=True)
class CallRecordingFile:
    """A recording of a call: its `name`, when it began, how large and how long it is by now, and where it is kept."""

    name: str
    started_at: datetime
    size: int
    duration_ms: int
    path: Path


class CallRecordings:
    """Recordings that there are. Names come from the events of calls alone, so no name leads to another file."""

    def __init__(self, log: CallLog, directory: Path, node: str) -> None:
        self._log = log
        self._directory = directory
        self._node = node

    async def all(self, tenant: int, call: str) -> list[CallRecordingFile]:
        """Those of a call that have not been deleted, in order. Raises NotFound, Elsewhere."""
        record, events = await self._log.get(tenant, call)
        found = await asyncio.to_thread(self._files, events)
        if not found and record.recording and record.node != self._node:
            raise Elsewhere(record.node)
        return found

    async def one(self, tenant: int, call: str, name: str) -> CallRecordingFile:
        """Raises NotFound, Elsewhere."""
        for recording in await self.all(tenant, call):
            if recording.name == name:
                return recording
        raise errors.NotFound("recording", name)

    async def delete(self, tenant: int, call: str, name: str) -> None:
        """For good. Raises NotFound, Elsewhere, and StillRecording while the call goes on."""
        recording = await self.one(tenant, call, name)
        record, _ = await self._log.get(tenant, call)
        if record.state == "open":
            raise StillRecording
        await asyncio.to_thread(recording.path.unlink, missing_ok=True)

    def _files(self, events: Sequence[EventRow]) -> list[CallRecordingFile]:
        began = [event for event in events if event.type == type_of(RecordingStarted)]
        named = [(Path(str(one.data.get("name", ""))).name, one.at) for one in began]
        found = (_file(self._directory / name, at) for name, at in named if name)
        return [one for one in found if one is not None]


class Elsewhere(errors.SwitchboardError):
    """The recordings are on another machine."""

    code = "recording-elsewhere"

    def __init__(self, node: str) -> None:
        super().__init__(f"the recordings of this call are on the node {node}: ask there")
        self.node = node


class StillRecording(errors.SwitchboardError):
    """The call goes on, and may be recorded."""

    code = "call-open"

    def __init__(self) -> None:
        super().__init__("the call goes on: its recordings can be deleted when it is over")


def read_part(path: Path, first: int, length: int) -> bytes:
    """Some bytes of a file. Raises OSError."""
    with path.open("rb") as file:
        file.seek(first)
        return file.read(length)


def _file(path: Path, at: datetime) -> CallRecordingFile | None:
    """What there is of a recording; None when it was deleted, or is no sound yet."""
    try:
        return CallRecordingFile(path.name, at, path.stat().st_size, duration_ms(path), path)
    except OSError:
        return None
