"""Recordings of calls in a bucket"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "recording",
        sa.Column("place", sa.Text(), nullable=True, comment="bucket and key; null: a file of the machine"),
    )
    op.add_column("recording", sa.Column("size", sa.BigInteger(), nullable=True, comment="bytes in the bucket"))
    op.add_column("recording", sa.Column("duration_ms", sa.BigInteger(), nullable=True, comment="in the bucket"))
    here = sa.text("place IS NULL")
    op.create_index("ix_recording_kept_here", "recording", ["node", "id"], sqlite_where=here, postgresql_where=here)


def downgrade() -> None:
    op.drop_index("ix_recording_kept_here", "recording")
    for column in ("duration_ms", "size", "place"):
        op.drop_column("recording", column)
