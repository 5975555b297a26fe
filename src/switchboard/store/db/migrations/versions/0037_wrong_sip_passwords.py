"""Wrong SIP passwords, counted for all machines"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sip_failure",
        sa.Column("source", sa.Text(), nullable=False, comment="address, of IPv6 the /64"),
        sa.Column("count", sa.Integer(), nullable=False, comment="in a row, at all machines"),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False, comment="when they are forgotten"),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_sip_failure")),
    )
    op.create_index("ix_sip_failure_until", "sip_failure", ["until"])


def downgrade() -> None:
    op.drop_table("sip_failure")
