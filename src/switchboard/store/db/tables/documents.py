"""Tenants and what they configure."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from switchboard.store.db.tables.columns import (
    Document,
    ForeignText,
    Id,
    Sorted,
    UtcDateTime,
    metadata,
    object_id,
    of_tenant,
)

tenant = Table(
    "tenant",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("sip_domain", Text, nullable=False, comment="lower case; empty: none"),
    Index(
        "uq_tenant_sip_domain",
        "sip_domain",
        unique=True,
        sqlite_where=text("sip_domain <> ''"),
        postgresql_where=text("sip_domain <> ''"),
    ),
)

object_ = Table(
    "object",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("kind", Text, nullable=False),
    Column("number", Sorted, nullable=True),
    Column("name", Text, nullable=False),
    Column("name_folded", Sorted, nullable=False, comment="casefolded, to search and to sort by"),
    Column("unique_name", Text, nullable=True, comment="the name, where the kind's names are unique"),
    Column("revision", Integer, nullable=False),
    Column("document", Document, nullable=False),
    UniqueConstraint("tenant", "number"),
    UniqueConstraint("tenant", "kind", "unique_name"),
    # Each has all that a list is searched, filtered and sorted by, so that only the rows of one page are read.
    Index("ix_object_listed_by_id", "tenant", "kind", "id", "name_folded", "number", "name", "revision"),
    Index("ix_object_listed_by_name", "tenant", "kind", "name_folded", "id", "number", "name", "revision"),
    sqlite_autoincrement=True,
)

revision = Table(
    "revision",
    metadata,
    Column("object", Id, primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    of_tenant(),
    Column("kind", Text, nullable=False),
    Column("document", Document, nullable=True, comment="null: deleted"),
    Column("author", ForeignText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("note", ForeignText, nullable=False),
    Column("publication", Id, nullable=True, index=True, comment="with which it was published, if with one"),
)

reference = Table(
    "reference",
    metadata,
    object_id("source", primary_key=True),
    Column("field", Text, primary_key=True),
    Column("target", Id, ForeignKey("object.id"), nullable=False, index=True),
)

change = Table(
    "change",
    metadata,
    Column("seq", Id, primary_key=True),
    of_tenant(),
    Column("object", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Index("ix_change_tenant_seq", "tenant", "seq"),
    Index("ix_change_object_revision", "object", "revision"),
    sqlite_autoincrement=True,
)
