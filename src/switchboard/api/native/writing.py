"""Writes of objects that lose nobody's change, and that leave no revision where nothing changes."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from switchboard.api.native.conditions import Expected
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Repository

D = TypeVar("D", bound=Document)
NewDocument: TypeAlias = Callable[[D], D]


async def write(
    repository: Repository,
    family: type[D],
    id: int,
    change: NewDocument[D],
    expected: Expected,
    author: str,
    note: str = "",
) -> Stored[D]:
    """The object after `change`; the same revision when nothing differs.

    Raises NotFound, RevisionConflict, Duplicate, Invalid, and what `change` raises.
    """

    def changed(old: D) -> D | None:
        new = change(old)
        return None if new == old else new

    return await repository.edit(family, id, changed, author=author, note=note, check=expected.check)
