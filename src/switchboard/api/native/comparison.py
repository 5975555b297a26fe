"""Differences in a form that can be put into words in any language: where, what before, what after, and who that is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from switchboard.api.native.pointers import pointer
from switchboard.api.native.shapes import Difference
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.drafts import differences as found
from switchboard.model.drafts.paths import MISSING, Path, step_as_json, steps_in
from switchboard.store.documents.history import History
from switchboard.store.documents.references import references

Step: TypeAlias = str | int | dict[str, str | int]
PathShown: TypeAlias = list[Step]


class Compared(BaseModel):
    """What differs in one place.

    `path` leads there: members by name, items of lists by what tells them apart (`{"keys": "1"}`) or by index.
    `pointer` is the same in the newer document, in the older one for what was removed. A side that is missing did not
    have it. Of a list that was `reordered`, the sides are the keys or values in their order.
    """

    path: PathShown
    pointer: str
    change: Literal["added", "removed", "changed", "reordered"]
    before: Any = None
    after: Any = None


class NamedObject(BaseModel):
    """What an object is called; `deleted` is what is not there any more."""

    kind: str
    name: str
    number: str | None
    deleted: bool = False


class Differences(BaseModel):
    """From one revision to another: each value that differs, lists compared by index; and the same in `fields` as
    people are told of it, with the `names` of the objects that are referred to, by id.
    """

    model_config = ConfigDict(populate_by_name=True)

    from_: int = Field(alias="from")
    to: int
    differences: list[Difference]
    fields: list[Compared]
    names: dict[str, NamedObject]


def compared(before: Document | None, after: Document | None) -> list[Compared]:
    """What differs; of a new document what it has beside defaults, of a deleted one nothing."""
    if after is None:
        return []
    if before is None:
        new = after.model_dump(mode="json", exclude_defaults=True)
        return [_shown(found.Difference((name,), "added", MISSING, value), None, new) for name, value in new.items()]
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    return [_shown(one, old, new) for one in found.differences(old, new)]


def path_shown(path: Path) -> PathShown:
    """A path as JSON."""
    return [step_as_json(step) for step in path]


def sides(**values: Any) -> dict[str, Any]:
    """The members of an answer, without those that are not there."""
    return {name: value for name, value in values.items() if value is not MISSING}


def targets(documents: Iterable[Document | None]) -> set[int]:
    """The ids of all objects that these refer to."""
    return {one.target for document in documents if document is not None for one in references(document)}


async def names_known(history: History, ids: Collection[int]) -> dict[int, NamedObject]:
    """What these are called, or were called last."""
    return {id: NamedObject(**asdict(name)) for id, name in (await history.names(ids)).items()}


def names_in(configuration: Configuration, ids: Iterable[int]) -> dict[int, NamedObject]:
    """The names of those that are there."""
    found = ((id, configuration.get(Document, id)) for id in ids)
    return {id: _named(stored.document) for id, stored in found if stored is not None}


def names_shown(names: Mapping[int, NamedObject]) -> dict[str, NamedObject]:
    """Names as JSON, whose members are texts."""
    return {str(id): name for id, name in sorted(names.items())}


def _named(document: Document) -> NamedObject:
    number = document.dialled_number()
    return NamedObject(kind=document.kind, name=document.name, number=number, deleted=False)


def _shown(one: found.Difference, old: Any, new: Any) -> Compared:
    steps = steps_in(one.path, old if one.after is MISSING else new)
    where: dict[str, Any] = {"path": path_shown(one.path), "pointer": pointer(steps or ()), "change": one.change}
    return Compared(**where, **sides(before=one.before, after=one.after))
