"""A switch in the way of a call that time turns."""

from typing import ClassVar

from switchboard.model.base import Document
from switchboard.model.destination import PlainDestination
from switchboard.model.schedule import Schedule


class TimeCondition(Document):
    """Where calls go on holidays, in the hours of `when`, and outside them; null where nothing is said: hang up."""

    kind: ClassVar[str] = "time_condition"
    when: Schedule = Schedule()
    holiday: PlainDestination | None = None
    open: PlainDestination | None = None
    closed: PlainDestination | None = None
