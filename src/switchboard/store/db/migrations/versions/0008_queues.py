"""Queues: who waits, who rings for whom, what agents do, and which processes live"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "node",
        sa.Column(
            "incarnation",
            sa.String(length=32),
            nullable=False,
            comment="a calls process; another one after every start",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alive_until", TIME, nullable=False, comment="by the clock of the database"),
        sa.PrimaryKeyConstraint("incarnation", name=op.f("pk_node")),
    )
    op.create_index("ix_node_name", "node", ["name"], unique=False)
    op.create_table(
        "queue_book",
        sa.Column("tenant", KEY, autoincrement=False, nullable=False),
        sa.Column("version", KEY, nullable=False, comment="grows with every change of the tables below"),
        sa.Column("serial", KEY, nullable=False, comment="the last order number or id of an offer"),
        sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f("fk_queue_book_tenant")),
        sa.PrimaryKeyConstraint("tenant", name=op.f("pk_queue_book")),
    )
    _create(
        "queue_ticket",
        ("call",),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("queue", KEY, nullable=False),
        sa.Column("incarnation", sa.String(length=32), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("order_no", KEY, nullable=False),
        sa.Column("entered_at", TIME, nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("retry_at", TIME, nullable=True),
        sa.Column("tried", sa.JSON(), nullable=False, comment="ids of extensions"),
        sa.Column("state", sa.String(length=7), nullable=False, comment="waiting, left, empty or gone"),
        sa.Column("left_at", TIME, nullable=True),
    )
    _create(
        "queue_offer",
        ("extension",),
        sa.Column("extension", KEY, autoincrement=False, nullable=False, comment="so nobody can ring for two callers"),
        sa.Column("id", KEY, nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("queue", KEY, nullable=False),
        sa.Column("incarnation", sa.String(length=32), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("talking", sa.Boolean(), nullable=False),
    )
    _create(
        "agent",
        ("extension",),
        sa.Column("extension", KEY, autoincrement=False, nullable=False),
        sa.Column("paused", sa.Text(), nullable=True, comment="the reason; null: not paused in all queues"),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("wrap_until", TIME, nullable=True),
        sa.Column("hold_until", TIME, nullable=True),
        sa.Column("last_ended_at", TIME, nullable=True),
    )
    _create(
        "agent_seat",
        ("queue", "extension"),
        sa.Column("queue", KEY, autoincrement=False, nullable=False),
        sa.Column("extension", KEY, autoincrement=False, nullable=False),
        sa.Column("logged_in", sa.Boolean(), nullable=False, comment="counts for who logs in by code"),
        sa.Column("paused", sa.Text(), nullable=True, comment="the reason; null: not paused in this queue"),
        sa.Column("talks", sa.Integer(), nullable=False, comment="on that day"),
        sa.Column("day", sa.Date(), nullable=True),
    )
    _create(
        "queue_tally",
        ("queue",),
        sa.Column("queue", KEY, autoincrement=False, nullable=False),
        sa.Column("last_rung", KEY, nullable=True, comment="id of an extension"),
        sa.Column("handling_s", sa.Float(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("empty_since", TIME, nullable=True),
    )
    _create(
        "extension_call",
        ("extension", "call"),
        sa.Column("extension", KEY, autoincrement=False, nullable=False),
        sa.Column("call", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.String(length=32), nullable=False),
    )


def _create(name: str, key: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    """A table of the book of a tenant."""
    tenant = sa.Column("tenant", KEY, nullable=False)
    belongs = sa.ForeignKeyConstraint(["tenant"], ["tenant.id"], name=op.f(f"fk_{name}_tenant"))
    op.create_table(name, *columns, tenant, belongs, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")))
    op.create_index(f"ix_{name}_tenant", name, ["tenant"], unique=False)
