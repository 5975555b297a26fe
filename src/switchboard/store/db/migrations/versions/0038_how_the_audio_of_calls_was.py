"""How the audio of calls was"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "call_audio",
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("seq", KEY, autoincrement=False, nullable=False, comment="grows within the call"),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False, comment="when the stream had ended"),
        sa.Column("side", sa.String(8), nullable=False, comment="caller or callee"),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("extension", KEY, nullable=True, comment="id of the party's extension; outlives it"),
        sa.Column("trunk", KEY, nullable=True, comment="id of the trunk that the party is behind; outlives it"),
        sa.Column("codec", sa.String(16), nullable=False),
        sa.Column("encrypted", sa.Boolean(), nullable=False),
        sa.Column("received", KEY, nullable=False, comment="packets that came"),
        *_figures("received"),
        sa.Column("sent", KEY, nullable=False, comment="packets that were sent"),
        *_figures("sent"),
        sa.Column("round_trip_ms", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["call"], ["call.id"], name=op.f("fk_call_audio_call"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("call", "seq", name=op.f("pk_call_audio")),
        sqlite_with_rowid=False,
    )


def _figures(way: str) -> list[sa.Column[float]]:
    return [sa.Column(f"{way}_{name}", sa.Float(), nullable=True) for name in ("loss_percent", "jitter_ms", "mos")]


def downgrade() -> None:
    op.drop_table("call_audio")
