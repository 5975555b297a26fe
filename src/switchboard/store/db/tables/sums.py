"""What is made of the events of calls: which objects a call met, and sums that stay when calls are forgotten."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from switchboard.store.db.tables.columns import ForeignText, Id, UtcDateTime, metadata, of_tenant

call_object = Table(
    "call_object",
    metadata,
    Column("object", Id, primary_key=True, autoincrement=False, comment="id of what the call met; outlives it"),
    Column("started_at", UtcDateTime, primary_key=True, comment="of the call, so that its calls are in order"),
    # No foreign key: every call that is deleted would look for its rows here, where no index has them.
    Column("call", Id, primary_key=True, autoincrement=False, comment="position of the call"),
    of_tenant(),
    Index("ix_call_object_tenant", "tenant"),
    sqlite_with_rowid=False,
)

call_sum = Table(
    "call_sum",
    metadata,
    Column("tenant", Id, ForeignKey("tenant.id"), primary_key=True, autoincrement=False),
    Column("object", Id, primary_key=True, autoincrement=False, comment="id, outlives it; 0: the tenant as a whole"),
    Column("quarters", Integer, primary_key=True, autoincrement=False, comment="of an hour: 1, or 96 for a day of UTC"),
    Column("slot", Integer, primary_key=True, autoincrement=False, comment="counted in such spans from 1970, UTC"),
    Column("measure", String(16), primary_key=True),
    Column("detail", Text, primary_key=True),
    Column("times", Id, nullable=False),
    Column("took_ms", Id, nullable=False, comment="all together"),
    Column("longest_ms", Id, nullable=False),
    sqlite_with_rowid=False,
)

call_leg = Table(
    "call_leg",
    metadata,
    Column(
        "call",
        Id,
        ForeignKey("call.position", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="position of the call",
    ),
    Column("seq", Integer, primary_key=True, autoincrement=False, comment="counts from 0 within the call"),
    of_tenant(),
    Column("kind", String(16), nullable=False),
    Column("object", Id, nullable=True, comment="id of what it leads to, or of the trunk; outlives it"),
    Column("caller", ForeignText, nullable=False),
    Column("caller_name", ForeignText, nullable=False),
    Column("callee", ForeignText, nullable=False),
    Column("callee_name", ForeignText, nullable=False, comment="as it was when the call was over"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("duration_ms", Id, nullable=False),
    Column("ring_ms", Id, nullable=True, comment="null where nobody rings"),
    Column("talk_ms", Id, nullable=True, comment="null where nobody answered"),
    Column("disposition", String(16), nullable=False),
    Column("direction", String(8), nullable=False, comment="inbound, outbound or internal"),
    Column("did", ForeignText, nullable=False, comment="the number that a caller from outside dialled"),
    Column("shown", ForeignText, nullable=False, comment="the caller's number as a trunk was told it"),
    Column("src_trunk", ForeignText, nullable=False, comment="name of the trunk that the caller is behind"),
    Column("dst_trunk", ForeignText, nullable=False, comment="name of the trunk that it went out through"),
    Column("recorded", Boolean, nullable=False),
    Index("ix_call_leg_in_order", "tenant", "call", "seq"),
    Index("ix_call_leg_by_time", "tenant", "started_at", "call", "seq"),
    sqlite_with_rowid=False,
)

call_digest = Table(
    "call_digest",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="there is one row"),
    Column("position", Id, nullable=False, comment="of the last event that is in the sums"),
    Column("legless", Id, nullable=True, comment="calls up to this position may lack their legs; null: none does"),
)
