"""Where objects are read and written: in what is in force, or in a draft, by the same endpoints."""

from collections.abc import Callable, Collection, Iterable
from typing import Protocol, TypeVar, cast

from starlette.requests import Request

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native.auth import Client, client_of
from switchboard.api.native.comparison import NamedObject, names_known
from switchboard.api.native.conditions import Expected
from switchboard.api.native.writing import write
from switchboard.model.base import Document
from switchboard.model.code_clashes import code_clashes
from switchboard.model.configuration import Configuration
from switchboard.model.ivr import Ivr
from switchboard.model.office import Office
from switchboard.model.stored import Stored
from switchboard.model.trunk import OutboundRoute
from switchboard.prompts.encoded import Encoded
from switchboard.store.documents.batch import Batches, Current
from switchboard.store.documents.history import History
from switchboard.store.documents.listing import Listing, Position, Slice, Wanted
from switchboard.store.documents.writing import Batch

D = TypeVar("D", bound=Document)
B = TypeVar("B", bound=Batch)


class Place(Protocol):
    """Reads and writes of one client. Errors are those of `Repository`."""

    path: str
    """What stands before the path of a kind."""

    async def slice(
        self, family: type[D], wanted: Wanted, *, limit: int, after: Position | None, total: bool
    ) -> Slice[D]:
        """As `Listing.slice`."""

    async def get(self, family: type[D], id: int) -> Stored[D]:
        """Raises NotFound."""

    async def create(self, document: D) -> Stored[D]:
        """Raises Duplicate and Invalid."""

    async def write(self, family: type[D], id: int, change: Callable[[D], D], expected: Expected) -> Stored[D]:
        """The object after `change`. Raises NotFound, RevisionConflict, Duplicate, Invalid, and what `change` does."""

    async def delete(self, family: type[D], id: int, expected: Expected) -> None:
        """Raises NotFound, RevisionConflict and InUse."""

    async def referrers_of(self, family: type[D], id: int) -> tuple[errors.Referrer, ...]:
        """Who refers to an object. Raises NotFound."""

    async def names(self, ids: Collection[int]) -> dict[int, NamedObject]:
        """What these objects are called, or were called last."""

    async def clashes(self, stored: Stored[Document]) -> list[str]:
        """What feature codes take away from an object that was written, in words."""

    async def hold(self, sounds: Iterable[Encoded]) -> None:
        """Before prompts of these sounds are written: what they are for, so that those nobody has published can go."""

    async def current(self) -> Current:
        """All objects."""

    async def rehearse(self, plan: Callable[[Current], B]) -> B:
        """What `rewrite` would plan; nothing is written. Raises as `rewrite`."""

    async def rewrite(self, plan: Callable[[Current], B], note: str) -> B:
        """Read everything, `plan`, and write all of it or nothing. Raises as `Batches.rewrite`."""


def place_of(request: Request, services: ApiServices) -> Place:
    """Where a request reads and writes: in what is in force, unless it came through a draft."""
    found = getattr(request.state, "place", None)
    return cast(Place, found) if found is not None else LivePlace(services, client_of(request))


class LivePlace:
    """What is in force."""

    path = ""

    def __init__(self, services: ApiServices, client: Client) -> None:
        self._database = services.database
        self._client = client
        self._repository = client.repository
        self._batches = Batches(services.database, client.tenant, services.clock)

    async def slice(
        self, family: type[D], wanted: Wanted, *, limit: int, after: Position | None, total: bool
    ) -> Slice[D]:
        listing = Listing(self._database, self._client.tenant)
        return await listing.slice(family, wanted, limit=limit, after=after, total=total)

    async def get(self, family: type[D], id: int) -> Stored[D]:
        return await self._repository.get(family, id)

    async def create(self, document: D) -> Stored[D]:
        return await self._repository.create(document, author=self._client.author)

    async def write(self, family: type[D], id: int, change: Callable[[D], D], expected: Expected) -> Stored[D]:
        return await write(self._repository, family, id, change, expected, self._client.author)

    async def delete(self, family: type[D], id: int, expected: Expected) -> None:
        revision = None
        if not expected.any:
            revision = (await self._repository.get(family, id)).revision
            expected.check(revision)
        await self._repository.delete(family, id, author=self._client.author, expected_revision=revision)

    async def referrers_of(self, family: type[D], id: int) -> tuple[errors.Referrer, ...]:
        await self._repository.get(family, id)
        return await self._repository.referrers_of(id)

    async def names(self, ids: Collection[int]) -> dict[int, NamedObject]:
        return await names_known(History(self._database, self._client.tenant), ids)

    async def clashes(self, stored: Stored[Document]) -> list[str]:
        match stored.document:
            case Ivr() | OutboundRoute():
                offices = (await self._repository.page(Office)).items
                return code_clashes(Configuration.of((stored, *offices)))
            case Office():
                _, everything = await self._repository.snapshot()
                return code_clashes(Configuration.of(everything))
        return []

    async def hold(self, sounds: Iterable[Encoded]) -> None:
        """What was once in force stays, because its history can be restored."""

    async def current(self) -> Current:
        return await self._batches.current()

    async def rehearse(self, plan: Callable[[Current], B]) -> B:
        return await self._batches.rehearse(plan)

    async def rewrite(self, plan: Callable[[Current], B], note: str) -> B:
        return await self._batches.rewrite(plan, author=self._client.author, note=note)
