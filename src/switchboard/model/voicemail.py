"""How messages are taken for an extension or a group: the options, and whose of them count."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from switchboard.model.base import Frozen, LanguageTag
from switchboard.model.destination import PlainDestination
from switchboard.model.prompt import PromptRef
from switchboard.model.refused import refused

Unanswered = Literal["busy", "no_answer", "unreachable", "dnd"]
"""Why somebody who was called does not talk."""

EmailAddress = Annotated[str, Field(max_length=254, pattern=r"^[^@\s\x00-\x1f\x7f-\x9f]+@[^@\s\x00-\x1f\x7f-\x9f]+$")]

SHORTEST_LIMIT_S = 30


def _none_or_long_enough(limit_s: int) -> int:
    if 0 < limit_s < SHORTEST_LIMIT_S:
        raise refused("zero-or-min", "must be 0 or at least {min}", min=SHORTEST_LIMIT_S)
    return limit_s


Takes = Annotated[tuple[Unanswered, ...], Field(max_length=4)]
MaxMessage = Annotated[int, Field(ge=0, le=1800), AfterValidator(_none_or_long_enough)]
MinMessage = Annotated[int, Field(ge=0, le=10)]
MaxSilence = Annotated[int, Field(ge=0, le=60)]
MaxMessages = Annotated[int, Field(ge=1, le=5000)]
WhenFull = Literal["refuse", "drop_oldest_heard"]
KeepDays = Annotated[int, Field(ge=0, le=3650)]
Envelope = Literal["none", "12h", "24h"]
Notify = Literal["none", "mail", "mail_with_audio", "mail_then_delete"]
MailFormat = Literal["wav", "mp3"]
MailTo = Annotated[tuple[EmailAddress, ...], Field(max_length=15)]


class Greetings(Frozen):
    """What callers hear first. While `temporary` is set it is played whatever the reason; null: none of one's own."""

    general: PromptRef | None = None
    busy: PromptRef | None = None
    no_answer: PromptRef | None = None
    unreachable: PromptRef | None = None
    dnd: PromptRef | None = None
    temporary: PromptRef | None = None

    def chosen(self, reason: Unanswered | None) -> PromptRef | None:
        """The greeting for who comes because of `reason`, or straight away (None); None where there is none."""
        own: PromptRef | None = None if reason is None else getattr(self, reason)
        return self.temporary or own or self.general


class VoicemailOptions(Frozen):
    """How messages are taken. In the office these are the defaults of all mailboxes.

    An unanswered caller goes to the voicemail for the reasons in `takes`; somebody can be sent there for any. Without
    `instructions` an own greeting is not followed by the words that explain the tone. A message ends after
    `max_message_s` (0: callers hear the greeting only) or `max_silence_s` (0: silence never ends it), and is kept if
    `min_message_s` of it were speech. A full mailbox refuses callers, or makes room by its oldest heard message.
    Messages are deleted after `keep_days` (0: never). With `review` callers may listen to their message before they
    leave it; the key 0 leads to `operator`. The owner is asked for a PIN, if one is set and it is required; before each
    message its `envelope` is read, with hours of 12 or 24. A new message is announced by mail to `mail_to`; empty: to
    the address of the extension. What is attached has the form `mail_format`. With `star_logs_in` the key * in the
    greeting leads to the PIN.
    """

    enabled: bool = True
    takes: Takes = ()
    greetings: Greetings = Greetings()
    language: LanguageTag = ""
    instructions: bool = True
    max_message_s: MaxMessage = 600
    min_message_s: MinMessage = 2
    max_silence_s: MaxSilence = 10
    max_messages: MaxMessages = 100
    when_full: WhenFull = "refuse"
    keep_days: KeepDays = 0
    review: bool = False
    operator: PlainDestination | None = None
    pin_required: bool = True
    envelope: Envelope = "24h"
    notify: Notify = "none"
    mail_to: MailTo = ()
    mail_format: MailFormat = "wav"
    star_logs_in: bool = False


class Voicemail(Frozen):
    """The options of one mailbox; null: the office's."""

    enabled: bool | None = None
    takes: Takes | None = None
    greetings: Greetings | None = None
    language: LanguageTag | None = None
    instructions: bool | None = None
    max_message_s: MaxMessage | None = None
    min_message_s: MinMessage | None = None
    max_silence_s: MaxSilence | None = None
    max_messages: MaxMessages | None = None
    when_full: WhenFull | None = None
    keep_days: KeepDays | None = None
    review: bool | None = None
    operator: PlainDestination | None = None
    pin_required: bool | None = None
    envelope: Envelope | None = None
    notify: Notify | None = None
    mail_to: MailTo | None = None
    mail_format: MailFormat | None = None
    star_logs_in: bool | None = None

    def over(self, defaults: VoicemailOptions) -> VoicemailOptions:
        """The options that count: these where they say something, else `defaults`."""
        return defaults.model_copy(update={name: value for name, value in self if value is not None})


VOICEMAIL_PIN = "voicemail_pin"
"""Under which the PIN of a mailbox is kept, outside the document."""
