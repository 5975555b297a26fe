"""The proof that a calls process lives: its row in the table `node`, and how long ago it last wrote that."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.engine import Connection

from switchboard.clock import Clock
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import node

BEAT_S = 2.0
ALIVE_FOR = timedelta(seconds=10)
"""So long a process counts as alive after its last proof."""

LATE_S = 5.0
TRUSTED_AFTER_S = 12.0
"""Whoever has proved without a gap for so long that he lives may say that others do not: after an outage of the
database all seem to be dead."""


def database_now(connection: Connection, clock: Clock) -> datetime:
    """The same time on all machines: not when the transaction began, but now."""
    if connection.dialect.name == "sqlite":
        return clock.now()
    now: datetime = (connection.execute(text("SELECT clock_timestamp()"))).scalar_one()
    return now.astimezone(UTC)


class Heartbeat:
    """That of this process. `name` is its machine's, "" for whoever serves no calls and so never needs to live;
    `machine` tells two machines of one name apart, and `version` is that of the program.
    """

    def __init__(self, clock: Clock, name: str = "", machine: str = "", version: str = "") -> None:
        self.incarnation = uuid4().hex
        self.name = name
        self.machine = machine
        self._version = version
        self._clock = clock
        self._started_at = clock.now()
        self._has_beaten = False
        self._beat_at_s = self._since_s = 0.0

    @property
    def is_fresh(self) -> bool:
        """Whether the last proof is so young that another one would tell nobody anything."""
        return self._has_beaten and self._clock.monotonic_s() - self._beat_at_s < BEAT_S / 2

    @property
    def is_trusted(self) -> bool:
        """Whether this process surely lives, and so may say that others do not."""
        now_s = self._clock.monotonic_s()
        return self._has_beaten and now_s - self._beat_at_s <= LATE_S and now_s - self._since_s >= TRUSTED_AFTER_S

    def beat(self, connection: Connection, now: datetime) -> None:
        """Prove it; `now` is that of the database."""
        now_s = self._clock.monotonic_s()
        until = {"alive_until": now + ALIVE_FOR}
        who = {"incarnation": self.incarnation, "name": self.name, "machine": self.machine}
        row = who | until | {"started_at": self._started_at, "version": self._version}
        mine = insert_into(connection, node).values(row)
        connection.execute(mine.on_conflict_do_update(index_elements=["incarnation"], set_=until))
        if not self._has_beaten or now_s - self._beat_at_s > LATE_S:
            self._since_s = now_s
        self._has_beaten, self._beat_at_s = True, now_s
