"""Mail: who owns a mailbox is told of a new message, with its sound where that is wanted."""

import asyncio
import io
from collections.abc import Callable
from typing import Final

from switchboard import errors
from switchboard.call.message import Message
from switchboard.clock import Clock
from switchboard.config import MailSettings
from switchboard.delivery.mail_text import Told, addresses, mail
from switchboard.delivery.sender import NotDelivered
from switchboard.delivery.smtp import MailServer, outcome_of
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.mailbox import Mailbox, mailbox_of
from switchboard.model.office import OFFICE, Office
from switchboard.model.stored import Stored
from switchboard.model.voicemail import MailFormat
from switchboard.store.calls.notices import MailNotice
from switchboard.store.calls.outbox import Delivery
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.mailboxes.messages import Messages

MIB: Final = 1024 * 1024
LARGEST_AS_IT_IS: Final = 5 * MIB
LARGEST: Final = 10 * MIB
"""A larger WAV file is not attached. As µ-law it has half the size, so no mail is larger than most servers take."""


class MailChannel:
    """Delivers messages of the outbox to owners of mailboxes. Without a server none is sent, as the outbox shows."""

    def __init__(
        self,
        database: Database,
        blobs: Blobs,
        repository: Callable[[int], Repository],
        settings: MailSettings,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._messages = Messages(database)
        self._blobs = blobs
        self._settings = settings
        self._server = MailServer(settings)
        self._clock = clock

    async def deliver(self, delivery: Delivery) -> str:
        """Send the message as it is now to the addresses of now. Raises NotDelivered, Unavailable."""
        if not self._settings.host:
            raise NotDelivered("no mail server is configured", final=True)
        mailbox, office = await self._mailbox(delivery)
        to = addresses(mailbox.options.mail_to)
        if not to:
            raise NotDelivered("the mailbox has no address for mail", final=True)
        message = await self._message(delivery)
        now, sender = self._clock.now(), self._settings.sender
        told = await self._told(mailbox, office.timezone, message)
        made = await asyncio.to_thread(mail, told, sender, to, f"voicemail-{delivery.id}-{message.id}", now)
        refused = await self._server.send(made, [address.addr_spec for address in to])
        if told.deleted and not refused:
            await self._messages.delete(message, self._clock.now())
        return outcome_of(refused, len(to))

    async def _mailbox(self, delivery: Delivery) -> tuple[Mailbox, Office]:
        """The mailbox and the office as they are now."""
        repository, owner = self._repository(delivery.tenant), [delivery.target]
        found: list[Stored[Document]] = [
            *await repository.many(Extension, owner),
            *await repository.many(GroupVoicemail, owner),
            *await repository.by_names(Office, [OFFICE]),
        ]
        configuration = Configuration.of(found)
        mailbox = mailbox_of(configuration, delivery.target)
        if mailbox is None or mailbox.options.notify == "none":
            raise NotDelivered("the mailbox does not tell of messages by mail any more", final=True)
        return mailbox, configuration.office

    async def _message(self, delivery: Delivery) -> Message:
        id = MailNotice.model_validate(delivery.message).message
        try:
            message = await self._messages.get(delivery.tenant, delivery.target, id)
        except errors.NotFound as error:
            raise NotDelivered("the message is gone", final=True) from error
        if message.deleted_at is not None:
            raise NotDelivered("the message is deleted", final=True)
        return message

    async def _told(self, mailbox: Mailbox, zone: str, message: Message) -> Told:
        wanted = mailbox.options.notify != "mail"
        form = mailbox.options.mail_format
        sound = await self._attachment(message.sound, form) if wanted else None
        return Told(
            language=mailbox.options.language,
            mailbox=f"{mailbox.number} {mailbox.name}",
            caller=message.caller,
            caller_name=message.caller_name,
            received_at=message.received_at,
            zone=zone,
            duration_ms=message.duration_ms,
            sound=sound,
            form=form,
            too_large=wanted and sound is None,
            deleted=sound is not None and mailbox.options.notify == "mail_then_delete",
        )

    async def _attachment(self, digest: str, form: MailFormat) -> bytes | None:
        """The sound of a message as a file; None where it is too large for mail. Raises NotDelivered."""
        try:
            if form == "wav" and await self._blobs.size(digest) > LARGEST:
                return None
            sound = await self._blobs.read(digest)
        except errors.NotFound as error:
            raise NotDelivered("the sound is gone", final=True) from error
        if form == "mp3":
            sound = await asyncio.to_thread(as_mp3, sound)
            return sound if len(sound) <= LARGEST_AS_IT_IS else None
        return sound if len(sound) <= LARGEST_AS_IT_IS else await asyncio.to_thread(as_ulaw, sound)


def as_mp3(sound: bytes) -> bytes:
    """The WAV file as an MP3 file."""
    import soundfile  # most api processes never need it

    samples, rate_hz = soundfile.read(io.BytesIO(sound), dtype="int16")
    made = io.BytesIO()
    # A constant rate, which all players know: 24 kbit/s at 8 kHz and 48 at 16.
    soundfile.write(made, samples, rate_hz, format="MP3", bitrate_mode="CONSTANT", compression_level=0.75)
    return made.getvalue()


def as_ulaw(sound: bytes) -> bytes:
    """A WAV file of half the size, with samples of µ-law."""
    import soundfile  # most api processes never need it

    samples, rate_hz = soundfile.read(io.BytesIO(sound), dtype="int16")
    made = io.BytesIO()
    soundfile.write(made, samples, rate_hz, subtype="ULAW", format="WAV")
    return made.getvalue()
