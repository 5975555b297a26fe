"""The tables, as SQLAlchemy Core. Migrations must lead to exactly these; a test compares them."""

import re
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime. Goes in from any zone and comes out in UTC, also from SQLite, which knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ForeignText(TypeDecorator[str]):
    """Text that came over a network. What no database can hold, NUL and half surrogate pairs, becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


class Words(TypeDecorator[tuple[str, ...]]):
    """Some words, kept as one text with commas between them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else words(value)


def words(text: str) -> tuple[str, ...]:
    """What a text of `Words` holds, for who reads it past SQLAlchemy."""
    return tuple(filter(None, text.split(",")))


Id = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits; SQLite generates ids only for INTEGER."""

Sorted = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point on every database."""

Document = JSON(none_as_null=True)


def _object_id(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(
        name,
        Id,
        ForeignKey("object.id", ondelete="CASCADE"),
        primary_key=primary_key,
        autoincrement=False,
        nullable=False,
    )


def _tenant() -> Column[int]:
    return Column("tenant", Id, ForeignKey("tenant.id"), nullable=False)


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
    _tenant(),
    Column("kind", Text, nullable=False),
    Column("number", Sorted, nullable=True),
    Column("name", Text, nullable=False),
    Column("name_folded", Sorted, nullable=False, comment="casefolded, to search and to sort by"),
    Column("unique_name", Text, nullable=True, comment="the name, where the kind's names are unique"),
    Column("revision", Integer, nullable=False),
    Column("document", Document, nullable=False),
    UniqueConstraint("tenant", "number"),
    UniqueConstraint("tenant", "kind", "unique_name"),
    Index("ix_object_tenant_kind_id", "tenant", "kind", "id"),
    Index("ix_object_tenant_kind_name_folded", "tenant", "kind", "name_folded"),
    sqlite_autoincrement=True,
)

revision = Table(
    "revision",
    metadata,
    Column("object", Id, primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    _tenant(),
    Column("kind", Text, nullable=False),
    Column("document", Document, nullable=True, comment="null: deleted"),
    Column("author", ForeignText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("note", ForeignText, nullable=False),
)

reference = Table(
    "reference",
    metadata,
    _object_id("source", primary_key=True),
    Column("field", Text, primary_key=True),
    Column("target", Id, ForeignKey("object.id"), nullable=False, index=True),
)

change = Table(
    "change",
    metadata,
    Column("seq", Id, primary_key=True),
    _tenant(),
    Column("object", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Index("ix_change_tenant_seq", "tenant", "seq"),
    sqlite_autoincrement=True,
)

call = Table(
    "call",
    metadata,
    Column("position", Id, primary_key=True),
    Column("id", ForeignText, nullable=False, unique=True),
    _tenant(),
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
    Index("ix_call_tenant_position", "tenant", "position"),
    Index("ix_call_node_state", "node", "state"),
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

registration = Table(
    "registration",
    metadata,
    Column("id", Id, primary_key=True),
    _object_id("extension"),
    _tenant(),
    Column("contact", ForeignText, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("call_id", ForeignText, nullable=False),
    Column("cseq", BigInteger, nullable=False),
    Column("path", JSON, nullable=False),
    Column("q", Float, nullable=False),
    Column("source", ForeignText, nullable=False),
    Column("user_agent", ForeignText, nullable=False),
    UniqueConstraint("extension", "contact"),
    Index("ix_registration_tenant_expires_at", "tenant", "expires_at"),
)

sip_credential = Table(
    "sip_credential",
    metadata,
    _object_id("extension", primary_key=True),
    _tenant(),
    Column("username", Text, nullable=False),
    Column("realm", Text, nullable=False),
    Column("ha1_md5", String(32), nullable=False),
    Column("ha1_sha256", String(64), nullable=False),
    UniqueConstraint("tenant", "username"),
)

object_secret = Table(
    "object_secret",
    metadata,
    _object_id("object", primary_key=True),
    Column("name", Text, primary_key=True, comment="password, pin …"),
    Column("ciphertext", Text, nullable=False),
)

api_client = Table(
    "api_client",
    metadata,
    Column("id", Id, primary_key=True),
    _tenant(),
    Column("dialect", Text, nullable=False),
    Column("client_id", Text, nullable=False, unique=True),
    Column("secret_hash", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("name", Text, nullable=False),
)

api_token = Table(
    "api_token",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("pair", String(32), nullable=False, index=True),
    Column("client", Id, ForeignKey("api_client.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(7), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

bearer_token = Table(
    "bearer_token",
    metadata,
    Column("id", Id, primary_key=True),
    _tenant(),
    Column("name", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("last_four", String(4), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=True, comment="null: never"),
    Column("rights", Words, nullable=False, server_default=text("''")),
    Index("ix_bearer_token_tenant_id", "tenant", "id"),
    sqlite_autoincrement=True,
)

user = Table(
    "user",
    metadata,
    Column("id", Id, primary_key=True),
    _tenant(),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False, comment="casefolded: by which a user logs in"),
    Column("password_hash", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("rights", Words, nullable=False, server_default=text("''")),
    UniqueConstraint("tenant", "name_folded"),
    sqlite_autoincrement=True,
)

user_token = Table(
    "user_token",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("pair", String(32), nullable=False, index=True),
    Column("user", Id, ForeignKey("user.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(7), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    _tenant(),
    Column("channel", String(8), nullable=False, comment="sms, webhook or mail"),
    Column("target", Id, nullable=False, comment="id of the webhook, SMS template or owner of a mailbox; outlives it"),
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

upload = Table(
    "upload",
    metadata,
    Column("id", String(36), primary_key=True),
    _tenant(),
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
    _tenant(),
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

pin_failure = Table(
    "pin_failure",
    metadata,
    Column("id", Id, primary_key=True),
    _tenant(),
    Column("what", String(8), nullable=False, comment="caller, source or object"),
    Column("who", ForeignText, nullable=False),
    Column("count", Integer, nullable=False, comment="wrong ones since first_at"),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False, index=True),
    Column("burst", Integer, nullable=False, comment="wrong ones since burst_at"),
    Column("burst_at", UtcDateTime, nullable=False),
    Column("refused_until", UtcDateTime, nullable=True),
    Column("busy_until", UtcDateTime, nullable=True),
    UniqueConstraint("tenant", "what", "who"),
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

mailbox_message = Table(
    "mailbox_message",
    metadata,
    Column("id", Id, primary_key=True),
    _tenant(),
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

node = Table(
    "node",
    metadata,
    Column("incarnation", String(32), primary_key=True, comment="a calls process; another one after every start"),
    Column("name", Text, nullable=False, index=True),
    Column("alive_until", UtcDateTime, nullable=False, comment="by the clock of the database"),
)

queue_book = Table(
    "queue_book",
    metadata,
    Column("tenant", Id, ForeignKey("tenant.id"), primary_key=True, autoincrement=False),
    Column("version", Id, nullable=False, comment="grows with every change of the tables below"),
    Column("serial", Id, nullable=False, comment="the last order number or id of an offer"),
)


def _incarnation() -> Column[str]:
    return Column("incarnation", String(32), nullable=False)


queue_ticket = Table(
    "queue_ticket",
    metadata,
    Column("call", ForeignText, primary_key=True),
    _tenant(),
    Column("queue", Id, nullable=False),
    _incarnation(),
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
    _tenant(),
    Column("id", Id, nullable=False),
    Column("call", ForeignText, nullable=False),
    Column("queue", Id, nullable=False),
    _incarnation(),
    Column("since", UtcDateTime, nullable=False),
    Column("talking", Boolean, nullable=False),
    Index("ix_queue_offer_tenant", "tenant"),
)

agent = Table(
    "agent",
    metadata,
    Column("extension", Id, primary_key=True, autoincrement=False),
    _tenant(),
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
    _tenant(),
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
    _tenant(),
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
    _tenant(),
    _incarnation(),
    Index("ix_extension_call_tenant", "tenant"),
)

agent_change = Table(
    "agent_change",
    metadata,
    Column("id", Id, primary_key=True, comment="grows in the order of commits of a tenant"),
    _tenant(),
    Column("at", UtcDateTime, nullable=False),
    Column("extension", Id, nullable=False, comment="id; outlives it"),
    Column("queue", Id, nullable=True, comment="id, outlives it; null: all queues of the agent"),
    Column("change", String(10), nullable=False, comment="logged_in, logged_out, paused or resumed"),
    Column("reason", ForeignText, nullable=False),
    Column("by", ForeignText, nullable=False),
    Index("ix_agent_change_tenant_id", "tenant", "id"),
    sqlite_autoincrement=True,
)
