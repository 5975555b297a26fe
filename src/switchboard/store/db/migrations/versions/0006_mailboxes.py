"""Messages of mailboxes, their sound, and the right to hear them"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "blob",
        sa.Column("hash", sa.String(length=64), nullable=False, comment="SHA-256 of the content"),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("bytes", KEY, nullable=False),
        sa.Column("home", sa.String(length=9), nullable=False, comment="database"),
        sa.Column("used_at", TIME, nullable=False, comment="when it was last stored or let go"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_blob")),
    )
    op.create_index("ix_blob_used_at", "blob", ["used_at"], unique=False)
    op.create_table(
        "blob_chunk",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["hash"], ["blob.hash"], name=op.f("fk_blob_chunk_hash"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", "n", name=op.f("pk_blob_chunk")),
    )
    _create_messages()
    for table in ("bearer_token", "user"):
        rights = sa.Column("rights", sa.Text(), server_default=sa.text("''"), nullable=False)
        op.add_column(table, rights)


def _create_messages() -> None:
    op.create_table(
        "mailbox_message",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("owner", KEY, nullable=False, comment="id of the extension or group voicemail; outlives it"),
        sa.Column("state", sa.String(length=5), nullable=False, comment="new or heard"),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("caller_name", sa.Text(), nullable=False),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("call", sa.Text(), nullable=False, comment="id of the call; outlives it"),
        sa.Column("sound", sa.String(length=64), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("interrupted", sa.Boolean(), nullable=False),
        sa.Column("copied_from", KEY, nullable=True, comment="id of the message; outlives it"),
        sa.Column("changed_at", TIME, nullable=False),
        sa.Column("deleted_at", TIME, nullable=True, comment="until it is removed it can be restored"),
        sa.ForeignKeyConstraint(["sound"], ["blob.hash"], name=op.f("fk_mailbox_message_sound")),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_mailbox_message_tenant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_message")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mailbox_message_owner_state_id", "mailbox_message", ["owner", "state", "id"], unique=False)
    op.create_index("ix_mailbox_message_sound", "mailbox_message", ["sound"], unique=False)
    op.create_index("ix_mailbox_message_deleted_at", "mailbox_message", ["deleted_at"], unique=False)
    op.create_index(
        "uq_mailbox_message_left",
        "mailbox_message",
        ["owner", "call", "sound"],
        unique=True,
        sqlite_where=sa.text("copied_from IS NULL"),
        postgresql_where=sa.text("copied_from IS NULL"),
    )
