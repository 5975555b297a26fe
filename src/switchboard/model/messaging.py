"""What is sent out beside the call: short messages, and webhooks."""

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, StringConstraints

from switchboard.model.base import Document

WebUrl = Annotated[str, StringConstraints(max_length=2048, pattern=r"^https?://[^\s\x00-\x1f\x7f-\x9f]+$")]
Topic = Literal[
    "call_status", "call_end", "option_pressed", "message_left", "trunk_state", "agent_state", "emergency_dialled"
]


class SmsTemplate(Document):
    """A short message that goes to callers who choose an option."""

    kind: ClassVar[str] = "sms_template"
    text: Annotated[str, StringConstraints(min_length=1, max_length=1600)]
    sender: Annotated[str, StringConstraints(max_length=32, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")] = ""


class Webhook(Document):
    """An address that is told what happens in calls, to trunks, and what agents of queues do, in a vendor's form.

    Its secret is kept outside the document.
    """

    kind: ClassVar[str] = "webhook"
    url: WebUrl
    enabled: bool = True
    format: Literal["native", "yeastar", "servetel"] = "native"
    events: Annotated[tuple[Topic, ...], Field(max_length=len(get_args(Topic)))] = ()
