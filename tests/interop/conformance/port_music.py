"""What a caller hears who waits or is held: music from where it was, prompts in one piece, and nothing besides."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby

from switchboard.call.cause import Cause
from switchboard.engine.port import Answered, Audio, Call, PlayList, dial
from switchboard.engine.simulated.playlist import Heard
from switchboard.engine.simulated.scenario import Line
from tests.callflow.scenarios.world import ANN, SECOND, Case, company, content, from_outside
from tests.interop.conformance.port_case import FOUR_S, TWO_S, Flow, Tell, ring
from tests.interop.conformance.rig import Rig, RigFactory, put_through

RADIO, SILENT = "http://radio.example/", "http://silent.example/"
THREE_S = Audio("second", content(SECOND), 3.0)


@dataclass(frozen=True, slots=True)
class MusicCase:
    """What is done with a call, what that tells in order, and what the caller hears, to the nearest half second."""

    name: str
    script: str
    phones: dict[str, Line]
    flow: Flow
    told: tuple[str, ...]
    unreadable: frozenset[str] = field(default_factory=frozenset)

    async def told_on(self, factory: RigFactory) -> tuple[str, ...]:
        """What an engine tells."""
        told: list[str] = []

        @asynccontextmanager
        async def listening(case: Case) -> AsyncIterator[Rig]:
            async with factory(case) as rig:
                yield rig
                told.extend(map(named, joined(rig.heard())))

        scenario = from_outside(self.script, phones=self.phones, unreadable=self.unreadable)
        scenario = replace(scenario, silent_streams=frozenset((SILENT,)))
        case = Case(self.name, company(), scenario, "")
        left_over = await put_through(case, listening, lambda call: self._handle(call, told.append))
        assert not any(left_over.values()), (self.name, left_over)
        return tuple(told)

    async def _handle(self, call: Call, tell: Tell) -> None:
        await self.flow(call, tell)
        await call.hang_up(Cause.NORMAL)


def joined(heard: Iterable[Heard]) -> Iterator[Heard]:
    """A network stream is where it is: all that tells is how long it was heard without a break."""
    for is_radio, parts in groupby(heard, lambda part: part.audio.name == RADIO):
        if is_radio:
            together = [*parts]
            yield Heard(together[0].audio, 0.0, sum(part.to_s - part.from_s for part in together))
        else:
            yield from parts


def named(part: Heard) -> str:
    from_s, to_s = (round(2 * at_s) / 2 for at_s in (part.from_s, part.to_s))
    return f"{part.audio.name} {from_s}-{to_s}"


async def talk(call: Call, tell: Tell) -> None:
    """With Ann, until one leaves."""
    call.events.on_hold = lambda side, held: tell(f"{side} {'holds' if held else 'resumes'}")
    outcome = await dial(call, ring(ANN))
    assert isinstance(outcome, Answered)
    tell(f"talk ended by {(await call.bridge(outcome.leg)).by}")


async def a_prompt_interrupts_music(call: Call, tell: Tell) -> None:
    await call.answer()
    call.background(PlayList((FOUR_S,)))
    await asyncio.sleep(1)
    await call.play(TWO_S, stop_on_key=False)
    await asyncio.sleep(1.5)


async def a_prompt_interrupts_the_radio(call: Call, tell: Tell) -> None:
    await call.answer()
    call.background(PlayList((FOUR_S,), stream=RADIO))
    await asyncio.sleep(1.5)
    await call.play(TWO_S, stop_on_key=False)
    await asyncio.sleep(2)


async def a_radio_is_silent(call: Call, tell: Tell) -> None:
    await call.answer()
    call.background(PlayList((TWO_S, THREE_S), stream=SILENT))
    await asyncio.sleep(4)


async def a_list_begins_again_at_its_end(call: Call, tell: Tell) -> None:
    await call.answer()
    call.background(PlayList((TWO_S, THREE_S)))
    await asyncio.sleep(6)


async def an_answer_ends_music(call: Call, tell: Tell) -> None:
    await call.answer()
    call.background(PlayList((FOUR_S,)))
    await talk(call, tell)
    await call.play(TWO_S, stop_on_key=False)


async def ringback_interrupts_music(call: Call, tell: Tell) -> None:
    await call.answer()
    call.background(PlayList((FOUR_S,)))
    await asyncio.sleep(1)
    async with call.start_dial(replace(ring(ANN, ring_time_s=2), ringback=THREE_S)) as dialling:
        await dialling.outcome()
    await asyncio.sleep(1)


async def what_is_unreadable_is_skipped(call: Call, tell: Tell) -> None:
    call.events.on_unreadable = lambda audio: tell(f"unreadable {audio.name}")
    await call.answer()
    call.background(PlayList((THREE_S, TWO_S)))
    await asyncio.sleep(3)
    call.background(None)
    await call.play_all((THREE_S, FOUR_S), stop_on_key=False)


async def a_key_stops_several_prompts(call: Call, tell: Tell) -> None:
    await call.answer()
    played = await call.play_all((TWO_S, FOUR_S), stop_on_key=True)
    tell(f"played to the end {played.finished}, half seconds {round(2 * played.offset_s)}")


async def a_talk_with_music_on_hold(call: Call, tell: Tell) -> None:
    call.hold_music(PlayList((FOUR_S,)), None)
    await talk(call, tell)


MUSIC = (
    MusicCase(
        "music goes on where a prompt interrupted it",
        "",
        {},
        a_prompt_interrupts_music,
        ("greeting 0.0-1.0", "retry 0.0-2.0", "greeting 1.0-2.5"),
    ),
    MusicCase(
        "a list begins again at its end",
        "",
        {},
        a_list_begins_again_at_its_end,
        ("retry 0.0-2.0", "second 0.0-3.0", "retry 0.0-1.0"),
    ),
    MusicCase(
        "a network stream goes on while a prompt interrupts it",
        "",
        {},
        a_prompt_interrupts_the_radio,
        (f"{RADIO} 0.0-1.5", "retry 0.0-2.0", f"{RADIO} 0.0-2.0"),
    ),
    MusicCase(
        "while a network stream does not come, the list is heard",
        "",
        {},
        a_radio_is_silent,
        ("retry 0.0-2.0", "second 0.0-2.0"),
    ),
    MusicCase(
        "an answer ends the music",
        "",
        {"100": Line(after_s=1.5, talks_s=1)},
        an_answer_ends_music,
        ("talk ended by callee", "greeting 0.0-1.5", "retry 0.0-2.0"),
    ),
    MusicCase(
        "music goes on where ringback interrupted it",
        "",
        {"100": Line("no_answer")},
        ringback_interrupts_music,
        ("greeting 0.0-1.0", "second 0.0-2.0", "greeting 1.0-2.0"),
    ),
    MusicCase(
        "what is unreadable is skipped and told once",
        "",
        {},
        what_is_unreadable_is_skipped,
        ("unreadable second", "retry 0.0-2.0", "retry 0.0-1.0", "greeting 0.0-4.0"),
        frozenset((THREE_S.content,)),
    ),
    MusicCase(
        "a key stops several prompts as one",
        "wait:3 5",
        {},
        a_key_stops_several_prompts,
        ("played to the end False, half seconds 6", "retry 0.0-2.0", "greeting 0.0-1.0"),
    ),
    MusicCase(
        "who is held hears music until the other comes back",
        "",
        {"100": Line(after_s=0.5, talks_s=4, script="wait:1 hold wait:1.5 resume")},
        a_talk_with_music_on_hold,
        ("callee holds", "callee resumes", "talk ended by callee", "greeting 0.0-1.5"),
    ),
    MusicCase(
        "who hold each other hear nothing",
        "wait:3 hold wait:1 resume",
        {"100": Line(after_s=1, talks_s=6, script="wait:1 hold wait:3.5 resume")},
        a_talk_with_music_on_hold,
        (
            *("callee holds", "caller holds", "caller resumes", "callee resumes", "talk ended by callee"),
            *("greeting 0.0-1.0", "greeting 0.0-1.5"),
        ),
    ),
)
"""Each on every engine."""
