"""A mailbox that several people hear."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from switchboard.model.base import Document, Number
from switchboard.model.ivr import Member
from switchboard.model.voicemail import Voicemail


class GroupVoicemail(Document):
    """Takes messages for its `members`.

    `shared`: there is one mailbox, whose messages all members hear; with `light` they light the lamps of their phones.
    `copies`: each member gets the message in a mailbox of their own; without any such member the group keeps it.
    """

    kind: ClassVar[str] = "group_voicemail"
    number: Number
    members: Annotated[tuple[Member, ...], Field(max_length=500)] = ()
    delivery: Literal["shared", "copies"] = "shared"
    light: bool = False
    voicemail: Voicemail = Voicemail()
