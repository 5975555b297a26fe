"""The mail that tells of a message. Pure.

Names and numbers of callers are whatever they sent. Nobody can add a header, a line or a recipient by them: they are
cut off, and have neither control characters nor encoded words (RFC 2047), which the library would decode and write as
they are, line ends included.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from switchboard.delivery.mail_words import WORDS
from switchboard.model.language import spoken_language
from switchboard.model.voicemail import MailFormat

LONGEST_NAME = 80
_ENCODED = "=?"
_SUBTYPES: dict[MailFormat, str] = {"wav": "x-wav", "mp3": "mpeg"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a mail tells of a message.

    `sound` is a file of that `form`; None where it is not attached, and `too_large` says why. `mailbox` is number and
    name of the owner, `deleted` whether the message goes with the mail.
    """

    language: str
    mailbox: str
    caller: str
    caller_name: str
    received_at: datetime
    zone: str
    duration_ms: int
    sound: bytes | None = None
    form: MailFormat = "wav"
    too_large: bool = False
    deleted: bool = False


def addresses(wanted: Sequence[str]) -> list[Address]:
    """The addresses that can stand in a header; domains in ASCII (RFC 5891)."""
    return [address for one in wanted if (address := _address(one)) is not None]


def mail(told: Told, sender: str, to: Sequence[Address], message_id: str, now: datetime) -> EmailMessage:
    """The mail, with a text and perhaps the sound. `message_id` is the same for each attempt."""
    words = WORDS[spoken_language(told.language)]
    number, name = one_line(told.caller), one_line(told.caller_name)
    caller = " ".join(filter(None, (number, f"({name})" if name else "")))
    mail = headed(f"{words.subject} {caller or words.unknown}", sender, to, message_id, now)
    received = told.received_at.astimezone(ZoneInfo(told.zone))
    lines = [
        f"{words.mailbox}: {one_line(told.mailbox)}",
        f"{words.caller}: {caller or words.unknown}",
        f"{words.received}: {received:%Y-%m-%d %H:%M} ({told.zone})",
        f"{words.length}: {told.duration_ms // 60_000}:{told.duration_ms // 1000 % 60:02}",
    ]
    if told.sound is not None or told.too_large:
        lines += ["", words.too_large if told.sound is None else words.attached]
        lines += [words.deleted] if told.deleted else []
    mail.set_content("\n".join(lines) + "\n")
    if told.sound is not None:
        name = f"message-{received:%Y%m%d-%H%M%S}.{told.form}"
        mail.add_attachment(told.sound, maintype="audio", subtype=_SUBTYPES[told.form], filename=name)
    return mail


def headed(subject: str, sender: str, to: Sequence[Address], message_id: str, now: datetime) -> EmailMessage:
    """A mail with its headers, and without content yet."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2]}>"
    # No answer by machines, such as that somebody is away (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    return mail


def _address(text: str) -> Address | None:
    user, _, domain = text.rpartition("@")
    if _ENCODED in text:
        return None
    try:
        ascii_domain = domain.encode("idna").decode()
        return Address(username=user, domain=ascii_domain)
    except (MessageError, ValueError, IndexError):
        return None


def one_line(text: str) -> str:
    """What somebody else has sent, as it can stand in a line of a mail."""
    cleaned = "".join(one if one.isprintable() else " " for one in text).replace(_ENCODED, "= ?")
    return " ".join(cleaned.split())[:LONGEST_NAME]
