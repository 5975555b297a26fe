"""The configuration of a tenant as it would be if a draft were published now."""

from collections import OrderedDict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from switchboard import errors
from switchboard.api.native.comparison import NamedObject, names_in, names_known
from switchboard.api.native.configurations import Configurations
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.drafts.draft import Outcome, outcome, with_outcomes
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.documents.history import History
from switchboard.store.documents.repository import Repository
from switchboard.store.drafts.drafts import Drafts, OpenDraft
from switchboard.store.drafts.faults import Faults, uses

_KEPT: Final = 8
"""So many views are kept: each is as large as the configuration that it is of."""


@dataclass(frozen=True)
class View:
    """A draft over what is `live`. `outcomes` are by object."""

    opened: OpenDraft
    live: Configuration
    outcomes: dict[int, Outcome]

    @cached_property
    def configuration(self) -> Configuration:
        return with_outcomes(self.live, self.outcomes.values())

    @property
    def changed(self) -> list[Stored[Document]]:
        """The objects that the draft creates or changes, as it has them."""
        return [one.stored for one in self.outcomes.values() if one.stored is not None]

    async def referrers_of(self, repository: Repository, id: int) -> tuple[errors.Referrer, ...]:
        """Who refers to an object by the draft, itself excepted."""
        others = (one for one in await repository.referrers_of(id) if one.id not in self.outcomes)
        return (*others, *uses(self.changed, id))

    async def names(self, history: History, ids: Collection[int]) -> dict[int, NamedObject]:
        """What these objects are called by the draft; those that it does not have, what they were called last."""
        ours = names_in(self.configuration, ids)
        return await names_known(history, set(ids) - set(ours)) | ours

    def faults(self) -> Iterator[tuple[Stored[Document], errors.Duplicate | errors.Invalid]]:
        """Why the objects of the draft cannot be written."""
        found = Faults(self.configuration)
        for stored in self.changed:
            for fault in found.of(stored):
                yield stored, fault


class Views:
    """What drafts make of what is in force. The last ones are kept as long as neither has changed: each is merged, and
    its look-ups are made, only once.
    """

    def __init__(self, database: Database, configurations: Configurations) -> None:
        self._database = database
        self._configurations = configurations
        self._kept: OrderedDict[tuple[int, int], View] = OrderedDict()

    async def of(self, tenant: int, draft: int) -> View:
        """Raises NotFound when the tenant has no such draft."""
        drafts = Drafts(self._database, tenant)
        revision = (await drafts.get(draft)).revision
        live = await self._configurations.current(tenant)
        view = self._kept.pop((tenant, draft), None)
        if view is None or view.live is not live or view.opened.draft.revision != revision:
            opened = await drafts.opened(draft)
            view = View(opened, live, {one.id: outcome(one, live.get(Document, one.id)) for one in opened.drafted})
        self._kept[tenant, draft] = view
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return view

    async def configuration(self, tenant: int, draft: int | None) -> Configuration:
        """What is in force, or would be by a draft. Raises NotFound when the tenant has no such draft."""
        if draft is None:
            return await self._configurations.current(tenant)
        return (await self.of(tenant, draft)).configuration
