"""The outbox has mails, too: what its columns hold"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TARGET = "id of the webhook, SMS template or owner of a mailbox; outlives it"


def upgrade() -> None:
    # SQLite keeps no comments, and would have to copy the table.
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("outbox", "channel", existing_type=sa.String(8), comment="sms, webhook or mail")
        op.alter_column("outbox", "target", existing_type=KEY, comment=TARGET)
