"""At which machine phones register"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TARGET = "id of the webhook, SMS template, owner of a mailbox or extension; outlives it"


def upgrade() -> None:
    what = "machine that the phone registers at"
    if op.get_bind().dialect.name == "postgresql":  # SQLite keeps no comments
        op.alter_column("outbox", "channel", existing_type=sa.String(8), comment="sms, webhook, mail or alarm")
        op.alter_column("outbox", "target", existing_type=KEY, comment=TARGET)
    node = sa.Column("node", sa.Text(), nullable=False, server_default=sa.text("''"), comment=what)
    op.add_column("registration", node)


def downgrade() -> None:
    op.drop_column("registration", "node")
