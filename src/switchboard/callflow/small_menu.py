"""Small menus: one prompt, one key. They are where a dialogue of the product itself, not a tenant's menu, asks."""

from collections.abc import Collection

from switchboard.callflow.session import Session
from switchboard.model.prompt import Announcement, AnnouncementName

PATIENCE_S = 5.0
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
