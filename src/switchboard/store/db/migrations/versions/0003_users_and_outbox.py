"""Users, secrets of any object, an outbox, files, and call events in one order"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _one_tenant_a_domain()
    _order_call_events()
    _move_trunk_secrets()
    _create_users()
    _create_outbox()
    _create_files()


def _one_tenant_a_domain() -> None:
    with op.batch_alter_table("tenant") as batch:
        batch.alter_column("sip_domain", existing_type=sa.Text(), comment="lower case; empty: none")
    used = sa.text("sip_domain <> ''")
    op.create_index(
        "uq_tenant_sip_domain", "tenant", ["sip_domain"], unique=True, sqlite_where=used, postgresql_where=used
    )


def _order_call_events() -> None:
    op.rename_table("call_event", "old_call_event")
    op.create_table(
        "call_event",
        sa.Column("position", KEY, nullable=False, comment="grows in the order of commits"),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["call.id"], name="fk_call_event_call_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("position", name="pk_call_event_position"),
        sa.UniqueConstraint("call", "seq", name=op.f("uq_call_event_call_seq")),
        sqlite_autoincrement=True,
    )
    op.execute(
        'INSERT INTO call_event ("call", "seq", "at", "type", "data")'
        ' SELECT "call", "seq", "at", "type", "data" FROM old_call_event ORDER BY at, seq'
    )
    op.drop_table("old_call_event")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE call_event RENAME CONSTRAINT pk_call_event_position TO pk_call_event")
        op.execute("ALTER TABLE call_event RENAME CONSTRAINT fk_call_event_call_id TO fk_call_event_call")


def _move_trunk_secrets() -> None:
    op.create_table(
        "object_secret",
        sa.Column("object", KEY, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="password, pin …"),
        sa.Column("ciphertext", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["object"], ["object.id"], name=op.f("fk_object_secret_object"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("object", "name", name=op.f("pk_object_secret")),
    )
    op.execute("INSERT INTO object_secret SELECT trunk, 'password', ciphertext FROM trunk_secret")
    op.drop_table("trunk_secret")


def _create_users() -> None:
    op.create_table(
        "user",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False, comment="casefolded: by which a user logs in"),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_user_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("tenant", "name_folded", name=op.f("uq_user_tenant_name_folded")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "user_token",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("pair", sa.String(length=32), nullable=False),
        sa.Column("user", KEY, nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user.id"], name=op.f("fk_user_token_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_user_token")),
    )
    for column in ("pair", "user", "expires_at"):
        op.create_index(f"ix_user_token_{column}", "user_token", [column], unique=False)


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False, comment="sms or webhook"),
        sa.Column("target", KEY, nullable=False, comment="id of the webhook or SMS template; outlives it"),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False, comment="waiting, sent or failed"),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_outbox_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_state_due_at", "outbox", ["state", "due_at"], unique=False)
    op.create_index("ix_outbox_tenant_id", "outbox", ["tenant", "id"], unique=False)


def _create_files() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("temporary", sa.Boolean(), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_upload_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index("ix_upload_expires_at", "upload", ["expires_at"], unique=False)
    op.create_table(
        "file",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the content"),
        sa.Column("key", sa.String(length=64), nullable=False, comment="unguessable; who has it may download"),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=True, comment="null: never"),
        sa.Column("prompt", KEY, nullable=True),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_file_tenant")),
        sa.ForeignKeyConstraint(["prompt"], ["object.id"], name=op.f("fk_file_prompt"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("key", name=op.f("uq_file_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_file_expires_at", "file", ["expires_at"], unique=False)
    op.create_index("ix_file_prompt", "file", ["prompt"], unique=False)
    op.create_index("ix_file_tenant_id", "file", ["tenant", "id"], unique=False)
    op.create_index("ix_file_tenant_digest", "file", ["tenant", "digest"], unique=False)
