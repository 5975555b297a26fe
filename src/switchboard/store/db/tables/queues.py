"""Who waits for whom: `model/queue_rows.py` says what the rows mean."""

from sqlalchemy import JSON, Boolean, Column, Date, Float, ForeignKey, Index, Integer, String, Table

from switchboard.store.db.tables.columns import ForeignText, Id, UtcDateTime, incarnation, metadata, of_tenant

queue_book = Table(
    "queue_book",
    metadata,
    Column("tenant", Id, ForeignKey("tenant.id"), primary_key=True, autoincrement=False),
    Column("version", Id, nullable=False, comment="grows with every change of the tables below"),
    Column("serial", Id, nullable=False, comment="the last order number or id of an offer"),
)

queue_ticket = Table(
    "queue_ticket",
    metadata,
    Column("call", ForeignText, primary_key=True),
    of_tenant(),
    Column("queue", Id, nullable=False),
    incarnation(),
    Column("caller", ForeignText, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("order_no", Id, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("ready", Boolean, nullable=False),
    Column("retry_at", UtcDateTime, nullable=True),
    Column("tried", JSON, nullable=False, comment="ids of extensions"),
    Column("state", String(7), nullable=False, comment="waiting, left, empty or gone"),
    Column("left_at", UtcDateTime, nullable=True),
    Index("ix_queue_ticket_tenant", "tenant"),
)

queue_offer = Table(
    "queue_offer",
    metadata,
    Column("extension", Id, primary_key=True, autoincrement=False, comment="so nobody can ring for two callers"),
    of_tenant(),
    Column("id", Id, nullable=False),
    Column("call", ForeignText, nullable=False),
    Column("queue", Id, nullable=False),
    incarnation(),
    Column("since", UtcDateTime, nullable=False),
    Column("talking", Boolean, nullable=False),
    Index("ix_queue_offer_tenant", "tenant"),
)

agent = Table(
    "agent",
    metadata,
    Column("extension", Id, primary_key=True, autoincrement=False),
    of_tenant(),
    Column("paused", ForeignText, nullable=True, comment="the reason; null: not paused in all queues"),
    Column("missed", Integer, nullable=False),
    Column("wrap_until", UtcDateTime, nullable=True),
    Column("hold_until", UtcDateTime, nullable=True),
    Column("last_ended_at", UtcDateTime, nullable=True),
    Index("ix_agent_tenant", "tenant"),
)

agent_seat = Table(
    "agent_seat",
    metadata,
    Column("queue", Id, primary_key=True, autoincrement=False),
    Column("extension", Id, primary_key=True, autoincrement=False),
    of_tenant(),
    Column("logged_in", Boolean, nullable=False, comment="counts for who logs in by code"),
    Column("paused", ForeignText, nullable=True, comment="the reason; null: not paused in this queue"),
    Column("talks", Integer, nullable=False, comment="on that day"),
    Column("day", Date, nullable=True),
    Index("ix_agent_seat_tenant", "tenant"),
)

queue_tally = Table(
    "queue_tally",
    metadata,
    Column("queue", Id, primary_key=True, autoincrement=False),
    of_tenant(),
    Column("last_rung", Id, nullable=True, comment="id of an extension"),
    Column("handling_s", Float, nullable=False),
    Column("handled", Integer, nullable=False),
    Column("empty_since", UtcDateTime, nullable=True),
    Index("ix_queue_tally_tenant", "tenant"),
)

extension_call = Table(
    "extension_call",
    metadata,
    Column("extension", Id, primary_key=True, autoincrement=False),
    Column("call", ForeignText, primary_key=True),
    of_tenant(),
    incarnation(),
    Index("ix_extension_call_tenant", "tenant"),
)

agent_change = Table(
    "agent_change",
    metadata,
    Column("id", Id, primary_key=True, comment="grows in the order of commits of a tenant"),
    of_tenant(),
    Column("at", UtcDateTime, nullable=False),
    Column("extension", Id, nullable=False, comment="id; outlives it"),
    Column("queue", Id, nullable=True, comment="id, outlives it; null: all queues of the agent"),
    Column("change", String(10), nullable=False, comment="logged_in, logged_out, paused or resumed"),
    Column("reason", ForeignText, nullable=False),
    Column("by", ForeignText, nullable=False),
    Index("ix_agent_change_tenant_id", "tenant", "id"),
    sqlite_autoincrement=True,
)
