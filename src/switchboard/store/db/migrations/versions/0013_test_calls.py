"""Which calls only try how calls go"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    what = "counts in no statistics"
    op.add_column("call", sa.Column("test", sa.Boolean(), nullable=False, server_default=sa.false(), comment=what))


def downgrade() -> None:
    op.drop_column("call", "test")
