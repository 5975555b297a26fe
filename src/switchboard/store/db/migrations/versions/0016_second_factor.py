"""A second factor of users, and their own extension"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("user", sa.Column[str]("totp_secret", sa.Text(), nullable=True, comment="ciphertext"))
    op.add_column("user", sa.Column("totp_since", TIME, nullable=True, comment="null: not confirmed"))
    last = "of the last code that was taken"
    op.add_column("user", sa.Column[int]("totp_step", sa.BigInteger(), nullable=True, comment=last))
    op.add_column("user", sa.Column("extension", KEY, nullable=True, comment="id of their own; outlives it"))
    op.create_table(
        "recovery_code",
        sa.Column("user", KEY, autoincrement=False, nullable=False),
        sa.Column("hmac", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["user.id"], name=op.f("fk_recovery_code_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user", "hmac", name=op.f("pk_recovery_code")),
    )


def downgrade() -> None:
    op.drop_table("recovery_code")
    for column in ("totp_secret", "totp_since", "totp_step", "extension"):
        op.drop_column("user", column)
