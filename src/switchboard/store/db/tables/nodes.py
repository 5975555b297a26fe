"""The machines that share a database, and what they must agree about."""

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, false, text

from switchboard.store.db.tables.columns import Id, UtcDateTime, metadata

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

node_command = Table(
    "node_command",
    metadata,
    Column("id", Id, primary_key=True),
    Column("node", Text, nullable=False, index=True, comment="name of the machine that is to obey"),
    Column("line", Text, nullable=False, comment="as over its command socket"),
    Column("expires_at", UtcDateTime, nullable=False, comment="nobody waits for it any longer"),
    Column("taken", Boolean, nullable=False),
    Column("answer", Text, nullable=True, comment="null: it is not obeyed yet"),
    sqlite_autoincrement=True,
)

trunk_lease = Table(
    "trunk_lease",
    metadata,
    Column("trunk", Id, primary_key=True, autoincrement=False),
    Column("incarnation", String(32), nullable=False, comment="the calls process that registers"),
    Column("node", Text, nullable=False, comment="its machine"),
    Column("outcome", String(16), nullable=False, comment="how that went"),
    Column("status", Integer, nullable=True, comment="last SIP status"),
    Column("hurried", Boolean, nullable=False, server_default=false(), comment="somebody wants another try"),
)

room = Table(
    "room",
    metadata,
    Column("conference", Id, primary_key=True, autoincrement=False),
    Column("incarnation", String(32), nullable=False, comment="the calls process that mixes it"),
    Column("node", Text, nullable=False, comment="its machine"),
)

last_talk = Table(
    "last_talk",
    metadata,
    Column("extension", Id, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False, comment="by the clock of the database"),
)
