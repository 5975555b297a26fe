"""That every stream is looked after, however late the worker comes."""

import pytest

from switchboard.media.control import RtpTimeout
from switchboard.media.recordings import Recordings
from switchboard.media.rows import SLOT_S
from switchboard.media.upkeep import SWEEP_SLOTS, Upkeep
from switchboard.media.watch import SourceWatch

from .sender import Sender

pytestmark = pytest.mark.interop


@pytest.mark.parametrize("stride", [1, 2, 5, SWEEP_SLOTS, 3 * SWEEP_SLOTS])
def test_each_stream_has_its_turn_where_slots_are_missed(sender: Sender, stride: int) -> None:
    plane, emit = sender.plane, sender.events.append
    upkeep = Upkeep(plane, emit, Recordings(plane, emit), SourceWatch(plane, emit), 0.1)
    for number in range(10):
        sender.stream(number).rtcp_remote = None
    while plane.slot < 4 * SWEEP_SLOTS:
        plane.advance((plane.slot + stride + 0.5) * SLOT_S)
        upkeep.look()
    told = [event.stream for event in sender.events if isinstance(event, RtpTimeout)]
    assert set(told) == set(range(10))
