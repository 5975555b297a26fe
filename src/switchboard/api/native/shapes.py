"""What the native API gives and takes besides the documents themselves."""

import re
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    create_model,
)
from pydantic_core import PydanticCustomError

from switchboard.model.base import Document, Frozen, Name, ObjectId
from switchboard.model.conference import ConferencePin
from switchboard.model.pin import Pin, PromptPassword
from switchboard.store.calls.outbox import Channel, DeliveryState
from switchboard.store.people.api_tokens import Right, TokenRole

T = TypeVar("T")


def _printable(secret: SecretStr) -> SecretStr:
    if not re.fullmatch("[!-~]+", secret.get_secret_value()):
        raise PydanticCustomError("printable", "must be printable ASCII characters without spaces")
    return secret


def plural(kind: str) -> str:
    """The path segment: `outbound_route` -> `outbound-routes`."""
    if kind == "music":
        return kind
    return kind.replace("_", "-") + ("es" if kind.endswith(("x", "s", "ch")) else "s")


def shown_model(family: type[Document]) -> type[BaseModel]:
    """The document as it is served: with `id` and `revision`."""
    fields: dict[str, Any] = {"id": (ObjectId, ...), "revision": (int, ...)}
    return create_model(f"Stored{family.__name__}", __base__=family, __doc__=family.__doc__, **fields)


def edited_model(family: type[Document]) -> type[BaseModel]:
    """The document as PUT takes it: what was read may be sent back with its `id` and `revision`."""
    fields: dict[str, Any] = {"id": (ObjectId | None, None), "revision": (int | None, None)}
    return create_model(f"Edited{family.__name__}", __base__=family, __doc__=family.__doc__, **fields)


def page_model(family: type[Document], shown: type[BaseModel]) -> type[BaseModel]:
    """A page of documents as `shown_model` has them."""
    fields: dict[str, Any] = {"items": (list[shown], ...)}  # type: ignore[valid-type]
    return create_model(f"{family.__name__}Page", __base__=Paged, __doc__="Some of the objects.", **fields)


class Paged(BaseModel):
    """`next` is the cursor of the page that follows; `total` how many match in all, where it was asked for."""

    next: str | None
    total: int | None = None


class Page(BaseModel, Generic[T]):
    """`next` is the cursor of the page that follows."""

    items: list[T]
    next: str | None


class AnyObject(BaseModel):
    """An object of any kind: its schema is that of the kind."""

    model_config = ConfigDict(extra="allow")

    id: ObjectId | None = None
    revision: int | None = None


class AnyPage(Paged):
    """A page of objects of one kind."""

    items: list[AnyObject]


class RevisionShown(BaseModel):
    """One write in the history of an object."""

    revision: int
    at: datetime
    author: str
    note: str
    deleted: bool


class RevisionDetails(RevisionShown):
    """`document` is what was written; null when the object was deleted."""

    document: dict[str, Any] | None


class Difference(BaseModel):
    """What a path held before and after; a side that is missing did not have the path."""

    path: str
    change: Literal["added", "removed", "changed"]
    old: Any = None
    new: Any = None


class Restore(Frozen):
    """The revision to go back to."""

    revision: Annotated[int, Field(ge=1, le=2**31 - 1)]


class ReferenceShown(BaseModel):
    """An object that refers to this one, and from which field."""

    kind: str
    id: int
    name: str
    field: str


class References(BaseModel):
    """The first of those that refer to it, and how many there are."""

    items: list[ReferenceShown]
    total: int


class ChangeShown(BaseModel):
    """Who changed what and when."""

    seq: int
    at: datetime
    author: str
    note: str
    kind: str
    id: int
    revision: int
    action: Literal["created", "updated", "deleted"]
    name: str
    number: str | None
    publication: int | None


class SoundUpload(Frozen):
    """What stands beside the `file` of an upload: the words that it says, and in which language."""

    text: Annotated[str, StringConstraints(max_length=5000)] = ""
    language: Annotated[str, StringConstraints(max_length=35)] = ""


class PromptUpload(SoundUpload):
    """As `SoundUpload`, for a new prompt."""

    name: Name


class NewSpeech(Frozen):
    """A text to be spoken; `language` is a BCP 47 tag."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=5000)]
    language: Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9-]+$")] = "en"


class NewSpokenPrompt(NewSpeech):
    """A new prompt that is spoken."""

    name: Name


class HolidayImport(Frozen):
    """Whose public holidays: `country` in ISO 3166-1, `subdivision` in ISO 3166-2 without the country, both of those
    that the package `holidays` knows; in `language`, or the country's own."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}$")]
    years: Annotated[list[Annotated[int, Field(ge=1900, le=2100)]], Field(min_length=1, max_length=10)]
    subdivision: Annotated[str, StringConstraints(max_length=64)] = ""
    language: Annotated[str, StringConstraints(max_length=35)] = ""


class HolidaysImported(BaseModel):
    """Ids of the new holidays in the order of days, and how many were there already."""

    created: list[ObjectId]
    skipped: int


class NewSecret(Frozen):
    """What the owner of a web server and we know, and nobody else."""

    secret: Annotated[SecretStr, Field(min_length=8, max_length=255), AfterValidator(_printable)]


class NewTrunkPassword(Frozen):
    """What the provider gave us."""

    password: Annotated[SecretStr, Field(min_length=1, max_length=255), AfterValidator(_printable)]


class NewPin(Frozen):
    """What callers enter: 6 to 10 digits that are not too easy to guess."""

    pin: Pin


class NewConferencePin(Frozen):
    """What callers of a conference enter: 3 to 15 digits."""

    pin: ConferencePin


class NewPromptPassword(Frozen):
    """What callers enter before they change the greeting of a menu: 3 to 15 digits."""

    password: PromptPassword


class TestOutcome(BaseModel):
    """What came of a test: the status of the answer, or why there was none."""

    delivered: bool
    outcome: str


class DeliveryShown(BaseModel):
    """How far a message is. `target` is the id of the webhook or SMS template; `outcome` tells of the last attempt."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    channel: Channel
    target: int
    created_at: datetime
    due_at: datetime
    attempts: int
    state: DeliveryState
    outcome: str


Rights = Annotated[tuple[Right, ...], Field(max_length=1)]
"""What no role includes."""


class NewToken(Frozen):
    """A token to be made; without `expires_at` it is good until it is revoked."""

    name: Name
    role: TokenRole
    rights: Rights = ()
    expires_at: AwareDatetime | None = None


class TenantShown(BaseModel):
    """`sip_domain` "": phones register at the address of this machine."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    sip_domain: str


class TokenShown(BaseModel):
    """What is known of a token."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    role: TokenRole
    rights: tuple[Right, ...]
    last_four: str
    created_at: datetime
    expires_at: datetime | None


class TokenMinted(TokenShown):
    """The only answer that holds the token itself."""

    token: str


class Tokens(BaseModel):
    """All tokens of the tenant."""

    items: list[TokenShown]


class ProblemReason(BaseModel):
    """What is wrong with one part of the request; one of the four places is there, a `column` with its `line`. `code`
    and `values` say the same as `detail`, for whoever words it in another language.
    """

    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None
    column: str | None = None
    line: int | None = None
    detail: str
    code: str
    values: dict[str, Any]


class Problem(BaseModel):
    """An error (RFC 9457); `code` is stable. Some codes have further members."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemReason] | None = None
