"""Since when phones are registered"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    comment = "when the contact came; null: before that was noted"
    op.add_column("registration", sa.Column("since", sa.DateTime(timezone=True), nullable=True, comment=comment))


def downgrade() -> None:
    op.drop_column("registration", "since")
