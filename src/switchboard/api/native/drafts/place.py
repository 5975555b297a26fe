"""Objects read and written in a draft: what is in force does not change."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from typing import Final, TypeVar

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native.auth import Client
from switchboard.api.native.comparison import NamedObject
from switchboard.api.native.conditions import Expected
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.drafts.view import View, view_of
from switchboard.model.base import Document
from switchboard.model.code_clashes import code_clashes
from switchboard.model.configuration import Configuration
from switchboard.model.drafts.draft import Drafted, outcome
from switchboard.model.drafts.merge import Choice
from switchboard.model.ivr import Ivr
from switchboard.model.office import Office
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute
from switchboard.store.documents.history import History
from switchboard.store.documents.listing import Position, Slice, Wanted, chosen
from switchboard.store.drafts.drafts import Drafts, DraftWritten
from switchboard.store.drafts.faults import Faults

D = TypeVar("D", bound=Document)
T = TypeVar("T")

_ATTEMPTS: Final = 20
"""How often a write is tried while others write to the same draft."""


class DraftPlace:
    """One draft, for one client."""

    def __init__(self, services: ApiServices, configurations: Configurations, client: Client, draft: int) -> None:
        self.path = f"/drafts/{draft}"
        self._database = services.database
        self._configurations = configurations
        self._clock = services.clock
        self._client = client
        self._id = draft
        self._drafts = Drafts(services.database, client.tenant, services.clock)

    async def view(self) -> View:
        return await view_of(self._database, self._configurations, self._client.tenant, self._id)

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
            return old if new == old.document else await self._put(view, old, new)

        return await self._trying(write)

    async def delete(self, family: type[D], id: int, expected: Expected) -> None:
        async def delete(view: View) -> None:
            old = _found(view, family, id)
            expected.check(old.revision)
            await self._refuse_used(view, family.kind, id)
            await self._delete(view, old)

        await self._trying(delete)

    async def revert(self, id: int) -> None:
        """The draft no longer changes that object. Raises NotFound when it does not, and InUse."""

        async def revert(view: View) -> None:
            reverted = view.outcomes.get(id)
            if reverted is None:
                raise errors.NotFound("change", id)
            if view.live.get(Document, id) is None:
                await self._refuse_used(view, reverted.drafted.kind, id)
            above = reverted.stored.revision if reverted.stored else reverted.drafted.revision
            await self._drafts.revert(view.opened.draft, id, above=above)

        await self._trying(revert)

    async def resolve(self, id: int, decided: Choice) -> None:
        """Conflicts of an object are decided, all of them. Raises NotFound where others have not changed it."""

        async def resolve(view: View) -> None:
            before = view.outcomes.get(id)
            if before is None or not before.is_overtaken:
                raise errors.NotFound("conflict", id)
            live, above = before.theirs, (before.stored or before.drafted).revision
            decided_on = outcome(before.drafted, live, decided).stored
            document = None if decided_on is None else decided_on.document
            if document == (None if live is None else live.document):
                await self._drafts.revert(view.opened.draft, id, above=above)
            else:
                new = replace(before.drafted, base=live, document=document, author=self._client.author)
                await self._drafts.put(view.opened.draft, new, above=above)

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

    async def _put(self, view: View, old: Stored[D], new: D) -> Stored[D]:
        live, before = view.live.get(Document, old.id), view.outcomes.get(old.id)
        # What conflicts is resolved on purpose, never by a write of something else: so the base stays.
        undecided = before is not None and bool(before.conflicts)
        base = before.drafted.base if before is not None and undecided else live
        if before is not None and not undecided and live is not None and live.document == new:
            await self._drafts.revert(view.opened.draft, old.id, above=old.revision)
            return Stored(live.id, live.revision, new)
        written = Stored(old.id, old.revision, new)
        Faults(view.configuration.changed([written], ())).refuse(written)
        drafted = Drafted(old.id, new.kind, 0, base, new, self._client.author, self._clock.now())
        drafted = await self._drafts.put(view.opened.draft, drafted, above=old.revision)
        kept = outcome(drafted, live).stored
        return Stored(old.id, old.revision if kept is None else kept.revision, new)

    async def _delete(self, view: View, old: Stored[D]) -> None:
        live = view.live.get(Document, old.id)
        if live is None:
            await self._drafts.revert(view.opened.draft, old.id, above=old.revision)
            return
        gone = Drafted(old.id, old.document.kind, 0, live, None, self._client.author, self._clock.now())
        await self._drafts.put(view.opened.draft, gone, above=old.revision)

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
