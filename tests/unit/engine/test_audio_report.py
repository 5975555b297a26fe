"""Whose audio is told of when a stream has ended, and in which call."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import Exchange, ring

from switchboard.call.audio import AudioParty, AudioReport, AudioWay
from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.port import Answered, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Closed, Statistics, Way

pytestmark = pytest.mark.unit

CALLER, CALLEE = 1, 2
"""Their streams."""


async def talk(call: BuiltinCall) -> None:
    outcome = await dial(call, ring(101))
    assert isinstance(outcome, Answered)
    await call.bridge(outcome.leg)


def told(exchange: Exchange) -> list[AudioReport]:
    """What will be told."""
    reports: list[AudioReport] = []
    exchange.engine.tell_audio(reports.append)
    return reports


def test_both_who_talked() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await exchange.connect(talk)
        reports = told(exchange)
        callee = (await exchange.phones[101].rings()).answer()
        caller = await placed.answered()
        await asyncio.sleep(1)
        exchange.worker.statistics[CALLEE] = Statistics(
            came=Way(packets=50, lost=1, loss_percent=1.96078, jitter_ms=0.4567, mos=4.1234),
            went=Way(packets=51),
            round_trip_ms=12.345,
        )
        call = exchange.call.info.id
        await caller.bye()
        await callee.over.wait()
        assert await exchange.finished() == []
        await asyncio.sleep(0.1)
        of = {report.party.side: report for report in reports}
        assert len(reports) == 2
        assert of["caller"].party == AudioParty(call, "caller", "100", 100, None)
        assert of["callee"] == AudioReport(
            AudioParty(call, "callee", "101", 101, None),
            codec="PCMU",
            encrypted=False,
            received=AudioWay(50, 1.96, 0.5, 4.12),
            sent=AudioWay(51),
            round_trip_ms=12.3,
        )
        exchange.worker.tell(Closed(stream=CALLEE, statistics=Statistics()))
        assert len(reports) == 2

    run_virtual(main())


def test_nobody_who_only_rang() -> None:
    async def main() -> None:
        exchange = Exchange()
        placed = await exchange.connect(talk)
        reports = told(exchange)
        await exchange.phones[101].rings()
        await asyncio.sleep(1)
        placed.give_up()
        assert await exchange.finished() == []
        await asyncio.sleep(0.1)
        assert reports == []
        assert exchange.worker.open_streams == set()

    run_virtual(main())
