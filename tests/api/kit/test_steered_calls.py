"""Who is in a running call, as clients name them: by their side, or by the number of an extension."""

import pytest

from switchboard.api.kit.steered_calls import Parties, Party
from switchboard.call.events import Bridged, BridgeEnded, CallerReplaced, CallEvent, DialledTarget, Transferred
from switchboard.call.record import CallRecord
from tests.callflow.scenarios.world import ANN, BOB, LINE, START

pytestmark = pytest.mark.unit

TO_ANN = Bridged(at=START, target=DialledTarget(kind="extension", id=ANN, number="100"))
TO_BOB = Bridged(at=START, target=DialledTarget(kind="extension", id=BOB, number="101"))
OUT = Bridged(at=START, target=DialledTarget(kind="trunk", id=LINE, number="5551234"))
SENT = Transferred(at=START, to="101")


def left(by: str) -> BridgeEnded:
    return BridgeEnded.model_validate({"at": START, "by": by})


def parties(*events: CallEvent, trunk: int | None = LINE) -> Parties:
    caller = "+4930777" if trunk else "100"
    record = CallRecord(
        "call",
        1,
        "node",
        START,
        None,
        None,
        caller,
        "",
        "555",
        None if trunk else ANN,
        trunk,
        "open",
        "",
        "",
        dtmf_methods=(),
        recording="",
    )
    return Parties.of(record, events)


def test_whoever_talks_is_at_a_side() -> None:
    assert parties(TO_ANN).side_of("100") == "callee"
    assert parties(OUT, trunk=None).side_of("100") == "caller"
    assert parties(TO_ANN, left("callee")).side_of("100") is None
    assert parties().side_of("+4930777") is None


def test_who_stays_after_a_transfer_by_the_caller_is_the_caller() -> None:
    found = parties(TO_ANN, left("caller"), SENT, TO_BOB)
    assert (found.caller, found.callee) == (Party("100", None), Party("101", None))
    assert parties(TO_ANN, left("callee"), SENT, TO_BOB).caller == Party("+4930777", LINE)
    replaced = CallerReplaced(at=START, call="other", caller="2000", extension=102)
    assert parties(TO_ANN, replaced).side_of("2000") == "caller"


def test_who_is_outside() -> None:
    assert parties(TO_ANN).outside == "caller"
    assert parties(OUT, trunk=None).outside == "callee"
    assert parties(TO_BOB, trunk=None).outside == "caller"
