"""What is written of a call while it goes on."""

from datetime import UTC, datetime, timedelta

import pytest

from switchboard.call.cause import Cause
from switchboard.call.events import CallAnswered, CallEnded, CallEvent, CallStarted
from switchboard.call.record import AnsweredRow, CallRow, EndedRow, EventRow, OpenedRow
from switchboard.callflow.record import CallRecorder
from switchboard.engine.port import CallerId, CallInfo

pytestmark = pytest.mark.unit
AT = datetime(2026, 1, 2, tzinfo=UTC)
LATER = AT + timedelta(seconds=9)
INFO = CallInfo("a", 1, CallerId("030", "Bo"), "6200", AT, extension=None, trunk=60)


class Rows(list[CallRow]):
    """Where the rows go."""

    def put(self, row: CallRow) -> None:
        self.append(row)


def test_a_call_from_its_beginning_to_its_end() -> None:
    rows = Rows()
    recorder = CallRecorder(INFO, rows)
    events: list[CallEvent] = [
        CallStarted(at=AT, caller="030", dialled="6200", trunk=60),
        CallAnswered(at=LATER),
        CallEnded(at=LATER, by="caller", cause=Cause.NORMAL),
    ]
    for event in events:
        recorder.emit(event)
    recorder.close(methods=("info",), recording="a.wav")
    started, answered, ended = (EventRow.of("a", seq, event) for seq, event in enumerate(events))
    assert rows == [
        OpenedRow("a", 1, AT, "030", "Bo", "6200", trunk=60),
        started,
        answered,
        AnsweredRow("a", LATER),
        ended,
        EndedRow("a", LATER, cause="normal", ended_by="caller", dtmf_methods=("info",), recording="a.wav"),
    ]


def test_a_call_whose_end_is_unknown_stays_open() -> None:
    rows = Rows()
    CallRecorder(INFO, rows).close(methods=(), recording="")
    assert rows == [OpenedRow("a", 1, AT, "030", "Bo", "6200", trunk=60)]
