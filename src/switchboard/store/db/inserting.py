"""Inserts that can meet a row that is there already."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_into(connection: AsyncConnection | Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert with `on_conflict_…`. Both databases mean the same by it, but SQLAlchemy has it for each apart."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
