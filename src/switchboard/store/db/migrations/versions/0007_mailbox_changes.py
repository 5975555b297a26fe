"""Changes of mailboxes, for those who show how many messages they have"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "mailbox_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("owner", KEY, nullable=False, comment="id of the extension or group voicemail; outlives it"),
        sa.Column("at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_change")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mailbox_change_at", "mailbox_change", ["at"], unique=False)
