"""How the audio of the parties of calls was, as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from switchboard.call.audio import AudioParty, AudioReport, AudioWay
from switchboard.call.record import AudioRow
from switchboard.store.db.database import Database
from switchboard.store.db.many import insert_new
from switchboard.store.db.tables import call, call_audio

_WRITTEN = (
    *("call", "seq", "ended_at", "side", "number", "extension", "trunk", "codec", "encrypted"),
    *("received", "received_loss_percent", "received_jitter_ms", "received_mos"),
    *("sent", "sent_loss_percent", "sent_jitter_ms", "sent_mos", "round_trip_ms"),
)


@dataclass(frozen=True, slots=True)
class KeptAudio:
    """A report, and when the stream that it is about had ended."""

    ended_at: datetime
    report: AudioReport


class AudioLog:
    """The reports of all calls."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: int, call_id: str) -> list[KeptAudio]:
        """Those of one call, in the order in which they became known; none of a call that there is not.
        Raises Unavailable.
        """
        query = select(call_audio).join(call, call.c.id == call_audio.c.call)
        query = query.where(call.c.tenant == tenant, call_audio.c.call == call_id).order_by(call_audio.c.seq)
        async with self._database.read() as connection:
            return [_kept(row) for row in await connection.execute(query)]


def write_audio(connection: Connection, rows: Sequence[AudioRow]) -> None:
    """Rows that are there already stay."""
    if rows:
        insert_new(connection, call_audio, _WRITTEN, [_values(row) for row in rows])


def _values(row: AudioRow) -> tuple[Any, ...]:
    """The values of `_WRITTEN`."""
    report = row.report
    party, received, sent = report.party, report.received, report.sent
    return (
        *(party.call, row.seq, row.at, party.side, party.number, party.extension, party.trunk),
        *(report.codec, report.encrypted),
        *(received.packets, received.loss_percent, received.jitter_ms, received.mos),
        *(sent.packets, sent.loss_percent, sent.jitter_ms, sent.mos, report.round_trip_ms),
    )


def _kept(row: Row[Any]) -> KeptAudio:
    party = AudioParty(row.call, row.side, row.number, row.extension, row.trunk)
    received = AudioWay(row.received, row.received_loss_percent, row.received_jitter_ms, row.received_mos)
    sent = AudioWay(row.sent, row.sent_loss_percent, row.sent_jitter_ms, row.sent_mos)
    return KeptAudio(row.ended_at, AudioReport(party, row.codec, row.encrypted, received, sent, row.round_trip_ms))
