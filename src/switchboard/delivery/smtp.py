"""Sending a mail by SMTP (RFC 5321), in threads: the client of the standard library blocks."""

import asyncio
import contextlib
import smtplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

from switchboard.config import MailSettings
from switchboard.delivery.sender import NotDelivered
from switchboard.printable import printable

AT_ONCE = 4
"""Connections to the server at once."""

Refused = Mapping[str, tuple[int, bytes]]
"""Recipients that the server did not take, with its status and words."""


class MailServer:
    """The server that the operator has named. It has `timeout_s` for a mail, however slowly it answers."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mail")

    async def send(self, mail: EmailMessage, to: Sequence[str]) -> Refused:
        """Returns when the server has taken the mail for at least one recipient. Raises NotDelivered."""
        conversation = _Conversation(self._settings)
        talking = self._threads.submit(conversation.hold, mail, to)
        try:
            async with asyncio.timeout(self._settings.timeout_s):
                return await asyncio.wrap_future(talking)
        except TimeoutError as error:
            raise NotDelivered("the mail server did not answer in time") from error
        except smtplib.SMTPException as error:
            raise _failure(error) from error
        except OSError as error:
            raise NotDelivered(f"the mail server cannot be reached ({type(error).__name__})") from error
        finally:
            conversation.break_off()


class _Conversation:
    """One connection, over which one mail goes."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._smtp: smtplib.SMTP | None = None

    def hold(self, mail: EmailMessage, to: Sequence[str]) -> Refused:
        """Blocks. Raises SMTPException, OSError."""
        settings = self._settings
        with self._connect() as self._smtp:
            if settings.tls == "starttls":
                self._smtp.starttls(context=self._context())
            if settings.user:
                self._smtp.login(settings.user, settings.password.get_secret_value())
            return self._smtp.send_message(mail, settings.sender, to)

    def break_off(self) -> None:
        """End it, whatever its thread waits for; nothing happens to one that is over."""
        sock = None if self._smtp is None else self._smtp.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _connect(self) -> smtplib.SMTP:
        host, port, timeout_s = self._settings.host, self._settings.port, self._settings.timeout_s
        if self._settings.tls == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=timeout_s, context=self._context())
        return smtplib.SMTP(host, port, timeout=timeout_s)

    def _context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._settings.ca_file or None)


def outcome_of(refused: Refused, recipients: int) -> str:
    """What became of a mail that the server has taken for some of its recipients, or for all, for the operator."""
    return f"sent to {recipients - len(refused)} of {recipients}; {words_of(refused)}" if refused else "sent"


def words_of(refused: Refused) -> str:
    """Why recipients were refused, for the operator."""
    return "; ".join(f"{one}: {_said(code, text)}" for one, (code, text) in sorted(refused.items()))


def _failure(error: smtplib.SMTPException) -> NotDelivered:
    """5xx about the recipients or the mail is final; about us, such as a wrong password, it can be put right."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return NotDelivered(
                words_of(error.recipients), final=all(code >= 500 for code, _ in error.recipients.values())
            )
        case smtplib.SMTPDataError():
            return NotDelivered(_said(error.smtp_code, error.smtp_error), final=error.smtp_code >= 500)
        case smtplib.SMTPResponseException():
            return NotDelivered(_said(error.smtp_code, error.smtp_error))
        case _:
            return NotDelivered(f"the mail server cannot be used ({printable(str(error))})")


def _said(code: int, text: bytes | str) -> str:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"status {code}, {printable(' '.join(said.split()))}"
