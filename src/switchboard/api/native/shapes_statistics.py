"""What the native API shows of statistics."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from switchboard.call.outcome import Outcome
from switchboard.call.queue import LeaveReason

Interval = Literal["hour", "day"]


class _Report(BaseModel):
    """The period in whole quarters of an hour, by the clock of `timezone`, which is the office's.

    `behind` events of calls are written, and not counted yet: 0 but for moments, and after an update.
    """

    since: datetime
    until: datetime
    timezone: str
    behind: int


class Moment(BaseModel):
    """What happened in an hour or a day that begins at `at`."""

    at: datetime


class CallMoment(Moment):
    """Calls that came in then, and what became of them."""

    calls: int = 0
    outcomes: Mapping[Outcome, int] = {}


class WeekHour(BaseModel):
    """Calls that came in in this hour (0 to 23) of a weekday (1 is Monday), of all weeks of the period."""

    weekday: int
    hour: int
    calls: int
    answered: int


class CallStatistics(_Report):
    """The calls that came in, and those that clients have `placed`, without those of the test phone.

    Waits are those until somebody answered, in seconds; `patience_s` is how long callers stayed who gave up.
    """

    calls: int
    outside: int
    inside: int
    placed: int
    outcomes: Mapping[Outcome, int]
    talks: int
    talk_s: float
    wait_mean_s: float | None
    wait_longest_s: float | None
    patience_mean_s: float | None
    patience_longest_s: float | None
    moments: Sequence[CallMoment]
    week: Sequence[WeekHour]


class HourCount(BaseModel):
    """Calls that came in in an hour of the day (0 to 23), and usually do; null: nobody knows yet."""

    hour: int
    calls: int
    usual: float | None


class UsualDay(BaseModel):
    """What had come by this time on the same weekday, on the average of as many `days` of the last four weeks."""

    days: int
    calls: float
    lost: float


class KeyPressed(BaseModel):
    """How often a key was pressed in a menu."""

    ivr: int
    number: str
    name: str
    keys: str
    times: int


class TodayStatistics(_Report):
    """The calls of today, and what is usual; `usual` is null as long as there was no such day with calls. `lost` are
    those in which nobody was reached: abandoned and missed ones. `keys` were pressed most.
    """

    calls: int
    lost: int
    outcomes: Mapping[Outcome, int]
    usual: UsualDay | None
    hours: Sequence[HourCount]
    keys: Sequence[KeyPressed]


class MenuShown(BaseModel):
    """What callers did in a menu.

    `entries` are visits, `calls` how many calls were in it. Of all entries `chosen` are those that meant something,
    `wrong` those that did not, and `silence` the times when nothing was pressed. `gave_up`: they hung up in the menu,
    after `patience_mean_s` seconds there.
    """

    ivr: int
    number: str
    name: str
    entries: int
    calls: int
    chosen: int
    wrong: int
    silence: int
    gave_up: int
    patience_mean_s: float | None
    stay_mean_s: float | None
    stay_longest_s: float | None


class KeyCount(BaseModel):
    """How often a key, or the keys of an option, was pressed; "" stands for a longer entry."""

    keys: str
    times: int


class WayCount(BaseModel):
    """How often something other than an option was dialled in a menu, by what it was."""

    by: str
    times: int


class PlaceCount(BaseModel):
    """How often callers went on to a destination; `id`, `number` and `name` where it has them."""

    kind: str
    id: int | None
    number: str
    name: str
    times: int


class MenuMoment(Moment):
    entries: int = 0
    chosen: int = 0
    wrong: int = 0
    silence: int = 0
    gave_up: int = 0


class MenuStatistics(_Report):
    """One menu: the keys that were pressed, and where callers went."""

    menu: MenuShown
    keys: Sequence[KeyCount]
    wrong_keys: Sequence[KeyCount]
    dialled: Sequence[WayCount]
    went: Sequence[PlaceCount]
    moments: Sequence[MenuMoment]


class MenuRow(MenuShown):
    """A menu among others, with the keys of its options that were pressed."""

    keys: Sequence[KeyCount]


class MenusStatistics(_Report):
    """All menus, by number."""

    menus: Sequence[MenuRow]


class ExtensionShown(BaseModel):
    """An extension: calls that it made, that rang there, and those that were answered there; and all its talks."""

    extension: int
    number: str
    name: str
    made: int
    rang: int
    answered: int
    talks: int
    talk_s: float
    longest_talk_s: float


class ExtensionsStatistics(_Report):
    """The extensions at which anything happened, by number."""

    extensions: Sequence[ExtensionShown]


class TrunkShown(BaseModel):
    """A trunk: calls that came in through it, that went out and those of them that were answered, all its talks, and
    how often it was passed over because it was full, or down."""

    trunk: int
    name: str
    incoming: int
    outgoing: int
    answered: int
    talks: int
    talk_s: float
    skipped_full: int
    skipped_down: int


class TrunksStatistics(_Report):
    """All trunks, by name."""

    trunks: Sequence[TrunkShown]


class QueueShown(BaseModel):
    """A queue: its callers by how they left it, and how long those waited who were answered or gave up."""

    queue: int
    number: str
    name: str
    callers: int
    left: Mapping[LeaveReason, int]
    wait_mean_s: float | None
    wait_longest_s: float | None
    patience_mean_s: float | None
    patience_longest_s: float | None


class QueuesStatistics(_Report):
    """All queues, by number."""

    queues: Sequence[QueueShown]
