"""The names of recordings."""

from datetime import UTC, datetime

import pytest

from switchboard.api.kit.recording_names import named_by, recording_file
from switchboard.call.record import CallRecord

pytestmark = pytest.mark.unit

CALL = "019abf9d3c000000a1b2"
BEGAN = datetime(2026, 11, 26, 10, 30, 9, tzinfo=UTC)


def record(caller: str = "1001", dialled: str = "1002", trunk: int | None = None) -> CallRecord:
    nothing = {"answered_at": None, "ended_at": None, "caller_name": "", "extension": None, "cause": "", "ended_by": ""}
    return CallRecord(
        id=CALL,
        tenant=1,
        node="n",
        started_at=BEGAN,
        caller=caller,
        dialled=dialled,
        trunk=trunk,
        state="ended",
        dtmf_methods=(),
        recording="",
        **nothing,  # type: ignore[arg-type]
    )


def test_a_name_has_the_moment_the_call_and_both_numbers() -> None:
    name = recording_file(record())
    assert name.startswith("20261126103009-") and name.endswith("-1001-1002-Internal.wav")
    assert name.split("-")[1].count(".") == 1
    assert recording_file(record(trunk=5), 2).endswith("-Inbound-2.wav")


def test_the_call_is_found_by_the_name() -> None:
    assert named_by(recording_file(record(), 3)) == CALL


@pytest.mark.parametrize("caller", ["../../etc/passwd", "a-b", "%2e%2e", "+44 20", "", "é" * 300, "x" * 300, "\n"])
def test_no_number_makes_a_path_of_a_name(caller: str) -> None:
    name = recording_file(record(caller, caller))
    assert named_by(name) == CALL
    assert not set(name) & set("/\\%+ \n") and ".." not in name and len(name) < 160


@pytest.mark.parametrize("file", ["", "x.wav", "../20261126103009-1.2-1-2-Internal.wav", f"{CALL}.wav", "a" * 500])
def test_what_is_no_name_of_ours_names_no_call(file: str) -> None:
    assert named_by(file) is None
