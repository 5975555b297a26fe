"""Mail that tells the people of an office that somebody has called the emergency services."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from switchboard.clock import Clock
from switchboard.config import MailSettings
from switchboard.delivery.mail_text import addresses, headed, one_line
from switchboard.delivery.mail_words import ALARM, WORDS
from switchboard.delivery.sender import NotDelivered
from switchboard.delivery.smtp import MailServer, outcome_of
from switchboard.model.language import spoken_language
from switchboard.model.office import OFFICE, Office
from switchboard.store.calls.notices import AlarmNotice
from switchboard.store.calls.outbox import Delivery
from switchboard.store.documents.repository import Repository


class AlarmChannel:
    """Delivers to the addresses that the office has now."""

    def __init__(self, repository: Callable[[int], Repository], settings: MailSettings, clock: Clock) -> None:
        self._repository = repository
        self._settings = settings
        self._server = MailServer(settings)
        self._clock = clock

    async def deliver(self, delivery: Delivery) -> str:
        """Raises NotDelivered, Unavailable."""
        if not self._settings.host:
            raise NotDelivered("no mail server is configured", final=True)
        found = await self._repository(delivery.tenant).by_names(Office, [OFFICE])
        office = found[0].document if found else Office()
        to = addresses(office.emergency.mail_to)
        if not to:
            raise NotDelivered("nobody is to be told by mail any more", final=True)
        notice = AlarmNotice.model_validate(delivery.message)
        id = f"emergency-{delivery.id}"
        made = await asyncio.to_thread(alarm_mail, notice, office, self._settings.sender, to, id, self._clock.now())
        refused = await self._server.send(made, [address.addr_spec for address in to])
        return outcome_of(refused, len(to))


def alarm_mail(
    notice: AlarmNotice, office: Office, sender: str, to: Sequence[Address], message_id: str, now: datetime
) -> EmailMessage:
    """The mail, in the language of the office. `message_id` is the same for each attempt."""
    language = spoken_language(office.language)
    words, alarm = WORDS[language], ALARM[language]
    mail = headed(f"{alarm.subject} {one_line(notice.caller)}", sender, to, message_id, now)
    mail["Importance"] = "high"
    dialled = notice.at.astimezone(ZoneInfo(office.timezone))
    lines = (
        f"{words.caller}: {one_line(notice.caller)}",
        f"{alarm.number}: {notice.number}",
        f"{words.received}: {dialled:%Y-%m-%d %H:%M:%S} ({office.timezone})",
    )
    mail.set_content("\n".join(lines) + "\n")
    return mail
