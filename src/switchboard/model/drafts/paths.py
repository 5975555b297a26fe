"""Where in a document something differs, said so that it holds for two versions of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Json: TypeAlias = Any
"""A value as JSON has it, or `MISSING`."""

_KEY_MEMBERS: Final = ("keys", "key", "extension", "pattern")
"""The members by which items of lists are told apart: options of a menu by their keys, agents by their extension."""


class Missing:
    """A value that is not there, which is something else than null."""


MISSING: Final = Missing()


@dataclass(frozen=True, slots=True)
class Item:
    """A step into a list: to the item whose `member` has that value, wherever it stands."""

    member: str
    value: str | int


Step: TypeAlias = str | int | Item
Path: TypeAlias = tuple[Step, ...]


def step_as_json(step: Step) -> Json:
    """A member by its name, an item by its index or as `{"keys": "1"}`."""
    return {step.member: step.value} if isinstance(step, Item) else step


def step_of_json(step: str | int | Mapping[str, str | int]) -> Step:
    """What `step_as_json` made. Raises ValueError for anything else."""
    if not isinstance(step, Mapping):
        return step
    ((member, value),) = step.items()
    return Item(member, value)


def steps_in(path: Path, document: Json) -> tuple[str | int, ...] | None:
    """The steps of a JSON pointer to that place in a document; None if it has no such place."""
    steps: list[str | int] = []
    for step in path:
        index = _index(step, document)
        if index is None:
            return None
        steps.append(index)
        document = document[index]
    return tuple(steps)


def _index(step: Step, value: Json) -> str | int | None:
    if isinstance(step, Item):
        items = value if isinstance(value, list) else []
        return next((at for at, one in enumerate(items) if one.get(step.member) == step.value), None)
    if isinstance(step, int):
        return step if isinstance(value, list) and step < len(value) else None
    return step if isinstance(value, dict) and step in value else None


def key_member(*lists: Sequence[Json]) -> str | None:
    """The member that tells the items of these lists apart; None if nothing does.

    Items with a `kind`, such as prompts, are values: one takes the place of another, and none is a changed other.
    """
    items = [item for some in lists for item in some]
    if not items or not all(isinstance(item, dict) and "kind" not in item for item in items):
        return None
    return next((name for name in _KEY_MEMBERS if all(_tells_apart(name, some) for some in lists)), None)


def _tells_apart(name: str, items: Sequence[Json]) -> bool:
    values = [item.get(name) for item in items]
    return all(isinstance(value, (str, int)) for value in values) and len(set(values)) == len(values)


def are_same_kind(*values: Json) -> bool:
    """Whether these are objects that can be compared member by member: an extension as destination has other members
    than a menu.
    """
    return all(isinstance(value, dict) for value in values) and len({value.get("kind") for value in values}) == 1
