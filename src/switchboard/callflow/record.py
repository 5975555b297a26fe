"""The record of a call, written while the call goes on: its events in the order in which they happened."""

from typing import Protocol

from switchboard.call.events import CallAnswered, CallEnded, CallEvent
from switchboard.call.record import AnsweredRow, CallRow, EndedRow, EventRow, OpenedRow
from switchboard.engine.port import CallInfo


class RowWriter(Protocol):
    """Where rows of the record go."""

    def put(self, row: CallRow) -> None:
        """Take a row; never blocks. Rows of one call come in their order."""
        ...


class CallRecorder:
    """Takes the events of one call; `close` ends the record."""

    def __init__(self, info: CallInfo, writer: RowWriter, *, test: bool = False) -> None:
        self._call_id = info.id
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
                test=test,
            )
        )

    def emit(self, event: CallEvent) -> None:
        """Keep an event; never blocks."""
        self._writer.put(EventRow.of(self._call_id, self._seq, event))
        self._seq += 1
        if isinstance(event, CallAnswered):
            self._writer.put(AnsweredRow(self._call_id, event.at))
        if isinstance(event, CallEnded):
            self._ended = event

    def close(self, *, methods: tuple[str, ...], recording: str) -> None:
        """The call is over: write how it ended."""
        if self._ended is not None:
            self._writer.put(
                EndedRow(
                    call_id=self._call_id,
                    at=self._ended.at,
                    cause=self._ended.cause.value,
                    ended_by=self._ended.by,
                    dtmf_methods=methods,
                    recording=recording,
                )
            )
