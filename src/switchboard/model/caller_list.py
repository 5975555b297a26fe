"""Numbers of callers from outside who are refused, or let in all the same."""

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from switchboard.model.base import Document, TrunkId
from switchboard.model.destination import PlainDestination
from switchboard.model.dialplan import DialPatternText, Patterns
from switchboard.model.stored import Stored

CallerPattern = Annotated[DialPatternText, StringConstraints(min_length=1)]
CallerRefusal = Literal["busy", "declined", "announcement"]


class CallerList(Document):
    """A block list, or with `allow` one of those whom no block list stops: the call semantics, section 21.

    `numbers` are patterns as routes have them, `withheld` is every caller who sends no number. `trunks`: for calls
    through these alone; none: through any. Who is refused goes to `to`; null: is refused by `refusal`.
    """

    kind: ClassVar[str] = "caller_list"
    enabled: bool = True
    allow: bool = False
    numbers: Annotated[tuple[CallerPattern, ...], Field(max_length=10_000)] = ()
    withheld: bool = False
    trunks: Annotated[tuple[TrunkId, ...], Field(max_length=1000)] = ()
    refusal: CallerRefusal = "busy"
    to: PlainDestination | None = None

    @cached_property
    def _patterns(self) -> Patterns:
        """Made once for each revision: snapshots share their documents."""
        return Patterns(self.numbers)

    def has(self, number: str, trunk: int) -> bool:
        """Whether the caller who comes through `trunk` (its id) is in the list; `number` is "" if withheld."""
        if not self.enabled or (self.trunks and trunk not in self.trunks):
            return False
        return self._patterns.take(number) if number else self.withheld


def blocking(lists: Sequence[Stored[CallerList]], number: str, trunk: int) -> Stored[CallerList] | None:
    """The first list that stops a caller, unless a list that allows has him too; None for who may come in."""
    known = [one for one in lists if one.document.has(number, trunk)]
    if any(one.document.allow for one in known):
        return None
    return next(iter(known), None)
