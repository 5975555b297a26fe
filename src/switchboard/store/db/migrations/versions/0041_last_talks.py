"""When extensions last talked, for all machines"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "last_talk",
        sa.Column("extension", _ID, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="by the clock of the database"),
        sa.PrimaryKeyConstraint("extension", name=op.f("pk_last_talk")),
    )


def downgrade() -> None:
    op.drop_table("last_talk")
