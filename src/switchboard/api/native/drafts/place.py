"""Objects read and written in a draft: what is in force does not change."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native.auth import Client
from switchboard.api.native.comparison import NamedObject
from switchboard.api.native.conditions import Expected
from switchboard.api.native.drafts.view import View, Views
from switchboard.model.base import Document
from switchboard.model.code_clashes import code_clashes
from switchboard.model.configuration import Configuration
from switchboard.model.drafts.draft import Drafted, Outcome, outcome
from switchboard.model.drafts.merge import Choice
from switchboard.model.ivr import Ivr
from switchboard.model.office import Office
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute
from switchboard.prompts.encoded import Encoded
from switchboard.store.documents.batch import Current
from switchboard.store.documents.history import History
from switchboard.store.documents.listing import Position, Slice, Wanted, chosen
from switchboard.store.documents.writing import Batch
from switchboard.store.drafts.drafts import Change, Drafts, DraftWritten
from switchboard.store.drafts.faults import Faults

D = TypeVar("D", bound=Document)
B = TypeVar("B", bound=Batch)
T = TypeVar("T")

_ATTEMPTS: Final = 20
"""How often a write is tried while others write to the same draft."""


class DraftPlace:
    """One draft, for one client."""

    def __init__(self, services: ApiServices, views: Views, client: Client, draft: int) -> None:
        self.path = f"/drafts/{draft}"
        self._database = services.database
        self._prompts = services.prompts
        self._views = views
        self._clock = services.clock
        self._client = client
        self._id = draft
        self._drafts = Drafts(services.database, client.tenant, services.clock)

    async def view(self) -> View:
        return await self._views.of(self._client.tenant, self._id)

    async def slice(
        self, family: type[D], wanted: Wanted, *, limit: int, after: Position | None, total: bool
    ) -> Slice[D]:
        everything = (await self.view()).configuration.all(family)
        return chosen(everything, wanted, limit=limit, after=after, total=total)

    async def get(self, family: type[D], id: int) -> Stored[D]:
        return _found(await self.view(), family, id)

    async def create(self, document: D) -> Stored[D]:
        async def create(view: View) -> Stored[D]:
            Faults(view.configuration).refuse(Stored(0, 1, document))
            new = await self._drafts.add(view.opened.draft, document, author=self._client.author)
            return Stored(new.id, new.revision, document)

        return await self._trying(create)

    async def write(self, family: type[D], id: int, change: Callable[[D], D], expected: Expected) -> Stored[D]:
        async def write(view: View) -> Stored[D]:
            old = _found(view, family, id)
            expected.check(old.revision)
            new = change(old.document)
            if new == old.document:
                return old
            _refuse(view, [Stored(old.id, old.revision, new)], ())
            written = await self._drafts.write(view.opened.draft, _change([(old, self._drafted(view, old, new))]))
            live = view.live.get(Document, id)
            stored = outcome(written[0], live).stored if written else live
            return Stored(id, old.revision if stored is None else stored.revision, new)

        return await self._trying(write)

    async def delete(self, family: type[D], id: int, expected: Expected) -> None:
        async def delete(view: View) -> None:
            old = _found(view, family, id)
            expected.check(old.revision)
            await self._refuse_used(view, family.kind, id)
            await self._drafts.write(view.opened.draft, _change([(old, self._drafted(view, old, None))]))

        await self._trying(delete)

    async def revert(self, id: int) -> None:
        """The draft no longer changes that object. Raises NotFound when it does not, and InUse."""

        async def revert(view: View) -> None:
            reverted = view.outcomes.get(id)
            if reverted is None:
                raise errors.NotFound("change", id)
            if view.live.get(Document, id) is None:
                await self._refuse_used(view, reverted.drafted.kind, id)
            await self._drafts.write(view.opened.draft, Change((), (id,), _revision(reverted)))

        await self._trying(revert)

    async def resolve(self, id: int, decided: Choice) -> None:
        """Conflicts of an object are decided, all of them. Raises NotFound where others have not changed it."""

        async def resolve(view: View) -> None:
            before = view.outcomes.get(id)
            if before is None or not before.is_overtaken:
                raise errors.NotFound("conflict", id)
            live = before.theirs
            decided_on = outcome(before.drafted, live, decided).stored
            document = None if decided_on is None else decided_on.document
            if document == (None if live is None else live.document):
                change = Change((), (id,), _revision(before))
            else:
                new = replace(before.drafted, base=live, document=document, author=self._client.author)
                change = Change((new,), (), _revision(before))
            await self._drafts.write(view.opened.draft, change)

        await self._trying(resolve)

    async def referrers_of(self, family: type[D], id: int) -> tuple[errors.Referrer, ...]:
        view = await self.view()
        _found(view, family, id)
        return await view.referrers_of(self._client.repository, id)

    async def names(self, ids: Collection[int]) -> dict[int, NamedObject]:
        return await (await self.view()).names(History(self._database, self._client.tenant), ids)

    async def clashes(self, stored: Stored[Document]) -> list[str]:
        configuration = (await self.view()).configuration
        match stored.document:
            case Ivr() | OutboundRoute():
                return code_clashes(Configuration.of((stored, *configuration.all(Office))))
            case Office():
                return code_clashes(configuration)
        return []

    async def hold(self, sounds: Iterable[Encoded]) -> None:
        await self._prompts.hold_for_drafts(sound.content for sound in sounds)

    async def current(self) -> Current:
        return _current(await self.view())

    async def rehearse(self, plan: Callable[[Current], B]) -> B:
        view = await self.view()
        return await asyncio.to_thread(_planned, view, plan, _current(view))

    async def rewrite(self, plan: Callable[[Current], B], note: str) -> B:
        """A draft has its own note, for all that it changes."""

        async def rewrite(view: View) -> B:
            batch: B | None = None

            def planned(free_id: int) -> Change:
                nonlocal batch
                batch = _planned(view, plan, replace(_current(view), free_id=free_id))
                return self._changed(view, batch)

            await self._drafts.plan(view.opened.draft, planned)
            assert batch is not None
            return batch

        return await self._trying(rewrite)

    def _changed(self, view: View, batch: Batch) -> Change:
        """What becomes of the draft by a batch."""
        written = [(_found(view, Document, new.id), new.document) for new in batch.replaced]
        gone = [(old, None) for old in batch.deleted]
        change = _change([(old, self._drafted(view, old, new)) for old, new in [*written, *gone]])
        created = [self._drafted_as(new.id, new.document, None) for new in batch.created]
        return replace(change, drafted=[*change.drafted, *created])

    def _drafted(self, view: View, old: Stored[Document], new: Document | None) -> Drafted | None:
        """What the draft says of an object that is to be so, or to be gone. None: nothing, it is so in force."""
        live, before = view.live.get(Document, old.id), view.outcomes.get(old.id)
        # What conflicts is resolved on purpose, never by a write of something else: so the base stays.
        if new is not None and before is not None and before.conflicts:
            return self._drafted_as(old.id, new, before.drafted.base)
        if new == (None if live is None else live.document):
            return None
        return replace(self._drafted_as(old.id, old.document, live), document=new)

    def _drafted_as(self, id: int, document: Document, base: Stored[Document] | None) -> Drafted:
        return Drafted(id, document.kind, 0, base, document, self._client.author, self._clock.now())

    async def _refuse_used(self, view: View, kind: str, id: int) -> None:
        if referrers := await view.referrers_of(self._client.repository, id):
            raise errors.InUse(kind, id, referrers)

    async def _trying(self, write: Callable[[View], Awaitable[T]]) -> T:
        """Each attempt sees the draft as it is; whoever was quicker in between makes it try again."""
        for _ in range(_ATTEMPTS):
            view = await self.view()
            try:
                return await write(view)
            except DraftWritten:
                continue
        raise errors.Unavailable("the draft is being changed all the time")


def _found(view: View, family: type[D], id: int) -> Stored[D]:
    """Raises NotFound."""
    stored = view.configuration.get(family, id)
    if stored is None:
        raise errors.NotFound(family.kind, id)
    return stored


def _current(view: View) -> Current:
    everything = view.configuration.all(Document)
    return Current(everything, max((one.id for one in everything), default=0) + 1)


def _planned(view: View, plan: Callable[[Current], B], current: Current) -> B:
    """Raises what is wrong with the plan."""
    batch = plan(current)
    _refuse(view, [*batch.created, *batch.replaced], [old.id for old in batch.deleted])
    return batch


def _refuse(view: View, written: Sequence[Stored[Document]], gone: Sequence[int]) -> None:
    """Raises Duplicate and Invalid for what may not be written beside the others."""
    faults = Faults(view.configuration.changed(written, gone))
    for stored in written:
        faults.refuse(stored)


def _change(done: Sequence[tuple[Stored[Document], Drafted | None]]) -> Change:
    """Objects as they were, with what the draft says of them from now on; None: nothing."""
    drafted = [new for _, new in done if new is not None]
    reverted = [old.id for old, new in done if new is None]
    return Change(drafted, reverted, above=max((old.revision for old, _ in done), default=0))


def _revision(of: Outcome) -> int:
    return (of.stored or of.drafted).revision
