"""The legs of calls"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_legs()
    op.create_index("ix_call_leg_in_order", "call_leg", ["tenant", "call", "seq"])
    op.create_index("ix_call_leg_by_time", "call_leg", ["tenant", "started_at", "call", "seq"])
    legless = "calls up to this position may lack their legs; null: none does"
    op.add_column("call_digest", sa.Column("legless", KEY, nullable=True, comment=legless))
    op.execute('UPDATE call_digest SET legless = (SELECT max(position) FROM "call")')


def _create_legs() -> None:
    op.create_table(
        "call_leg",
        sa.Column("call", KEY, autoincrement=False, nullable=False, comment="position of the call"),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False, comment="counts from 0 within the call"),
        sa.Column("tenant", KEY, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("object", KEY, nullable=True, comment="id of what it leads to, or of the trunk; outlives it"),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("caller_name", sa.Text(), nullable=False),
        sa.Column("callee", sa.Text(), nullable=False),
        sa.Column("callee_name", sa.Text(), nullable=False, comment="as it was when the call was over"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_ms", KEY, nullable=False),
        sa.Column("ring_ms", KEY, nullable=True, comment="null where nobody rings"),
        sa.Column("talk_ms", KEY, nullable=True, comment="null where nobody answered"),
        sa.Column("disposition", sa.String(16), nullable=False),
        sa.Column("direction", sa.String(8), nullable=False, comment="inbound, outbound or internal"),
        sa.Column("did", sa.Text(), nullable=False, comment="the number that a caller from outside dialled"),
        sa.Column("shown", sa.Text(), nullable=False, comment="the caller's number as a trunk was told it"),
        sa.Column("src_trunk", sa.Text(), nullable=False, comment="name of the trunk that the caller is behind"),
        sa.Column("dst_trunk", sa.Text(), nullable=False, comment="name of the trunk that it went out through"),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["call"], ["call.position"], name=op.f("fk_call_leg_call"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_call_leg_tenant")),
        sa.PrimaryKeyConstraint("call", "seq", name=op.f("pk_call_leg")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_column("call_digest", "legless")
    op.drop_table("call_leg")
