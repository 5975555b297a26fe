"""What differs between two JSON values."""

from collections.abc import Iterator

from switchboard.api.native.pointers import pointer
from switchboard.api.native.shapes import Difference

Steps = tuple[str | int, ...]


def differences(old: object, new: object, at: Steps = ()) -> Iterator[Difference]:
    """Each path that was added, removed or changed; lists are compared item by item, by index."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from _member(old, new, name, name in old, name in new, at)
    elif isinstance(old, list) and isinstance(new, list):
        for index in range(max(len(old), len(new))):
            yield from _member(old, new, index, index < len(old), index < len(new), at)
    elif old != new or type(old) is not type(new):
        yield Difference(path=pointer(at), change="changed", old=old, new=new)


def _member(
    old: dict[str, object] | list[object],
    new: dict[str, object] | list[object],
    step: str | int,
    was: bool,
    is_now: bool,
    at: Steps,
) -> Iterator[Difference]:
    here = (*at, step)
    if was and is_now:
        yield from differences(_item(old, step), _item(new, step), here)
    elif was:
        yield Difference(path=pointer(here), change="removed", old=_item(old, step))
    else:
        yield Difference(path=pointer(here), change="added", new=_item(new, step))


def _item(value: dict[str, object] | list[object], step: str | int) -> object:
    if isinstance(value, dict):
        return value[str(step)]
    return value[int(step)]
