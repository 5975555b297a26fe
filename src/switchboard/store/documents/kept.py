"""Objects as they were read, kept by id and revision: to make an object of its JSON costs more than to find its row.

A revision of an id never means two contents, not even after the object was deleted and made again
(`writing.create_under`), so nothing here grows old.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy.engine import Connection

from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.db.database import Database
from switchboard.store.db.tables import object_
from switchboard.store.documents import objects
from switchboard.store.documents.objects import Counted, Parameters, Places

D = TypeVar("D", bound=Document)

LIMIT = 4000
"""An object takes 5 to 10 KB."""


class KeptObjects:
    """The objects that were read last, at most `limit`. Several threads may read at once."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._kept: OrderedDict[Places, Stored[Document]] = OrderedDict()
        self._turn = threading.Lock()

    def counted(
        self, family: type[D], counted: Counted, connection: Connection, parameters: Parameters = MappingProxyType({})
    ) -> tuple[int, tuple[Stored[D], ...]]:
        """What `counted` reads, and the objects there, which must be of that family.

        `connection` must be in a transaction that only reads: nothing is kept that may be undone.
        """
        total, places = counted.read(connection, parameters)
        return total, cast(tuple[Stored[D], ...], self._at(places, connection))

    def _at(self, places: Sequence[Places], connection: Connection) -> tuple[Stored[Document], ...]:
        found = self._known(places)
        for ids in objects.batches([place[0] for place in places if place not in found]):
            query = objects.columns_of_all().where(object_.c.id.in_(ids))
            read = (objects.stored(Document, row) for row in connection.execute(query))
            found.update(((stored.id, stored.revision), stored) for stored in read)
        self._keep(found)
        return tuple(found[place] for place in places)

    def _known(self, places: Iterable[Places]) -> dict[Places, Stored[Document]]:
        with self._turn:
            return {place: self._kept[place] for place in places if place in self._kept}

    def _keep(self, found: dict[Places, Stored[Document]]) -> None:
        with self._turn:
            for place, stored in found.items():
                self._kept[place] = stored
                self._kept.move_to_end(place)
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)


_OF: WeakKeyDictionary[Database, KeptObjects] = WeakKeyDictionary()


def kept_objects(database: Database) -> KeptObjects:
    """Those of a database, whoever reads them."""
    return _OF.setdefault(database, KeptObjects())
