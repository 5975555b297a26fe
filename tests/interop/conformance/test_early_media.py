"""What a caller's telephone gets before a call is refused: words in early media where the trunk takes them."""

import asyncio
from pathlib import Path

import pytest

from tests.callflow.scenarios.unanswered import UNANSWERED
from tests.interop.conformance.rig import perform
from tests.interop.conformance.studio import studio
from tests.interop.conformance.telephone import Wired, wired
from tests.kit.ua import Calling

pytestmark = [pytest.mark.interop]

EARLY = "play and exit before any answer where the trunk takes that"
BUSY = "an unanswered caller hears of a failure where the trunk takes that"
SILENT = "an unanswered caller is told nothing of a failure"


async def test_words_come_before_the_refusal_or_not_at_all(tmp_path: Path) -> None:
    callers: dict[str, Calling] = {}

    class Kept(Wired):
        async def play(self, over: asyncio.Event) -> None:
            callers[self.case.name] = self.caller
            await super().play(over)

    async with studio(tmp_path) as on:
        cases = [case for case in UNANSWERED if case.name in (EARLY, BUSY, SILENT)]
        await asyncio.gather(*(perform(case, wired(on, "rfc4733", Kept)) for case in cases))
    for name, status, provisional, words_s in ((EARLY, 480, {100, 183}, 3), (BUSY, 486, {100, 183}, 2)):
        caller = callers[name]
        assert caller.response is not None and caller.response.status == status
        assert (set(caller.provisional), caller.session) == (provisional, None)
        assert caller.audio is not None and len(caller.audio.audio_packets()) >= 50 * words_s - 5
    silent = callers[SILENT]
    assert silent.response is not None and silent.response.status == 486
    assert (set(silent.provisional), silent.audio) == ({100}, None)
