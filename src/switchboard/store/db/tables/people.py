"""Who may do what, where phones are, and secrets."""

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

from switchboard.store.db.tables.columns import ForeignText, Id, UtcDateTime, Words, metadata, object_id, of_tenant

registration = Table(
    "registration",
    metadata,
    Column("id", Id, primary_key=True),
    object_id("extension"),
    of_tenant(),
    Column("contact", ForeignText, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("call_id", ForeignText, nullable=False),
    Column("cseq", BigInteger, nullable=False),
    Column("path", JSON, nullable=False),
    Column("q", Float, nullable=False),
    Column("source", ForeignText, nullable=False),
    Column("user_agent", ForeignText, nullable=False),
    Column(
        "node",
        Text,
        nullable=False,
        server_default=text("''"),
        index=True,
        comment="machine that the phone registers at",
    ),
    Column("since", UtcDateTime, nullable=True, comment="when the contact came; null: before that was noted"),
    Column("instance", ForeignText, nullable=False, server_default=text("''"), comment="device (RFC 5626)"),
    UniqueConstraint("extension", "contact"),
    Index("ix_registration_tenant_expires_at", "tenant", "expires_at"),
)

sip_credential = Table(
    "sip_credential",
    metadata,
    object_id("extension", primary_key=True),
    of_tenant(),
    Column("username", Text, nullable=False),
    Column("realm", Text, nullable=False),
    Column("ha1_md5", String(32), nullable=False),
    Column("ha1_sha256", String(64), nullable=False),
    UniqueConstraint("tenant", "username"),
)

failure = Table(
    "failure",
    metadata,
    Column("what", Text, primary_key=True, comment="who is counted: a source of SIP, an account"),
    Column("who", Text, primary_key=True, comment="digest of the address or account"),
    Column("count", Integer, nullable=False, comment="in a row, at all machines"),
    Column("until", UtcDateTime, nullable=False, index=True, comment="when they are forgotten"),
)

object_secret = Table(
    "object_secret",
    metadata,
    object_id("object", primary_key=True),
    Column("name", Text, primary_key=True, comment="password, pin …"),
    Column("ciphertext", Text, nullable=False),
)

api_client = Table(
    "api_client",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("dialect", Text, nullable=False),
    Column("client_id", Text, nullable=False, unique=True),
    Column("secret_hash", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("name", Text, nullable=False),
    Column("rights", Words, nullable=False, server_default=text("''")),
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
    of_tenant(),
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

call_key = Table(
    "call_key",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("name", Text, nullable=False),
    Column("destination", Text, nullable=False, comment="the number that callers go to"),
    Column("permission", Text, nullable=False, comment="number of the extension whose routes call them"),
    Column("hash", String(64), nullable=False, unique=True),
    Column("last_four", String(4), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("tenant", "name"),
    sqlite_autoincrement=True,
)

user = Table(
    "user",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False, comment="casefolded: by which a user logs in"),
    Column("password_hash", Text, nullable=False),
    Column("role", String(8), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("rights", Words, nullable=False, server_default=text("''")),
    Column("must_change_password", Boolean, nullable=False, server_default=false()),
    Column("totp_secret", Text, nullable=True, comment="ciphertext"),
    Column("totp_since", UtcDateTime, nullable=True, comment="null: not confirmed"),
    Column("totp_step", BigInteger, nullable=True, comment="of the last code that was taken"),
    Column("extension", Id, nullable=True, comment="id of their own; outlives it"),
    UniqueConstraint("tenant", "name_folded"),
    sqlite_autoincrement=True,
)

user_session = Table(
    "user_session",
    metadata,
    Column("id", Id, primary_key=True),
    Column("user", Id, ForeignKey("user.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("began_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime, nullable=False, index=True),
    Column("address", ForeignText, nullable=False, comment="shortened: a network"),
    Column("browser", ForeignText, nullable=False, comment="its User-Agent"),
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

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("user", Id, ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column("hmac", String(64), primary_key=True),
)

pin_failure = Table(
    "pin_failure",
    metadata,
    Column("id", Id, primary_key=True),
    of_tenant(),
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
