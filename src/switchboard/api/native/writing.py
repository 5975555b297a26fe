"""Writing objects so that nobody's change is lost and what changes nothing leaves no trace."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from switchboard import errors
from switchboard.api.native.conditions import Expected
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Repository

D = TypeVar("D", bound=Document)
NewDocument: TypeAlias = Callable[[D], D]


class _Unchanged(errors.SwitchboardError):
    """Ends the transaction of a write that changes nothing."""

    code = "unchanged"


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
    if not expected.any:
        return await _write_at(repository, family, id, change, expected, author, note)

    def changed(old: D) -> D:
        new = change(old)
        if new == old:
            raise _Unchanged
        return new

    try:
        return await repository.edit(family, id, changed, author=author, note=note)
    except _Unchanged:
        return await repository.get(family, id)


async def _write_at(
    repository: Repository,
    family: type[D],
    id: int,
    change: NewDocument[D],
    expected: Expected,
    author: str,
    note: str,
) -> Stored[D]:
    stored = await repository.get(family, id)
    expected.check(stored.revision)
    new = change(stored.document)
    if new == stored.document:
        return stored
    return await repository.update(id, new, expected_revision=stored.revision, author=author, note=note)
