"""Sessions of browsers, and passwords that somebody else knows"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _add_must_change_password()
    _create_user_session()


def _add_must_change_password() -> None:
    column = sa.Column[bool]("must_change_password", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("user", column)


def _create_user_session() -> None:
    op.create_table(
        "user_session",
        sa.Column("id", KEY, nullable=False),
        sa.Column("user", KEY, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("began_at", TIME, nullable=False),
        sa.Column("used_at", TIME, nullable=False),
        sa.Column("address", sa.Text(), nullable=False, comment="shortened: a network"),
        sa.Column("browser", sa.Text(), nullable=False, comment="its User-Agent"),
        sa.ForeignKeyConstraint(["user"], ["user.id"], name=op.f("fk_user_session_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("hash", name=op.f("uq_user_session_hash")),
        sqlite_autoincrement=True,
    )
    for column in ("user", "used_at"):
        op.create_index(f"ix_user_session_{column}", "user_session", [column], unique=False)


def downgrade() -> None:
    op.drop_table("user_session")
    op.drop_column("user", "must_change_password")
