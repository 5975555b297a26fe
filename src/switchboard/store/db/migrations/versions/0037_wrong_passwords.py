"""Wrong passwords, counted for all machines"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "failure",
        sa.Column("what", sa.Text(), nullable=False, comment="who is counted: a source of SIP, an account"),
        sa.Column("who", sa.Text(), nullable=False, comment="digest of the address or account"),
        sa.Column("count", sa.Integer(), nullable=False, comment="in a row, at all machines"),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False, comment="when they are forgotten"),
        sa.PrimaryKeyConstraint("what", "who", name=op.f("pk_failure")),
    )
    op.create_index("ix_failure_until", "failure", ["until"])


def downgrade() -> None:
    op.drop_table("failure")
