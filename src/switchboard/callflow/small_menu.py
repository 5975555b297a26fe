"""Small menus: one prompt, one key or number. They are where a dialogue of the product itself, not a tenant's menu,
asks.
"""

from collections.abc import Collection

from switchboard.callflow.digits import MAX_ENTRY
from switchboard.callflow.session import Session
from switchboard.model.prompt import Announcement, AnnouncementName

PATIENCE_S = 5.0
NEXT_DIGIT_S = 3.0
ROUNDS = 3


async def choose(session: Session, prompt: AnnouncementName, keys: Collection[str]) -> str:
    """The key of `keys` that the caller presses, else `#`: also for one who presses nothing that has a meaning here.

    The prompt is heard three times at most, each time after silence or a key without a meaning.
    """
    for _ in range(ROUNDS):
        await session.play(Announcement(name=prompt), stop_on_key=True)
        key = await session.key(PATIENCE_S)
        if key is not None and (key.digit in keys or key.digit == "#"):
            return key.digit
        if key is not None:
            await session.say("invalid")
    return "#"


async def enter_number(session: Session, prompt: AnnouncementName | None = None) -> str:
    """The digits that the caller enters, up to `#` or silence; "" for none, and for who presses `*`."""
    if prompt is not None:
        await session.play(Announcement(name=prompt), stop_on_key=True)
    number, patience_s = "", PATIENCE_S
    while len(number) < MAX_ENTRY and (key := await session.key(patience_s)) is not None:
        if key.digit == "*":
            return ""
        if key.digit == "#":
            break
        number, patience_s = number + key.digit, NEXT_DIGIT_S
    return number
