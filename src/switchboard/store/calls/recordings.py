"""The recordings of calls: rows of the database, and files on the machine that had the call or in a bucket."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, select

from switchboard import errors
from switchboard.call.record import CallRecord
from switchboard.config import RecordingSettings, Settings
from switchboard.media.wav import duration_ms
from switchboard.store.calls.bucket import Bucket
from switchboard.store.calls.log import RECORD_COLUMNS, CallLog, call_record
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call, recording

State = Literal["open", "ended", "test"]
Sort = Literal["id", "time"]


@dataclass(frozen=True, slots=True)
class Recording:
    """What is known of a recording without its file, whose `name` comes from the events of calls alone.

    `state` is `open` while the call goes on and `test` when somebody only tried how calls go. `callee` talked last;
    `goes_out` says that this was outside. `place` is where in a bucket it is, with `size` and `duration_ms`, or else
    the machine `node` has it.
    """

    id: int
    record: CallRecord
    name: str
    node: str
    started_at: datetime
    ended_at: datetime | None
    callee: str
    goes_out: bool
    state: State
    place: str | None = None
    size: int | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class CallRecordingFile:
    """A recording of a call: its `name`, when it began, how large and how long it is by now, and the file or the place
    in a bucket where it is kept.
    """

    name: str
    started_at: datetime
    size: int
    duration_ms: int
    kept: Path | str


@dataclass(frozen=True, slots=True)
class RecordingFilter:
    """What recordings must have in common; None is no condition. They began from `since` to before `until`.

    `call` is a range of ids of calls, the first and the one after the last, and how these end.
    """

    since: datetime | None = None
    until: datetime | None = None
    caller: str | None = None
    callee: str | None = None
    ids: Sequence[int] | None = None
    call: tuple[str, str, str] | None = None


class CallRecordings:
    """Recordings that there are. No name leads to another file than one of theirs."""

    def __init__(self, database: Database, directory: Path, node: str, bucket: Bucket | None = None) -> None:
        self._database = database
        self._directory = directory
        self._node = node
        self._bucket = bucket or Bucket(RecordingSettings())

    @classmethod
    def of(cls, database: Database, settings: Settings) -> Self:
        """Those of an installation, as this machine sees them."""
        bucket = Bucket(settings.recordings)
        return cls(database, settings.recordings_directory, settings.node_name, bucket)

    async def all(self, tenant: int, call_id: str) -> list[CallRecordingFile]:
        """Those of a call that have not been deleted, in order. Raises NotFound, Elsewhere."""
        if not await CallLog(self._database, self._node).records(tenant, [call_id]):
            raise errors.NotFound("call", call_id)
        of_call = await self.of_call(tenant, call_id)
        files = await self.files(of_call)
        if not files and (away := next((one for one in of_call if one.node != self._node), None)):
            raise Elsewhere(away.node)
        return [files[one.id] for one in of_call if one.id in files]

    async def one(self, tenant: int, call_id: str, name: str) -> CallRecordingFile:
        """Raises NotFound, Elsewhere."""
        for found in await self.all(tenant, call_id):
            if found.name == name:
                return found
        raise errors.NotFound("recording", name)

    async def delete(self, tenant: int, call_id: str, name: str) -> None:
        """For good. Raises NotFound, Elsewhere, Unavailable, and StillRecording while the call goes on."""
        await self.one(tenant, call_id, name)
        (found,) = [one for one in await self.of_call(tenant, call_id) if one.name == name]
        await self.remove(found)

    async def remove(self, found: Recording) -> None:
        """The same for one that was found. Raises Elsewhere, StillRecording, Unavailable."""
        if found.record.state == "open":
            raise StillRecording
        # The sound first: a row without a sound keeps nothing that was said.
        await self._remove_sound(found)
        gone = delete(recording).where(recording.c.id == found.id).returning(recording.c.place)
        async with self._database.write() as connection:
            place = await connection.scalar(gone)
        if place is not None and found.place is None:
            # It went into the bucket meanwhile.
            await self._bucket.delete(place)

    async def _remove_sound(self, found: Recording) -> None:
        path = self._directory / found.name
        if found.place is not None:
            await self._bucket.delete(found.place)
        elif found.node != self._node and not await asyncio.to_thread(path.exists):
            raise Elsewhere(found.node)
        if found.node == self._node or found.place is None:
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def read(self, file: CallRecordingFile, first: int, length: int) -> bytes:
        """Some bytes of the sound. Raises NotFound, Unavailable."""
        if not isinstance(file.kept, Path):
            return await self._bucket.read(file.kept, first, length)
        try:
            return await asyncio.to_thread(_read_part, file.kept, first, length)
        except OSError as error:
            raise errors.NotFound("recording", file.name) from error

    async def places(self, tenant: int) -> list[str]:
        """Where in buckets the recordings of a tenant are."""
        query = select(recording.c.place).where(recording.c.tenant == tenant, recording.c.place.is_not(None))
        async with self._database.read() as connection:
            return list(await connection.scalars(query))

    async def delete_places(self, places: Sequence[str]) -> None:
        """Delete sounds whose rows are gone. Raises Unavailable."""
        for place in places:
            await self._bucket.delete(place)

    async def of_call(self, tenant: int, call_id: str) -> list[Recording]:
        """Those that are noted of a call, in order."""
        mine = select(recording.c.id).where(recording.c.tenant == tenant, recording.c.call == call_id)
        return await self._read(mine, recording.c.id)

    async def first_of(self, tenant: int, calls: Sequence[str]) -> Mapping[str, Recording]:
        """The first complete recording of each of these calls that has one."""
        mine = select(func.min(recording.c.id).label("id")).where(
            recording.c.tenant == tenant, recording.c.call.in_(calls), recording.c.state == "ended"
        )
        return {one.record.id: one for one in await self._read(mine.group_by(recording.c.call))} if calls else {}

    async def get(self, tenant: int, id: int) -> Recording:
        """One that is complete. Raises NotFound."""
        if storable.is_id(id) and (found := await self.page(tenant, RecordingFilter(ids=[id]), limit=1)):
            return found[0]
        raise errors.NotFound("recording", id)

    async def page(
        self,
        tenant: int,
        wanted: RecordingFilter,
        *,
        sort: Sort = "id",
        descending: bool = False,
        skip: int = 0,
        limit: int,
    ) -> list[Recording]:
        """Some of those that are complete, in order, without those of test calls."""
        columns = (recording.c.id,) if sort == "id" else (recording.c.started_at, recording.c.id)
        order = [column.desc() if descending else column.asc() for column in columns]
        # The page is cut among rows of the index alone, and only its rows are looked up.
        cut = _complete(tenant, wanted).order_by(*order).offset(skip or None).limit(limit)
        return await self._read(cut, *order)

    async def count(self, tenant: int, wanted: RecordingFilter) -> int:
        """How many of those there are."""
        query = _complete(tenant, wanted).with_only_columns(func.count())
        async with self._database.read() as connection:
            return await connection.scalar(query) or 0

    async def files(self, found: Sequence[Recording]) -> Mapping[int, CallRecordingFile]:
        """Those that can be heard here, by their id: files of this machine, and what is in a bucket."""
        return await asyncio.to_thread(self._files, found)

    async def file(self, found: Recording) -> CallRecordingFile:
        """Raises NotFound when it is gone, Elsewhere."""
        files = await self.files([found])
        if not files and found.node != self._node:
            raise Elsewhere(found.node)
        if not files:
            raise errors.NotFound("recording", found.id)
        return files[found.id]

    def _files(self, found: Sequence[Recording]) -> Mapping[int, CallRecordingFile]:
        files = ((one.id, self._file(one)) for one in found if one.name)
        return {id: file for id, file in files if file is not None}

    def _file(self, one: Recording) -> CallRecordingFile | None:
        if one.place is None:
            return _file(self._directory / one.name, one.started_at)
        return CallRecordingFile(one.name, one.started_at, one.size or 0, one.duration_ms or 0, one.place)

    async def _read(self, which: Select[Any], *order: ColumnElement[Any]) -> list[Recording]:
        chosen = which.subquery()
        joined = recording.join(call, call.c.id == recording.c.call).join(chosen, chosen.c.id == recording.c.id)
        query = select(*RECORD_COLUMNS, *_COLUMNS).select_from(joined).order_by(*order)
        async with self._database.read() as connection:
            return [_recording(row) for row in await connection.execute(query)]


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


def _read_part(path: Path, first: int, length: int) -> bytes:
    with path.open("rb") as file:
        file.seek(first)
        return file.read(length)


_OWN = tuple(field.name for field in fields(Recording) if field.name != "record")
_COLUMNS = tuple(recording.c[name].label(f"recording_{name}") for name in _OWN)


def _recording(row: Row[Any]) -> Recording:
    return Recording(record=call_record(row), **{name: row._mapping[f"recording_{name}"] for name in _OWN})


def _complete(tenant: int, wanted: RecordingFilter) -> Select[Any]:
    conditions = [recording.c.tenant == tenant, recording.c.state == "ended"]
    if wanted.since is not None:
        conditions.append(recording.c.started_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(recording.c.started_at < wanted.until)
    if wanted.caller is not None:
        conditions.append(recording.c.caller == wanted.caller)
    if wanted.callee is not None:
        conditions.append(recording.c.callee == wanted.callee)
    if wanted.ids is not None:
        conditions.append(recording.c.id.in_([id for id in wanted.ids if storable.is_id(id)]))
    if wanted.call is not None:
        first, after, end = wanted.call
        of_call = recording.c.call
        conditions.append(and_(of_call >= first, of_call < after, of_call.endswith(end, autoescape=True)))
    return select(recording.c.id).where(*conditions)


def _file(path: Path, at: datetime) -> CallRecordingFile | None:
    """What there is of a recording; None when it was deleted, or is no sound yet."""
    try:
        return CallRecordingFile(path.name, at, path.stat().st_size, duration_ms(path), path)
    except OSError:
        return None
