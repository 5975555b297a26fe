"""The record of a call: its events as rows, in the order in which they happened."""

from pydantic import TypeAdapter

from switchboard.call.events import CallAnswered, CallEnded, CallEvent
from switchboard.engine.port import CallInfo
from switchboard.store.calls.rows import AnsweredRow, EndedRow, EventRow, OpenedRow
from switchboard.store.calls.writer import CallWriter

_EVENT: TypeAdapter[CallEvent] = TypeAdapter(CallEvent)


def event_of(row: EventRow) -> CallEvent:
    """The event that was kept as that row."""
    return _EVENT.validate_python({"type": row.type, "at": row.at, **row.data})


class CallRecorder:
    """Takes the events of one call; `close` ends the record."""

    def __init__(self, info: CallInfo, writer: CallWriter) -> None:
        self._info = info
        self._writer = writer
        self._seq = 0
        self._ended: CallEnded | None = None
        writer.put(
            OpenedRow(
                call_id=info.id,
                tenant=info.tenant,
                started_at=info.received_at,
                caller=info.caller.number,
                caller_name=info.caller.name,
                dialled=info.dialled,
                extension=info.extension,
                trunk=info.trunk,
            )
        )

    def emit(self, event: CallEvent) -> None:
        """Keep an event; never blocks."""
        data = event.model_dump(mode="json", exclude={"at", "type"})
        self._writer.put(EventRow(self._info.id, self._seq, event.at, event.type, data))
        self._seq += 1
        if isinstance(event, CallAnswered):
            self._writer.put(AnsweredRow(self._info.id, event.at))
        if isinstance(event, CallEnded):
            self._ended = event

    def close(self, *, methods: tuple[str, ...], recording: str) -> None:
        """The call is over: write how it ended."""
        if self._ended is not None:
            self._writer.put(
                EndedRow(
                    call_id=self._info.id,
                    at=self._ended.at,
                    cause=self._ended.cause.value,
                    ended_by=self._ended.by,
                    dtmf_methods=methods,
                    recording=recording,
                )
            )
