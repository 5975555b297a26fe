"""The machines that share a database, and what they must agree about."""

from sqlalchemy import Column, String, Table, Text, text

from switchboard.store.db.tables.columns import UtcDateTime, metadata

node = Table(
    "node",
    metadata,
    Column("incarnation", String(32), primary_key=True, comment="a calls process; another one after every start"),
    Column("name", Text, nullable=False, index=True),
    Column("alive_until", UtcDateTime, nullable=False, comment="by the clock of the database"),
    Column("machine", Text, nullable=False, server_default=text("''"), comment="tells two machines of one name apart"),
    Column("version", Text, nullable=False, server_default=text("''")),
    Column("started_at", UtcDateTime, nullable=True),
)

installation = Table(
    "installation",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", Text, nullable=False),
)
