"""Sounds and uploads."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from switchboard.store.db.tables.columns import ForeignText, Id, UtcDateTime, metadata, of_tenant

upload = Table(
    "upload",
    metadata,
    Column("id", String(36), primary_key=True),
    of_tenant(),
    Column("name", ForeignText, nullable=False),
    Column("temporary", Boolean, nullable=False),
    Column("size", Id, nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

file = Table(
    "file",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("name", ForeignText, nullable=False),
    Column("media_type", ForeignText, nullable=False),
    Column("size", Id, nullable=False),
    Column("digest", String(64), nullable=False, comment="SHA-256 of the content"),
    Column("key", String(64), nullable=False, unique=True, comment="unguessable; who has it may download"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=True, index=True, comment="null: never"),
    Column("prompt", Id, ForeignKey("object.id", ondelete="SET NULL"), nullable=True, index=True),
    Index("ix_file_tenant_id", "tenant", "id"),
    Index("ix_file_tenant_digest", "tenant", "digest"),
    sqlite_autoincrement=True,
)

blob = Table(
    "blob",
    metadata,
    Column("hash", String(64), primary_key=True, comment="SHA-256 of the content"),
    Column("format", String(8), nullable=False),
    Column("bytes", Id, nullable=False),
    Column("home", String(9), nullable=False, comment="database"),
    Column("used_at", UtcDateTime, nullable=False, index=True, comment="when it was last stored or let go"),
)

blob_chunk = Table(
    "blob_chunk",
    metadata,
    Column("hash", String(64), ForeignKey("blob.hash", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)
