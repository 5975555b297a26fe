"""Mails about messages, to a real SMTP server: what they say and carry, and what becomes of the message."""

import asyncio
import io
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import soundfile
from pydantic import ValidationError

from switchboard.call.events import EmergencyDialled
from switchboard.call.message import Message, MessageDraft
from switchboard.call.record import EventRow, OpenedRow
from switchboard.clock import SystemClock
from switchboard.config import MailSettings, OutboundSettings
from switchboard.delivery import mail as mails
from switchboard.delivery.alarm import AlarmChannel
from switchboard.delivery.mail import MailChannel
from switchboard.delivery.sender import Channel, Sender
from switchboard.model.directory import Extension
from switchboard.model.emergency import Emergency
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.office import Office
from switchboard.model.voicemail import MailFormat, Notify, Voicemail
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.outbox import Channel as ChannelName
from switchboard.store.calls.outbox import Delivery, Outbox
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository
from switchboard.store.mailboxes.blobs import Blobs, Content
from switchboard.store.mailboxes.messages import Messages
from tests.kit.mail_server import HOST, MailServer, mail_server
from tests.kit.processes import until

pytestmark = [pytest.mark.interop, pytest.mark.parametrize("backend", ["sqlite"])]

ANN = 85
RECEIVED = datetime(2026, 1, 2, 9, 15, 7, tzinfo=UTC)
QUICK = OutboundSettings(first_retry_s=0.01, attempts=3)
TO = "ann@example.com"


def wav(seconds: float, rate_hz: int = 8000) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((np.sin(np.arange(int(seconds * rate_hz)) / 3) * 9000).astype("<i2").tobytes())
    return made.getvalue()


SOUND = wav(1)


class Mailbox:
    """Ann's, which tells her by mail."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.messages = Messages(database)
        self.outbox = Outbox(database)
        self.repository = Repository(database, 1)

    async def opened(
        self,
        notify: Notify = "mail_with_audio",
        *,
        language: str = "",
        to: tuple[str, ...] = (),
        form: MailFormat | None = None,
    ) -> None:
        await self.repository.create(Office(timezone="Europe/Berlin", language="de"), author="test")
        voicemail = Voicemail(notify=notify, mail_to=to or None, language=language or None, mail_format=form)
        ann = Extension(name="Ann Öz", number="85", email=TO, voicemail=voicemail)
        await self.repository.create(ann, id=ANN, author="test")

    async def take(self, sound: bytes = SOUND, *, caller: str = "+4930777", name: str = "Kim", call: str = "c") -> None:
        draft = MessageDraft(
            tenant=1,
            owner=ANN,
            sound="/nowhere.wav",
            caller=caller,
            caller_name=name,
            called="85",
            call=call,
            received_at=RECEIVED,
            duration_ms=65_400,
        )
        await self.messages.put(draft, Content.of(sound), {ANN: None}, datetime.now(UTC), mailed=[ANN])

    async def sent(self, settings: MailSettings) -> Delivery:
        """The newest in the outbox, once nothing more is tried."""
        async with self._sending(settings):
            await until(self._nothing_waits)
        return (await self.outbox.page(1, limit=1))[0]

    async def message(self) -> Message:
        found = await self.messages.page(1, ANN, limit=9) + await self.messages.page(1, ANN, limit=9, state="deleted")
        return found[0]

    async def _nothing_waits(self) -> bool:
        return not await self.outbox.page(1, limit=1, state="waiting")

    @asynccontextmanager
    async def _sending(self, settings: MailSettings) -> AsyncIterator[None]:
        def repository(tenant: int) -> Repository:
            return Repository(self._database, tenant)

        mail = MailChannel(self._database, Blobs(self._database), repository, settings, SystemClock())
        channels: dict[ChannelName, Channel] = {
            "mail": mail,
            "alarm": AlarmChannel(repository, settings, SystemClock()),
        }
        task = asyncio.create_task(Sender(self._database, channels, SystemClock(), QUICK).run())
        yield
        task.cancel()
        await asyncio.wait([task])


@pytest.fixture
def mailbox(database: Database) -> Mailbox:
    return Mailbox(database)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[MailServer]:
    async with mail_server(tmp_path) as running:
        yield running


def at(server: MailServer, **more: object) -> MailSettings:
    return MailSettings.model_validate(
        {"host": HOST, "port": server.port, "tls": server.tls, "ca_file": server.ca_file, "sender": "pbx@example.org"}
        | more
    )


async def test_a_mail_tells_who_called_and_carries_the_sound(mailbox: Mailbox, server: MailServer) -> None:
    await mailbox.opened()
    await mailbox.take()
    found = await mailbox.sent(at(server))
    assert (found.state, found.outcome, found.channel, found.target) == ("sent", "sent", "mail", ANN)
    (taken,) = server.taken
    assert (taken.sender, taken.to) == ("pbx@example.org", (TO,))
    mail = taken.mail
    assert [mail[name] for name in ("From", "To", "Subject", "Auto-Submitted")] == [
        *("pbx@example.org", TO, "Neue Sprachnachricht von +4930777 (Kim)", "auto-generated")
    ]
    assert taken.text.splitlines() == [
        "Mailbox: 85 Ann Öz",
        "Anrufer: +4930777 (Kim)",
        "Empfangen: 2026-01-02 10:15 (Europe/Berlin)",
        "Länge: 1:05",
        "",
        "Die Nachricht ist angehängt.",
    ]
    assert taken.attachments == [("message-20260102-101507.wav", SOUND)]
    assert (await mailbox.message()).deleted_at is None


async def test_without_sound_in_the_language_of_the_mailbox_to_its_addresses(
    mailbox: Mailbox, server: MailServer
) -> None:
    to = ("one@example.com", "two@bücher.example")
    await mailbox.opened("mail", language="ja", to=to)
    await mailbox.take(caller="", name="")
    await mailbox.sent(at(server))
    (taken,) = server.taken
    assert taken.to == ("one@example.com", "two@xn--bcher-kva.example")
    assert taken.mail["Subject"] == "新しい音声メッセージ: 不明な番号"
    assert (len(taken.text.splitlines()), taken.attachments) == (4, [])


@pytest.mark.parametrize("tls", ["starttls", "tls"])
async def test_over_tls_with_a_password(mailbox: Mailbox, tmp_path: Path, tls: str) -> None:
    await mailbox.opened("mail")
    async with mail_server(tmp_path, "starttls" if tls == "starttls" else "tls") as server:
        await mailbox.take()
        found = await mailbox.sent(at(server, user="pbx", password="s3cret"))
        assert (found.state, found.outcome) == ("sent", "sent")
        assert (server.taken[0].login, server.taken[0].encrypted) == ("pbx:s3cret", True)


async def test_no_mail_goes_to_a_server_that_cannot_prove_itself_or_has_no_tls(
    mailbox: Mailbox, server: MailServer, tmp_path: Path
) -> None:
    await mailbox.opened("mail")
    await mailbox.take()
    plain = await mailbox.sent(at(server, tls="starttls"))
    assert (plain.state, plain.attempts) == ("failed", 3)
    assert "STARTTLS" in plain.outcome
    async with mail_server(tmp_path, "tls") as other:
        await mailbox.take(call="d")
        found = await mailbox.sent(at(other, ca_file=""))
        assert (found.state, other.taken) == ("failed", [])
        assert "SSLCertVerificationError" in found.outcome
    assert server.taken == []


async def test_a_message_is_deleted_only_when_its_mail_was_taken(mailbox: Mailbox, server: MailServer) -> None:
    await mailbox.opened("mail_then_delete")
    await mailbox.take()
    server.replies["DATA."] = ["451 later", "554 spam"]
    refused = await mailbox.sent(at(server))
    assert (refused.state, refused.attempts, refused.outcome) == ("failed", 2, "status 554, spam")
    assert (await mailbox.message()).deleted_at is None
    await mailbox.take(call="d")
    assert (await mailbox.sent(at(server))).state == "sent"
    assert server.taken[0].text.splitlines()[-1] == "Mit dieser Mail wird sie aus Ihrer Mailbox gelöscht."
    assert [one.call for one in await mailbox.messages.page(1, ANN, limit=9)] == ["c"]


async def test_a_mail_that_some_recipients_do_not_get_deletes_nothing(mailbox: Mailbox, server: MailServer) -> None:
    await mailbox.opened("mail_then_delete", to=("a@example.com", "b@example.com"))
    await mailbox.take()
    server.replies["RCPT"] = ["250 OK", "550 5.1.1 who?"]
    found = await mailbox.sent(at(server))
    assert (found.state, found.outcome) == ("sent", "sent to 1 of 2; b@example.com: status 550, 5.1.1 who?")
    assert (await mailbox.message()).deleted_at is None


@pytest.mark.parametrize(
    ("command", "reply", "attempts"),
    [("RCPT", "550 no such user", 1), ("RCPT", "450 full", 3), ("MAIL", "550 not you", 3), ("HELLO", "554 no", 3)],
)
async def test_what_is_final_and_what_is_tried_again(
    mailbox: Mailbox, server: MailServer, command: str, reply: str, attempts: int
) -> None:
    await mailbox.opened("mail")
    await mailbox.take()
    server.replies[command] = [reply] * 3
    found = await mailbox.sent(at(server))
    assert (found.state, found.attempts) == ("failed", attempts)
    assert f"status {reply[:3]}, {reply[4:]}" in found.outcome


async def test_a_server_that_hangs_or_is_away_holds_nothing_up_for_long(mailbox: Mailbox, server: MailServer) -> None:
    await mailbox.opened("mail")
    await mailbox.take()
    server.replies["MAIL"] = [""]
    assert (await mailbox.sent(at(server, timeout_s=0.3))).state == "sent"
    await mailbox.take(call="d")
    away = await mailbox.sent(MailSettings(host=HOST, port=1, tls="none", sender="pbx@example.org"))
    assert (away.state, away.outcome) == ("failed", "the mail server cannot be reached (ConnectionRefusedError)")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kim\r\nBcc: all@example.com", "Kim Bcc: all@example.com"),
        ("Kim\n\n.\r\nMAIL FROM:<x@y>", "Kim . MAIL FROM:<x@y>"),
        ("\u2028\u202ekim\x85\x1b[2J", "kim [2J"),
        ("=?utf-8?q?=0D=0ABcc=3A_all=40example.com?=", "= ?utf-8?q?=0D=0ABcc=3A_all=40example.com?="),
        ("é =?utf-8?b?DQpCY2M6IHg=?=", "é = ?utf-8?b?DQpCY2M6IHg= ?="),
    ],
)
async def test_a_caller_s_name_is_one_line_and_nothing_else(
    mailbox: Mailbox, server: MailServer, name: str, shown: str
) -> None:
    await mailbox.opened("mail", language="en-US")
    await mailbox.take(name=name, caller="1\r\nCc: x@y")
    await mailbox.sent(at(server))
    (taken,) = server.taken
    assert (taken.to, taken.mail["To"]) == ((TO,), TO)
    headers = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"}
    assert set(taken.mail.keys()) == headers | {"Content-Type", "Content-Transfer-Encoding"}
    assert taken.mail["Subject"] == f"New voice message from 1 Cc: x@y ({shown})"
    assert taken.text.splitlines()[1] == f"Caller: 1 Cc: x@y ({shown})"
    assert len(taken.text.splitlines()) == 4


async def test_a_long_message_is_attached_smaller_and_a_very_long_one_not(
    mailbox: Mailbox, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mails, "LARGEST_AS_IT_IS", len(SOUND) - 1)
    monkeypatch.setattr(mails, "LARGEST", len(SOUND))
    await mailbox.opened("mail_then_delete", language="en-US")
    await mailbox.take()
    await mailbox.sent(at(server))
    ((_, small),) = server.taken[0].attachments
    info = soundfile.info(io.BytesIO(small))
    assert (info.subtype, info.samplerate, info.frames) == ("ULAW", 8000, 8000)
    assert len(small) < 0.51 * len(SOUND)
    heard, _ = soundfile.read(io.BytesIO(small), dtype="int16")
    spoken, _ = soundfile.read(io.BytesIO(SOUND), dtype="int16")
    assert np.corrcoef(heard, spoken)[0, 1] > 0.999
    await mailbox.take(wav(1.1), call="d")
    await mailbox.sent(at(server))
    assert server.taken[1].attachments == []
    assert server.taken[1].text.splitlines()[-1].startswith("The message is too large to be attached.")
    # Whose sound nobody has got is not deleted.
    assert [one.call for one in await mailbox.messages.page(1, ANN, limit=9)] == ["d"]


async def test_the_sound_as_an_mp3_file(mailbox: Mailbox, server: MailServer) -> None:
    await mailbox.opened(form="mp3")
    await mailbox.take(wav(20))
    await mailbox.sent(at(server))
    ((name, attached),) = server.taken[0].attachments
    assert name.endswith(".mp3")
    info = soundfile.info(io.BytesIO(attached))
    assert (info.format, info.samplerate, round(info.duration)) == ("MP3", 8000, 20)
    assert len(attached) == pytest.approx(20 * 3000, rel=0.05)


async def test_what_cannot_be_sent_is_shown(mailbox: Mailbox, server: MailServer) -> None:
    await mailbox.opened("mail")
    await mailbox.take()
    assert (await mailbox.sent(MailSettings())).outcome == "no mail server is configured"
    await mailbox.take(call="d")
    await mailbox.messages.delete((await mailbox.messages.page(1, ANN, limit=9))[1], datetime.now(UTC))
    assert (await mailbox.sent(at(server))).outcome == "the message is deleted"
    ann = await mailbox.repository.get(Extension, ANN)
    silent = ann.document.model_copy(update={"email": "", "voicemail": Voicemail(notify="mail")})
    await mailbox.repository.update(ann.id, silent, expected_revision=1, author="test")
    await mailbox.take(call="e")
    assert (await mailbox.sent(at(server))).outcome == "the mailbox has no address for mail"
    quiet = silent.model_copy(update={"voicemail": Voicemail()})
    await mailbox.repository.update(ann.id, quiet, expected_revision=2, author="test")
    await mailbox.take(call="f")
    last = await mailbox.sent(at(server))
    assert (last.state, last.attempts) == ("failed", 1)
    assert last.outcome == "the mailbox does not tell of messages by mail any more"
    assert server.taken == []


async def test_no_address_can_hold_a_header(mailbox: Mailbox, server: MailServer) -> None:
    wrong = ("=?utf-8?q?a=0D=0ABcc:x?=@example.com", "a@.", "ok@example.com")
    await mailbox.opened("mail", to=wrong)
    await mailbox.take()
    await mailbox.sent(at(server))
    assert (server.taken[0].to, server.taken[0].mail["Bcc"]) == (("ok@example.com",), None)


async def test_a_group_is_told_at_its_own_addresses(mailbox: Mailbox, server: MailServer) -> None:
    desk = GroupVoicemail(name="Desk", number="70", voicemail=Voicemail(notify="mail", mail_to=("desk@example.com",)))
    await mailbox.repository.create(desk, id=ANN, author="test")
    await mailbox.take()
    await mailbox.sent(at(server))
    assert server.taken[0].to == ("desk@example.com",)


@pytest.mark.parametrize(
    "wrong",
    [{"host": "mx"}, {"host": "mx", "sender": "a b@c"}, {"host": "mx", "sender": "a@b", "tls": "none", "user": "u"}],
)
def test_settings_that_cannot_work_are_refused(wrong: dict[str, str], backend: str) -> None:
    with pytest.raises(ValidationError):
        MailSettings.model_validate(wrong)


async def dial_emergency(database: Database) -> datetime:
    """Ann calls 112; returns when. Now, for what was settled long ago is forgotten."""
    now = datetime.now(UTC)
    dialled = EmergencyDialled(at=now, number="112", caller="85", extension=ANN, by_mail=True)
    await CallLog(database, "").write([OpenedRow("c", 1, now, "85", "", "112", ANN), EventRow.of("c", 0, dialled)])
    return now


async def test_an_emergency_call_is_told_to_the_addresses_of_the_office(
    database: Database, mailbox: Mailbox, server: MailServer
) -> None:
    office = Office(
        timezone="Europe/Berlin", language="de", emergency=Emergency(mail_to=("a@b.example", "c@d.example"))
    )
    await mailbox.repository.create(office, author="test")
    when = (await dial_emergency(database)).astimezone(ZoneInfo("Europe/Berlin"))
    found = await mailbox.sent(at(server))
    assert (found.state, found.outcome, found.channel) == ("sent", "sent", "alarm")
    (taken,) = server.taken
    assert taken.to == ("a@b.example", "c@d.example")
    assert (taken.mail["Subject"], taken.mail["Importance"]) == ("Notruf von Durchwahl 85", "high")
    assert taken.text.splitlines() == [
        "Anrufer: 85",
        "Gewählte Nummer: 112",
        f"Empfangen: {when:%Y-%m-%d %H:%M:%S} (Europe/Berlin)",
    ]


async def test_nobody_is_told_of_an_emergency_call_who_is_not_named_any_more(
    database: Database, mailbox: Mailbox, server: MailServer
) -> None:
    await dial_emergency(database)
    found = await mailbox.sent(at(server))
    assert (found.state, found.outcome) == ("failed", "nobody is to be told by mail any more")
