"""What differs between two objects as files say them."""

from collections.abc import Iterator
from dataclasses import dataclass

from switchboard.ascode.text import Plain

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A path whose value changed; None is not there, and the default is in force."""

    steps: Steps
    old: Plain
    new: Plain


def differences(old: Plain, new: Plain, at: Steps = ()) -> Iterator[Difference]:
    """The innermost differences; lists are compared by position."""
    if isinstance(old, dict) and isinstance(new, dict) and old.get("kind") == new.get("kind"):
        for name in dict.fromkeys([*old, *new]):
            yield from differences(old.get(name), new.get(name), (*at, name))
    elif isinstance(old, list) and isinstance(new, list):
        for index in range(max(len(old), len(new))):
            yield from differences(_item(old, index), _item(new, index), (*at, index))
    elif old != new:
        yield Difference(at, old, new)


def _item(items: list[Plain], index: int) -> Plain:
    return items[index] if index < len(items) else None
