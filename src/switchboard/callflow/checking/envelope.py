"""What is said before a message: from which number it comes, and when it was left."""

from zoneinfo import ZoneInfo

from switchboard.call.message import Message
from switchboard.callflow.session import Session
from switchboard.model.language import spoken_language
from switchboard.model.prompt import Announcement
from switchboard.model.spoken import spoken_digits, spoken_time
from switchboard.model.voicemail import Envelope


async def say_envelope(session: Session, message: Message, envelope: Envelope) -> None:
    """Say it, until a key begins. The time is that of the office."""
    if envelope == "none" or session.key_waits():
        return
    await session.play(Announcement(name="vm-from" if message.caller else "vm-no-caller"), stop_on_key=True)
    zone, language = ZoneInfo(session.configuration.office.timezone), spoken_language(session.language)
    when = spoken_time(message.received_at, session.time_of_day(), zone, language, envelope)
    await session.speak((*spoken_digits(message.caller), *when), stop_on_key=True)
