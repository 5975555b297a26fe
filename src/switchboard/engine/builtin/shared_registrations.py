"""Of the machines that share a database, one registers at each trunk; the others learn from it how that went."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol, cast, get_args

import structlog

from switchboard.engine.builtin.attended_trunk import AttendedTrunk
from switchboard.engine.builtin.trunk_registration import Outcome
from switchboard.errors import Unavailable
from switchboard.store.nodes.heartbeat import BEAT_S
from switchboard.store.nodes.trunk_leases import Progress, Registrant, Wish

log = structlog.get_logger()

HAND_OVER_S = 5.0
"""Whoever stops waits no longer for the database."""


class Leases(Protocol):
    """Says who registers. All raise Unavailable."""

    async def look(self, wish: Wish) -> Mapping[int, Registrant]: ...

    async def give_up(self) -> None: ...

    async def others_live(self) -> bool: ...


class SharedRegistrations:
    """Which of its trunks this machine registers at. While the database is away, that stays as it is.

    With the `same_contact` whichever machine registers, which is that of the proxy in front of them, who gives up does
    not take its registration back: it would take away that of its successor.
    """

    def __init__(self, leases: Leases, *, same_contact: bool) -> None:
        self._leases = leases
        self._same_contact = same_contact
        self._attended: Mapping[int, AttendedTrunk] = {}
        self._leaving: Mapping[asyncio.Task[None], int] = {}
        self._hurried: set[int] = set()
        self._stops = False
        self._changed = asyncio.Event()
        self._turn = asyncio.Lock()
        self._looking: asyncio.Task[None] | None = None

    def follow(self, attended: Mapping[int, AttendedTrunk], leaving: Mapping[asyncio.Task[None], int]) -> None:
        """Something has changed among these trunks, or among the registrations that are being taken back."""
        self._attended, self._leaving = attended, leaving
        self._changed.set()
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_for_ever(), name="shared-registrations")

    def hurry(self, trunk: int) -> None:
        """Whichever machine registers at a trunk is to try again soon what failed."""
        self._hurried.add(trunk)
        self._changed.set()

    async def hand_over(self) -> None:
        """Let another machine register from now on, if there is one."""
        self._stops = True
        try:
            async with asyncio.timeout(HAND_OVER_S), self._turn:
                if await self._leases.others_live():
                    await self._cease()
                    await self._leases.give_up()
        except (Unavailable, TimeoutError):
            log.warning("no other machine can register at trunks, the database does not answer")

    async def stop(self) -> None:
        """What is registered is taken back by whoever calls this, and then given up."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def give_up(self) -> None:
        """Another machine may register as soon as it is there."""
        try:
            async with asyncio.timeout(HAND_OVER_S):
                await self._leases.give_up()
        except (Unavailable, TimeoutError):
            log.warning("the other machines will find out by themselves that this one registers nowhere")

    async def _look_for_ever(self) -> None:
        is_away = False
        while True:
            self._changed.clear()
            try:
                await self._look()
                is_away = False
            except Unavailable:
                if not is_away:
                    log.warning("who registers at trunks stays as it is, the database does not answer")
                is_away = True
            except Exception:
                # Without it no machine would ever take these trunks over, or all would go on at once.
                log.exception("looking who registers at trunks failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), BEAT_S)

    async def _look(self) -> None:
        async with self._turn:
            trunks = {id: one for id, one in self._attended.items() if one.registration is not None}
            progress = {id: _progress(one) for id, one in trunks.items() if one.is_registering}
            leaving, hurries = frozenset(self._leaving.values()), frozenset(self._hurried)
            wish = Wish(frozenset(trunks), leaving, progress, takes=not self._stops, hurries=hurries)
            found = await self._leases.look(wish)
            self._hurried -= hurries
            for id, one in trunks.items():
                # Its document may have changed meanwhile: then somebody else attends to it.
                if self._attended.get(id) is one and id in found:
                    self._obey(one, found[id])

    def _obey(self, one: AttendedTrunk, registrant: Registrant) -> None:
        assert one.registration is not None
        one.registrant = registrant.node
        if registrant.ours:
            if not one.is_registering:
                one.registration.told("registering", None)
                one.register()
            if registrant.hurried:
                one.registration.hurry()
            return
        if one.is_registering:
            log.warning(
                "another machine registers at a trunk", trunk=one.line.trunk.document.name, node=registrant.node
            )
            one.cease_to_register(silently=self._same_contact)
        one.registration.told(_outcome(registrant.progress), registrant.progress.status)

    async def _cease(self) -> None:
        ceasing = [one.cease_to_register(silently=self._same_contact) for one in self._attended.values()]
        if tasks := [task for task in ceasing if task is not None]:
            await asyncio.wait(tasks)


def _progress(one: AttendedTrunk) -> Progress:
    assert one.registration is not None
    return Progress(one.registration.outcome, one.registration.status)


def _outcome(progress: Progress) -> Outcome:
    """A newer version may tell of more than we know."""
    return cast(Outcome, progress.outcome) if progress.outcome in get_args(Outcome) else "registering"
