"""An office that is closed for a while, whatever its hours say."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Annotated

from pydantic import StringConstraints

from switchboard.model.base import Frozen, Instant
from switchboard.model.destination import PlainDestination
from switchboard.model.prompt import PromptRef

_TIME = re.compile(r"([01][0-9]|2[0-3])[0-5][0-9]")


class Closure(Frozen):
    """Until `until` callers from outside hear `prompt` (null: the words of the product) and go to `to` (null: their
    call ends). `by` is who has closed the office, for people. It ends by itself: nobody has to open the office again.
    """

    until: Instant
    prompt: PromptRef | None = None
    to: PlainDestination | None = None
    by: Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")] = ""

    def holds(self, instant: datetime) -> bool:
        """Whether the office is still closed at `instant` (aware)."""
        return instant < self.until


def next_time(digits: str, now: datetime, zone: tzinfo) -> datetime | None:
    """When the clocks of `zone` show the time HHMM next, today or tomorrow; None for what is no time."""
    if not _TIME.fullmatch(digits):
        return None
    local = now.astimezone(zone)
    today = local.replace(hour=int(digits[:2]), minute=int(digits[2:]), second=0, microsecond=0)
    # Both are on the same clock: Python compares what it shows.
    until = today if today > local else today + timedelta(days=1)
    return until.astimezone(UTC)
