"""Records of calls, and what is to be sent because of them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from switchboard.store.db.tables.columns import ForeignText, Id, UtcDateTime, metadata, of_tenant

_OPEN = text("state = 'open'")
_KEPT_HERE = text("place IS NULL")


def _figures(way: str) -> list[Column[float]]:
    """What is known of one direction."""
    return [Column(f"{way}_{name}", Float, nullable=True) for name in ("loss_percent", "jitter_ms", "mos")]


call = Table(
    "call",
    metadata,
    Column("position", Id, primary_key=True),
    Column("id", ForeignText, nullable=False, unique=True),
    of_tenant(),
    Column("node", Text, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime, nullable=True),
    Column("ended_at", UtcDateTime, nullable=True),
    Column("caller", ForeignText, nullable=False),
    Column("caller_name", ForeignText, nullable=False),
    Column("dialled", ForeignText, nullable=False),
    Column("extension", Id, nullable=True, comment="id of the calling extension; outlives it"),
    Column("trunk", Id, nullable=True, comment="id of the trunk that the call came through; outlives it"),
    Column("state", String(16), nullable=False),
    Column("cause", ForeignText, nullable=False),
    Column("ended_by", ForeignText, nullable=False),
    Column("dtmf_methods", ForeignText, nullable=False, comment="those seen, separated by commas"),
    Column("recording", ForeignText, nullable=False),
    Column("test", Boolean, nullable=False, server_default=false(), comment="counts in no statistics"),
    Column("outcome", String(16), nullable=False, server_default=text("''"), comment="empty until it is digested"),
    Index("ix_call_tenant_position", "tenant", "position"),
    Index("ix_call_node_state", "node", "state"),
    Index("ix_call_tenant_started_at", "tenant", "started_at", "position"),
    Index("ix_call_tenant_dialled", "tenant", "dialled", "started_at", "position"),
    Index("ix_call_tenant_outcome", "tenant", "outcome", "started_at", "position"),
    Index("ix_call_open", "tenant", sqlite_where=_OPEN, postgresql_where=_OPEN),
)

call_event = Table(
    "call_event",
    metadata,
    Column("position", Id, primary_key=True, comment="grows in the order of commits"),
    Column("call", ForeignText, ForeignKey("call.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("type", Text, nullable=False),
    Column("data", JSON, nullable=False),
    UniqueConstraint("call", "seq"),
    sqlite_autoincrement=True,
)

call_audio = Table(
    "call_audio",
    metadata,
    Column("call", ForeignText, ForeignKey("call.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Id, primary_key=True, autoincrement=False, comment="grows within the call"),
    Column("ended_at", UtcDateTime, nullable=False, comment="when the stream had ended"),
    Column("side", String(8), nullable=False, comment="caller or callee"),
    Column("number", ForeignText, nullable=False),
    Column("extension", Id, nullable=True, comment="id of the party's extension; outlives it"),
    Column("trunk", Id, nullable=True, comment="id of the trunk that the party is behind; outlives it"),
    Column("codec", String(16), nullable=False),
    Column("encrypted", Boolean, nullable=False),
    Column("received", Id, nullable=False, comment="packets that came"),
    *_figures("received"),
    Column("sent", Id, nullable=False, comment="packets that were sent"),
    *_figures("sent"),
    Column("round_trip_ms", Float, nullable=True),
    sqlite_with_rowid=False,
)

recording = Table(
    "recording",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False, comment="position of the event with which it began"),
    of_tenant(),
    Column("call", ForeignText, ForeignKey("call.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", ForeignText, nullable=False, comment="of its file"),
    Column("node", Text, nullable=False, comment="the machine that has the file"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime, nullable=True, comment="when its call ended"),
    Column("caller", ForeignText, nullable=False),
    Column("callee", ForeignText, nullable=False, comment="who talked last; until the end what was dialled"),
    Column("goes_out", Boolean, nullable=False, comment="that callee was called through a trunk"),
    Column("state", String(8), nullable=False, comment="open, ended or test"),
    Column("place", Text, nullable=True, comment="bucket and key; null: a file of the machine"),
    Column("size", BigInteger, nullable=True, comment="bytes in the bucket"),
    Column("duration_ms", BigInteger, nullable=True, comment="in the bucket"),
    Index("ix_recording_kept_here", "node", "id", sqlite_where=_KEPT_HERE, postgresql_where=_KEPT_HERE),
    Index("ix_recording_tenant_state_id", "tenant", "state", "id"),
    Index("ix_recording_tenant_state_call", "tenant", "state", "call"),
    Index("ix_recording_tenant_state_started_at", "tenant", "state", "started_at", "id"),
    Index("ix_recording_tenant_state_caller", "tenant", "state", "caller", "id"),
    Index("ix_recording_tenant_state_callee", "tenant", "state", "callee", "id"),
    Index("ix_recording_node_started_at", "node", "tenant", "started_at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("channel", String(8), nullable=False, comment="sms, webhook, mail or alarm"),
    Column(
        "target",
        Id,
        nullable=False,
        comment="id of the webhook, SMS template, owner of a mailbox or extension; outlives it",
    ),
    Column("message", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", String(8), nullable=False, comment="waiting, sent or failed"),
    Column("outcome", ForeignText, nullable=False),
    Index("ix_outbox_state_due_at", "state", "due_at"),
    Index("ix_outbox_tenant_id", "tenant", "id"),
    sqlite_autoincrement=True,
)

wish = Table(
    "wish",
    metadata,
    Column("position", Id, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    of_tenant(),
    Column("by", ForeignText, nullable=False, comment="the client that has asked"),
    Column("command", JSON, nullable=False, comment="a PlaceCall"),
    Column("state", String(8), nullable=False, comment="waiting, calling, reached, failed or ended"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, comment="when the next try is due, or the last one was"),
    Column("tries", JSON, nullable=False, comment="the call, its beginning and its outcome of each"),
    Column("outcome", Text, nullable=False, comment="of the last try, or why there is none"),
    Column("node", Text, nullable=False, comment="the machine that calls now, or did last"),
    Index("ix_wish_state_due_at", "state", "due_at"),
    Index("ix_wish_tenant_position", "tenant", "position"),
    sqlite_autoincrement=True,
)
