"""What the API gives and takes of drafts and publications."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from switchboard.api.native.comparison import Compared, NamedObject, PathShown, Step
from switchboard.api.native.shapes_checks import Findings
from switchboard.model.base import Frozen, Name, ObjectId

Note = Annotated[str, StringConstraints(max_length=1000)]
Side = Literal["mine", "theirs"]


class NewDraft(Frozen):
    """A draft to be begun, or its new name and note."""

    name: Name
    note: Note = ""


class DraftShown(BaseModel):
    """A draft. `base` is the last change (`seq`) when it was begun, `changes` how many objects it changes."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    note: str
    author: str
    created_at: datetime
    changed_at: datetime
    base: int
    revision: int
    changes: int


class Drafts(BaseModel):
    """All drafts of the tenant, those that were changed last first."""

    items: list[DraftShown]


class ObjectChange(BaseModel):
    """What a draft or a publication does to one object, beside what was there before.

    `conflicts` is how many places somebody else has changed otherwise, since the draft was begun.
    """

    kind: str
    id: int
    name: str
    number: str | None
    action: Literal["created", "updated", "deleted"]
    author: str
    at: datetime
    fields: list[Compared]
    conflicts: int = 0


class ObjectChanges(BaseModel):
    """`names` are those of the objects that `fields` refer to, by id."""

    items: list[ObjectChange]
    names: dict[str, NamedObject]


class ConflictShown(BaseModel):
    """A place that two have changed; a side that is missing has removed it. An empty `path` is the whole object. `ids`
    leads from the values to ids of objects, as in differences.
    """

    path: PathShown
    ids: list[str]
    base: Any = None
    mine: Any = None
    theirs: Any = None


class ObjectConflict(BaseModel):
    """An object that was changed in the draft and in force. `merged` is what others have done that goes together with
    the draft.
    """

    kind: str
    id: int
    name: str
    number: str | None
    deleted: bool = Field(description="it is no longer in force")
    author: str
    at: datetime
    conflicts: list[ConflictShown]
    merged: list[Compared]


class DraftConflicts(BaseModel):
    """Objects that others have changed since the draft did."""

    items: list[ObjectConflict]
    names: dict[str, NamedObject]


class Decision(Frozen):
    """Who is right about one place; `path` as in the conflict."""

    path: list[Step]
    take: Side


class Resolution(Frozen):
    """Who is right about an object, with exceptions for some `fields`."""

    object: ObjectId
    take: Side = "mine"
    fields: Annotated[tuple[Decision, ...], Field(max_length=1000)] = ()


class Fault(BaseModel):
    """Why the draft cannot be published."""

    kind: str
    id: int
    name: str
    pointer: str
    code: str
    detail: str


class DraftChecked(BaseModel):
    """What was found: `faults` and `conflicts` prevent a publication. `findings` are those that would be new, as
    `GET /checks` has them; `known` are those that are so in force, and would stay.
    """

    faults: list[Fault]
    conflicts: int
    publishable: bool
    findings: Findings
    known: Findings


class Publishing(Frozen):
    """Why; without a note, the history has the name of the draft."""

    note: Note = ""


class PublicationShown(BaseModel):
    """Changes that were put in force together: how many `objects`. `undoes` is the publication that it took back,
    `undone_by` the one that took it back.
    """

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    note: str
    author: str
    at: datetime
    undoes: int | None
    undone_by: int | None
    objects: int


class PublicationDetails(PublicationShown):
    """With what it did."""

    items: list[ObjectChange]
    names: dict[str, NamedObject]


class Merging(Frozen):
    """Two versions of one document: `mine` was made of `base`, while somebody else wrote what is stored now."""

    base: dict[str, Any]
    mine: dict[str, Any]
    decided: Annotated[tuple[Decision, ...], Field(max_length=1000)] = ()


class MergeShown(BaseModel):
    """What becomes of both: `document`, which has `mine` where they conflict, to be written onto `revision`.

    `theirs` is what somebody else did, `current` what is stored now.
    """

    kind: str
    revision: int
    current: dict[str, Any]
    document: dict[str, Any]
    conflicts: list[ConflictShown]
    theirs: list[Compared]
    names: dict[str, NamedObject]
