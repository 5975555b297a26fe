"""Loads the objects that a request refers to; wraps the result for `edit_loading`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.office import OFFICE, Office
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.store.documents.references import references
from switchboard.store.documents.repository import Edited, Repository

D = TypeVar("D", bound=Document)

MOST_ITEMS: Final = 1000
"""How many items of a list in a request are read; no dialect accepts longer lists."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a request names: ids of objects of any kind, numbers that can be dialled, and names of prompts.

    It is read from the request before anybody has checked it, so much of it may not exist. `office`: what holds for the
    whole tenant counts too.
    """

    ids: Collection[int] = ()
    numbers: Collection[str] = ()
    prompts: Collection[str] = ()
    office: bool = False


async def objects_for(repository: Repository, documents: Iterable[Document], named: Named = Named()) -> Configuration:
    """All objects that `documents` refer to and that are named, read by one statement for the ids, one for the numbers
    and one for each kind of name. What does not exist is left out.
    """
    ids = {reference.target for document in documents for reference in references(document)} | set(named.ids)
    return Configuration.of(
        [
            *(await repository.many(Document, sorted(ids)) if ids else ()),
            *(await repository.by_numbers(sorted(set(named.numbers))) if named.numbers else ()),
            *(await repository.by_names(Prompt, sorted(set(named.prompts))) if named.prompts else ()),
            *(await repository.by_names(Office, [OFFICE]) if named.office else ()),
        ]
    )


def texts_at(value: object, *path: str) -> Iterator[str]:
    """The texts in a JSON value below the members `path`; a list stands for each of its first MOST_ITEMS items."""
    items = value[:MOST_ITEMS] if isinstance(value, list) else [value]
    for item in items:
        if not path and isinstance(item, str):
            yield item
        if path and isinstance(item, Mapping) and path[0] in item:
            yield from texts_at(item[path[0]], *path[1:])


def edited(old: Stored[D], new: D, secrets: Mapping[str, str | None]) -> Edited[D] | None:
    """What a change gives to `Repository.edit_loading`: the new document and secrets, or None where nothing differs, so
    that nothing is written.
    """
    return Edited(new, secrets) if new != old.document or secrets else None
