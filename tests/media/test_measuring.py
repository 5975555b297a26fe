"""What a worker measures of all its streams."""

import pytest

from switchboard.media import rtcp
from switchboard.media.control import Play, Stop

from .support import SILENCE, CommonWorker, Prompt, press

pytestmark = pytest.mark.interop


async def test_what_came_and_went_counts_at_the_end_of_a_stream(common_worker: CommonWorker) -> None:
    phone = await common_worker(rtcp_interval_s=0.2).phone()
    before = (await phone.client.figures()).measures
    peer = phone.peer()
    port = await phone.call(1, peer, ssrc=77, dtmf_inband=True)  # so all is heard
    for sequence in (0, 1, 2, 4, 5, 6, 7, 8, 9):
        peer.sequence = sequence
        peer.send(port, SILENCE)
    sender = rtcp.parse(await peer.receive_rtcp())[0]
    assert isinstance(sender, rtcp.SenderReport)
    block = rtcp.ReportBlock(77, 0, 1 << 20, 100, 0, rtcp.ntp_middle(sender.ntp), 0)
    peer.rtcp.sendto(rtcp.build(rtcp.ReceiverReport(peer.ssrc, (block,))), ("127.0.0.1", port + 1))
    await peer.receive_rtcp()
    meanwhile = (await phone.client.figures()).measures
    assert meanwhile == before
    statistics = await phone.client.close(1)
    came, went = statistics.came, statistics.went
    assert (came.packets, came.lost, came.loss_percent) == (9, 1, 10)
    assert went.packets == went.lost == statistics.packets_sent
    assert (went.loss_percent, went.jitter_ms) == (100, 0)
    assert went.mos is not None and went.mos < 1.2
    assert came.mos is not None and 1 < came.mos < 4
    after = (await phone.client.figures()).measures
    assert before is not None and after is not None
    assert (after.received - before.received, after.lost - before.lost) == (9, 1)
    assert after.sent - before.sent == statistics.packets_sent
    # Whoever says that more were lost than were sent is believed no further.
    assert after.peer_lost - before.peer_lost == statistics.packets_sent
    for name in ("loss_percent", "peer_loss_percent", "jitter_ms", "round_trip_ms", "mos", "peer_mos"):
        assert sum(getattr(after, name).counts) - sum(getattr(before, name).counts) == 1
    await phone.close()


async def test_the_prompt_after_a_key_is_measured_once(common_worker: CommonWorker, prompt: Prompt) -> None:
    phone = await common_worker().phone()
    before = (await phone.client.figures()).measures
    peer = phone.peer()
    port = await phone.call(1, peer)
    press(peer, port, "5")
    await phone.event()
    for play_id in (1, 2):
        phone.client.post(Play(stream=1, play_id=play_id, path=prompt.path))
    phone.client.post(Stop(stream=1))
    await phone.obeyed()
    after = (await phone.client.figures()).measures
    assert before is not None and after is not None
    assert sum(after.prompt_ms.counts) - sum(before.prompt_ms.counts) == 1
    await phone.client.close(1)
    await phone.close()
