"""Changes that are not in force yet, and those that were put in force together."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from switchboard.store.db.tables.columns import Document, ForeignText, Id, UtcDateTime, metadata, of_tenant

draft = Table(
    "draft",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("name", ForeignText, nullable=False),
    Column("note", ForeignText, nullable=False),
    Column("author", ForeignText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("base", Id, nullable=False, comment="the last change of the configuration when it was begun"),
    Column("revision", Integer, nullable=False, comment="grows with every write to it"),
    Index("ix_draft_tenant", "tenant"),
    sqlite_autoincrement=True,
)

draft_change = Table(
    "draft_change",
    metadata,
    Column("draft", Id, ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("object", Id, primary_key=True, autoincrement=False, comment="of a new object reserved, never used before"),
    Column("kind", Text, nullable=False),
    Column("base_revision", Integer, nullable=True, comment="what was changed; null: a new object"),
    Column("document", Document, nullable=True, comment="null: to be deleted"),
    Column("size", Integer, nullable=False, comment="bytes of the document"),
    Column("revision", Integer, nullable=False, comment="that of the draft when this was written"),
    Column("author", ForeignText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_draft_change_object", "object"),
)

publication = Table(
    "publication",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("name", ForeignText, nullable=False),
    Column("note", ForeignText, nullable=False),
    Column("author", ForeignText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("undoes", Id, nullable=True, comment="the publication that this one has undone"),
    Index("ix_publication_tenant_id", "tenant", "id"),
    sqlite_autoincrement=True,
)
