"""Differences in a form that can be put into words in any language: where, what before, what after, and who that is."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from switchboard.api.native.pointers import pointer
from switchboard.api.native.shapes import Difference
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.drafts import differences as found
from switchboard.model.drafts.paths import MISSING, Path, step_as_json, steps_in
from switchboard.model.parts import Id, Steps, parts
from switchboard.store.documents.history import History
from switchboard.store.documents.references import references

Step: TypeAlias = str | int | dict[str, str | int]
PathShown: TypeAlias = list[Step]


class Compared(BaseModel):
    """What differs in one place.

    `path` leads there: members by name, items of lists by what tells them apart (`{"keys": "1"}`) or by index.
    `pointer` is the same in the newer document, in the older one for what was removed. A side that is missing did not
    have it. Of a list that was `reordered`, the sides are the keys or values in their order. `ids` are JSON pointers
    from a value to the ids of objects in it; `#` is the value itself.
    """

    path: PathShown
    pointer: str
    change: Literal["added", "removed", "changed", "reordered"]
    ids: list[str]
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
    old, new = _Side.of(before), _Side.of(after)
    if before is None:
        # Values as a whole: the default kind of a destination is what says what it is.
        said = after.model_dump(exclude_defaults=True)
        return [_shown(found.Difference((name,), "added", MISSING, new.content[name]), old, new) for name in said]
    return [_shown(one, old, new) for one in found.differences(old.content, new.content)]


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


@dataclass(frozen=True, slots=True)
class _Side:
    """A version of a document as JSON, and the steps to the ids in it."""

    content: Any
    ids: tuple[Steps, ...]

    @classmethod
    def of(cls, document: Document | None) -> Self:
        if document is None:
            return cls(None, ())
        ids = tuple(steps for steps, part in parts(document) if isinstance(part, Id))
        return cls(document.model_dump(mode="json"), ids)

    def ids_below(self, steps: Steps | None) -> Iterator[Steps]:
        """From a place of the document to the ids there."""
        if steps is not None:
            yield from (one[len(steps) :] for one in self.ids if one[: len(steps)] == steps)


def ids_at(path: Path, documents: Iterable[Document | None]) -> list[str]:
    """From a place of any of these documents to the ids there, as JSON pointers."""
    sides_of = [_Side.of(document) for document in documents]
    found = (steps for side in sides_of for steps in side.ids_below(steps_in(path, side.content)))
    return [pointer(steps) for steps in dict.fromkeys(found)]


def _shown(one: found.Difference, old: _Side, new: _Side) -> Compared:
    before, after = steps_in(one.path, old.content), steps_in(one.path, new.content)
    return Compared(
        path=path_shown(one.path),
        pointer=pointer((before if one.after is MISSING else after) or ()),
        change=one.change,
        ids=[pointer(steps) for steps in dict.fromkeys([*old.ids_below(before), *new.ids_below(after)])],
        **sides(before=one.before, after=one.after),
    )
