"""What every configuration document has in common."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

ObjectId = Annotated[int, Field(ge=1, le=2**53 - 1)]
"""Identity of a stored object; one sequence for all kinds."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Annotation of a field that holds the id of an object of `kind`: a foreign key. JSON schemas say it too."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "x-refers": self.kind}


@dataclass(frozen=True, slots=True)
class Means:
    """Annotation of a text that is more than that: JSON schemas say which, so that forms know how to ask for it."""

    what: Literal["language", "time-zone", "country", "dial-pattern", "clock"]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core), "x-means": self.what}


ApiDialplanId = Annotated[ObjectId, Refers("api_dialplan")]
ConferenceId = Annotated[ObjectId, Refers("conference")]
ExtensionId = Annotated[ObjectId, Refers("extension")]
ExtensionGroupId = Annotated[ObjectId, Refers("extension_group")]
IvrId = Annotated[ObjectId, Refers("ivr")]
OrganizationId = Annotated[ObjectId, Refers("organization")]
OutboundRouteId = Annotated[ObjectId, Refers("outbound_route")]
GroupVoicemailId = Annotated[ObjectId, Refers("group_voicemail")]
HolidayId = Annotated[ObjectId, Refers("holiday")]
MusicId = Annotated[ObjectId, Refers("music")]
PromptId = Annotated[ObjectId, Refers("prompt")]
QueueId = Annotated[ObjectId, Refers("queue")]
RingGroupId = Annotated[ObjectId, Refers("ring_group")]
SmsTemplateId = Annotated[ObjectId, Refers("sms_template")]
TimeConditionId = Annotated[ObjectId, Refers("time_condition")]
TrunkId = Annotated[ObjectId, Refers("trunk")]
WebhookId = Annotated[ObjectId, Refers("webhook")]

Instant = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 2, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
"""A moment of which every zone has a wall-clock time."""

Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,64}$")]
"""A dialled number inside the tenant."""

NAME: Final = r"^[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+$"
"""No control characters, nor those that break lines or turn the direction of what follows: by them one name can look
like another, or change what stands beside it."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=NAME)]

Keys = Annotated[str, StringConstraints(pattern=r"^[0-9*#]{1,16}$")]
"""What a caller presses: 0-9, * and #."""

OptionKeys = Annotated[str, StringConstraints(pattern=r"^([0-9*#]{1,16}|F)$")]
"""The same, or F: the caller is a fax machine."""

FAX_KEY = "F"
"""The key that the calling tone of a fax machine counts as."""

LanguageTag = Annotated[
    str, StringConstraints(max_length=35, pattern=r"^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)?$"), Means("language")
]
"""BCP 47; empty: not said."""

CallerNumber = Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{0,32}$")]

HeaderText = Annotated[str, StringConstraints(max_length=255, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
"""Text that may stand in a header of SIP or HTTP: without control characters (category Cc of Unicode)."""

ShortHeaderText = Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
"""As HeaderText, for user names and caller ids."""


class Frozen(BaseModel):
    """An immutable value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(Frozen):
    """A configuration object as it is stored and served. `kind` names its family."""

    kind: ClassVar[str]
    unique_names: ClassVar[bool] = True
    name: Name

    def dialled_number(self) -> str | None:
        """The number that reaches the object, unique in its tenant; None where it has none."""
        number = getattr(self, "number", None)
        return number if isinstance(number, str) else None
