"""A caller waits in a queue of the running product until an agent, a real telephone, takes the call."""

from pathlib import Path

import numpy as np
import pytest

from switchboard.model.queue import Queue, QueueAgent
from tests.e2e.phones import phones
from tests.kit.baresip import RATE_HZ, Baresip
from tests.kit.calls import talking
from tests.kit.product import Product
from tests.kit.rtp import has_tone
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

NUMBER, AGENT = "6400", "1000"
CALLER_HZ, AGENT_HZ = 1000, 440


async def test_a_caller_hears_music_until_an_agent_answers(product: Product, tmp_path: Path) -> None:
    async with objects_of(product) as objects:
        seat = QueueAgent(extension=await objects.id_of(AGENT))
        await objects.create(Queue(name="Support", number=NUMBER, agents=(seat,), ring_time_s=60))
    agent = await Baresip.start(tmp_path, AGENT, product.sip_password(AGENT), product.sip_port, tone_hz=AGENT_HZ)
    try:
        async with phones(product) as people:
            session = await people.call(NUMBER)
            await agent.event("CALL_INCOMING")
            await session.rtp.hears(100)
            assert float(np.std(session.rtp.samples(last=50))) > 300
            await agent.command("accept")
            async with talking(session.rtp, CALLER_HZ):
                await session.rtp.hears_tone(AGENT_HZ)
                await session.rtp.hears(len(session.rtp.audio_packets()) + 40)
            await agent.command("hangup")
            await session.ended.wait()
            await agent.event("CALL_CLOSED")
            # Looked at now, since baresip may write the sound of the next call over this one.
            assert has_tone(agent.heard()[RATE_HZ // 4 : RATE_HZ // 2], RATE_HZ, CALLER_HZ)
            # He pauses: nobody is there any more, and the next caller is refused without an answer.
            await agent.dial("*07")
            await agent.event("CALL_CLOSED")
            refused = await people.try_to_call(NUMBER)
            assert refused.session is None
            assert refused.response is not None and refused.response.status == 480
    finally:
        await agent.close()
