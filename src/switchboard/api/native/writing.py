"""Writing objects so that nobody's change is lost and what changes nothing leaves no trace."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from switchboard.api.kit.objects import edited
from switchboard.api.native.conditions import Expected
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.documents.repository import Edited, Repository

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

    async def checked(old: Stored[D]) -> Edited[D] | None:
        expected.check(old.revision)
        return edited(old, change(old.document))

    return await repository.edit_loading(family, id, checked, author=author, note=note)
