"""What is told of a draft or a publication, as its reader may see it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from switchboard import errors
from switchboard.api.native import pointers
from switchboard.api.native.auth import Client
from switchboard.api.native.comparison import Compared, compared
from switchboard.api.native.drafts.routes_merge import conflict_shown
from switchboard.api.native.drafts.shapes import ConflictShown, Fault, ObjectChange, ObjectConflict
from switchboard.api.native.drafts.view import View
from switchboard.model.base import Document
from switchboard.model.checks import Finding
from switchboard.model.drafts.draft import Drafted, Outcome, outcome
from switchboard.model.stored import Stored
from switchboard.store.documents.history import Entry
from switchboard.store.documents.repository import Repository

Versions = tuple[Document | None, Document | None]


def outcomes_seen(client: Client, view: View) -> list[Outcome]:
    """What the draft makes of each object. Whoever sees no secrets compares documents without them."""
    if client.sees_secrets:
        return list(view.outcomes.values())
    return [
        outcome(_seen(client, one.drafted), _live_seen(client, view, one.drafted.id)) for one in view.outcomes.values()
    ]


def object_change(
    what: Stored[Document], versions: Versions, author: str, at: datetime, conflicts: int
) -> ObjectChange:
    """What was done to an object; `what` says which it is."""
    before, after = versions
    action: Literal["created", "updated", "deleted"] = (
        "created" if before is None else "deleted" if after is None else "updated"
    )
    return ObjectChange(
        kind=what.document.kind,
        id=what.id,
        name=what.document.name,
        number=what.document.dialled_number(),
        action=action,
        author=author,
        at=at,
        fields=compared(before, after),
        conflicts=conflicts,
    )


def object_conflict(one: Outcome, written: Entry) -> ObjectConflict:
    """Where two have changed an object, and what others did that the draft takes over; `written` is their write."""
    drafted = one.drafted
    known = drafted.document or (drafted.base.document if drafted.base else None)
    base = drafted.base.document if drafted.base else None
    theirs = one.theirs.document if one.theirs else None
    conflicts = [conflict_shown(conflict, (base, drafted.document, theirs)) for conflict in one.conflicts]
    return ObjectConflict(
        kind=drafted.kind,
        id=drafted.id,
        name="" if known is None else known.name,
        number=None if known is None else known.dialled_number(),
        deleted=theirs is None,
        author=written.author,
        at=written.at,
        conflicts=conflicts,
        merged=[field for field in compared(base, theirs) if not _is_inside(field, conflicts)] if base else [],
    )


async def faults_of(view: View, repository: Repository) -> list[Fault]:
    """Why a draft cannot be published, apart from conflicts."""
    found = [_fault(stored.id, stored.document, fault) for stored, fault in view.faults()]
    for one in view.outcomes.values():
        if one.stored is None and one.theirs is not None and await view.referrers_of(repository, one.drafted.id):
            detail = "something still refers to it"
            found.append(
                Fault(**_called(one.drafted.id, one.theirs.document), pointer="#", code="in-use", detail=detail)
            )
    return found


def compared_findings(found: Sequence[Finding], live: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Of what is wrong or odd by a draft: what is not so in force, and what is, and would stay."""
    left, new, known = Counter(map(_which, live)), list[Finding](), list[Finding]()
    for one in found:
        left[_which(one)] -= 1
        (known if left[_which(one)] >= 0 else new).append(one)
    return new, known


def versions(one: Outcome) -> Versions:
    """What is in force, and what would be."""
    return (None if one.theirs is None else one.theirs.document, None if one.stored is None else one.stored.document)


def versions_of(outcomes: Iterable[Outcome]) -> Iterator[Document]:
    """All documents that are told of."""
    for one in outcomes:
        for stored in (one.stored, one.theirs, one.drafted.base):
            if stored is not None:
                yield stored.document


def _which(finding: Finding) -> tuple[object, ...]:
    """Places of lists are left out: an option in front of another one makes nothing new of it."""
    steps = tuple(step for step in finding.steps if isinstance(step, str))
    return finding.code, finding.kind, finding.id, steps, tuple(sorted(finding.values.items()))


def _seen(client: Client, drafted: Drafted) -> Drafted:
    base = drafted.base and replace(drafted.base, document=client.shown(drafted.base.document))
    return replace(drafted, base=base, document=drafted.document and client.shown(drafted.document))


def _live_seen(client: Client, view: View, id: int) -> Stored[Document] | None:
    live = view.live.get(Document, id)
    return live and replace(live, document=client.shown(live.document))


def _is_inside(field: Compared, conflicts: list[ConflictShown]) -> bool:
    return any(field.path[: len(one.path)] == one.path for one in conflicts)


def _fault(id: int, document: Document, fault: errors.Duplicate | errors.Invalid) -> Fault:
    if isinstance(fault, errors.Duplicate):
        code, detail = fault.code, f"is taken by a {fault.owner_kind}"
    else:
        code, detail = fault.rule, fault.reason
    return Fault(**_called(id, document), pointer=pointers.of_field(fault.field), code=code, detail=detail)


def _called(id: int, document: Document) -> dict[str, str | int]:
    return {"kind": document.kind, "id": id, "name": document.name}
