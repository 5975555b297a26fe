"""Messages."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, text

from switchboard.store.db.tables.columns import ForeignText, Id, UtcDateTime, metadata, of_tenant

mailbox_message = Table(
    "mailbox_message",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("owner", Id, nullable=False, comment="id of the extension or group voicemail; outlives it"),
    Column("state", String(5), nullable=False, comment="new or heard"),
    Column("received_at", UtcDateTime, nullable=False),
    Column("caller", ForeignText, nullable=False),
    Column("caller_name", ForeignText, nullable=False),
    Column("called", ForeignText, nullable=False),
    Column("call", ForeignText, nullable=False, index=True, comment="id of the call; outlives it"),
    Column("sound", String(64), ForeignKey("blob.hash"), nullable=False, index=True),
    Column("duration_ms", Integer, nullable=False),
    Column("interrupted", Boolean, nullable=False),
    Column("copied_from", Id, nullable=True, comment="id of the message; outlives it"),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime, nullable=True, index=True, comment="until it is removed it can be restored"),
    Index("ix_mailbox_message_owner_state_id", "owner", "state", "id"),
    Index(
        "uq_mailbox_message_left",
        "owner",
        "call",
        "sound",
        unique=True,
        sqlite_where=text("copied_from IS NULL"),
        postgresql_where=text("copied_from IS NULL"),
    ),
    sqlite_autoincrement=True,
)

mailbox_change = Table(
    "mailbox_change",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", Id, nullable=False, comment="id of the extension or group voicemail; outlives it"),
    Column("at", UtcDateTime, nullable=False, index=True),
    sqlite_autoincrement=True,
)
