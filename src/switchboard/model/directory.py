"""Who can be called inside: extensions and groups of them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from switchboard.model.base import CallerNumber, Document, ExtensionId, MusicId, Name, Number
from switchboard.model.codecs import Codecs
from switchboard.model.encryption import Encryption
from switchboard.model.forwarding import Forwarding
from switchboard.model.prompt import PromptRef
from switchboard.model.record_notice import RecordNotice
from switchboard.model.voicemail import Voicemail

EmailAddress = Annotated[
    str, StringConstraints(max_length=254, pattern=r"^([^@\s\x00-\x1f\x7f-\x9f]+@[^@\s\x00-\x1f\x7f-\x9f]+)?$")
]
Presence = Literal["available", "away", "business_trip", "lunch", "off_work"]
"""What somebody says of himself. That no phone is to ring is `dnd` of his forwarding."""


class Extension(Document):
    """A person or a room with one or more phones that register under `number`.

    Two people may have one name. `record` records its calls from the answer on, after `record_notice` (null: the
    office's). `music` is what those hear whom the extension puts on hold; null: the office's. Whoever is `listed`
    can be dialled by name, also by an alias, which is another spelling. `spoken_name` is how callers hear the name;
    null: by a voice. `codecs` are those that we speak with its phones, the best first. `encryption` is that of
    their audio. Who `may_close` switches night mode and closes the office by telephone. `emergency_caller_id` is
    what the emergency services are shown; empty: the office's. `presence` is only shown, and changes nothing in
    calls.
    """

    kind: ClassVar[str] = "extension"
    unique_names: ClassVar[bool] = False
    number: Number
    email: EmailAddress = ""
    mobile: Annotated[str, StringConstraints(max_length=32, pattern=r"^\+?[0-9]*$")] = ""
    ring_time_s: Annotated[int, Field(ge=1, le=300)] = 30
    record: bool = False
    record_notice: RecordNotice | None = None
    voicemail: Voicemail = Voicemail()
    forwarding: Forwarding = Forwarding()
    music: MusicId | None = None
    listed: bool = True
    aliases: Annotated[tuple[Name, ...], Field(max_length=5)] = ()
    spoken_name: PromptRef | None = None
    may_close: bool = False
    emergency_caller_id: CallerNumber = ""
    presence: Presence = "available"
    codecs: Codecs = ()
    encryption: Encryption = "optional"


class ExtensionGroup(Document):
    """Extensions that are permitted or forbidden together."""

    kind: ClassVar[str] = "extension_group"
    members: tuple[ExtensionId, ...] = ()
