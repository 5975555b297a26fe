"""Numbers outside that no menu calls."""

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field

from switchboard.model.base import Document
from switchboard.model.caller_list import CallerPattern
from switchboard.model.dialplan import Patterns
from switchboard.model.stored import Stored


class DoNotCallList(Document):
    """People whom no menu, queue or prompt calls by command: the call semantics, section 24.

    `numbers` are patterns as routes have them. Extensions call these people all the same.
    """

    kind: ClassVar[str] = "do_not_call_list"
    enabled: bool = True
    numbers: Annotated[tuple[CallerPattern, ...], Field(max_length=10_000)] = ()

    @cached_property
    def _patterns(self) -> Patterns:
        """Made once for each revision: snapshots share their documents."""
        return Patterns(self.numbers)

    def has(self, forms: Collection[str]) -> bool:
        """Whether a number is in the list, in whatever form."""
        return self.enabled and any(self._patterns.take(form) for form in forms)


def barring(lists: Sequence[Stored[DoNotCallList]], forms: Collection[str]) -> Stored[DoNotCallList] | None:
    """The first list that has the number."""
    return next((one for one in lists if one.document.has(forms)), None)
