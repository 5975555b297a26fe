"""A draft over a configuration: what it changes, what comes of it, and where somebody else was quicker."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import ValidationError

from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.drafts.merge import Choice, Conflict, merge
from switchboard.model.drafts.paths import MISSING, Json
from switchboard.model.families import FAMILIES
from switchboard.model.stored import Stored

FIRST_REVISION: Final = 2**30
"""What a draft has changed has revisions from here on, so that they are never those of what is in force."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One object in a draft: `base` is what was changed, None for a new object; `document` None is to be deleted.

    The id of a new object was never used for another one, and stays when the draft is published.
    """

    id: int
    kind: str
    revision: int
    base: Stored[Document] | None
    document: Document | None
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draft makes of one object: None is gone. `theirs` is what is in force, where that has changed since.

    As long as there are `conflicts`, the draft cannot be published; the outcome then has its own version.
    """

    drafted: Drafted
    stored: Stored[Document] | None
    theirs: Stored[Document] | None = None
    is_overtaken: bool = False
    conflicts: tuple[Conflict, ...] = ()


def draft_configuration(live: Configuration, drafted: Iterable[Drafted]) -> Configuration:
    """The configuration as it would be if a draft were published now."""
    return with_outcomes(live, (outcome(one, live.get(Document, one.id)) for one in drafted))


def with_outcomes(live: Configuration, outcomes: Iterable[Outcome]) -> Configuration:
    """The same, where the outcomes are known."""
    known = list(outcomes)
    new = [one.stored for one in known if one.stored is not None]
    return live.changed(new, [one.drafted.id for one in known if one.stored is None])


def outcome(drafted: Drafted, live: Stored[Document] | None, decided: Choice = lambda _: None) -> Outcome:
    """What the draft makes of an object that is `live` in force; `decided` says who is right about conflicts."""
    base, document = drafted.base, drafted.document
    overtaken = live != base if base is None or live is None else live.revision != base.revision
    revision = drafted.revision + _newer(base, live)
    mine = None if document is None else Stored(drafted.id, revision, document)
    if not overtaken or (document is None and live is None):
        return Outcome(drafted, mine, live)
    if base is None or document is None or live is None:
        return _all_or_nothing(drafted, mine, live, decided)
    found = merge(_json(base.document), _json(document), _json(live.document), decided)
    merged = _document(drafted.kind, found.value)
    if merged is None:  # each change is right, and the two do not go together
        return _all_or_nothing(drafted, mine, live, decided)
    return Outcome(drafted, Stored(drafted.id, revision, merged), live, True, found.conflicts)


def _all_or_nothing(
    drafted: Drafted, mine: Stored[Document] | None, live: Stored[Document] | None, decided: Choice
) -> Outcome:
    """One of two versions that cannot be merged."""
    base = None if drafted.base is None else drafted.base.document
    theirs = None if live is None else live.document
    if theirs == (None if mine is None else mine.document) or (mine is None and theirs == base):
        return Outcome(drafted, mine, live, True)
    side = decided(())
    kept = Stored(drafted.id, drafted.revision, theirs) if side == "theirs" and theirs is not None else None
    if side is not None:
        return Outcome(drafted, mine if side == "mine" else kept, live, True)
    sides = (MISSING if one is None else _json(one) for one in (base, drafted.document, theirs))
    return Outcome(drafted, mine, live, True, (Conflict((), *sides),))


def _newer(base: Stored[Document] | None, live: Stored[Document] | None) -> int:
    """How often the object in force was written since. A deletion is such a write."""
    if live is None:
        return 0 if base is None else 1
    return live.revision - (0 if base is None else base.revision)


def _json(document: Document) -> Json:
    return document.model_dump(mode="json")


def _document(kind: str, content: Json) -> Document | None:
    family: type[Document] = FAMILIES[kind]
    try:
        return family.model_validate(content)
    except ValidationError:
        return None
