"""Ids of calls as the clients of the vendor take them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.api.kit.call_ids import call_id, channel_id, named_call, named_channel, uid
from switchboard.call.ids import new_id

pytestmark = pytest.mark.unit

OURS = st.integers(0, 2**43).flatmap(lambda ms: st.integers(0, 2**32 - 1).map(lambda n: f"{ms:012x}{n:08x}"))


@given(OURS)
def test_both_halves_are_numbers_and_lead_back(id: str) -> None:
    second, number = call_id(id).split(".")
    assert int(second) * 1000 <= int(id[:12], 16) < int(second) * 1000 + 1000
    assert int(number) < 2**53
    assert named_channel(channel_id(id, 2)) == named_channel(f"{id}.2") == (id, 2)
    assert named_channel(call_id(id)) == named_channel(f"{id}.x") == (id, None)
    assert named_call(call_id(id)) == named_call(channel_id(id, 2)) == named_call(id) == named_call(f"{id}.2") == id


def test_the_moment_stands_in_the_uid() -> None:
    assert uid("019ac0fbe3a8" + "12a1b2c3") == "20251126162524a1b2c3"
    assert len(uid(new_id())) == 20


@pytest.mark.parametrize("text", ["", "abc", "1.2.3.4", "99999999999999.1", "-1.2", "\u0661.\u0662"])
def test_what_nobody_has_made_names_no_call(text: str) -> None:
    assert named_call(text) == text.partition(".")[0]
