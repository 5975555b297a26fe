"""Machines of two versions share a database for a while: migrations since the oldest compatible one only add."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import text, update

from switchboard import errors
from switchboard.store.db.database import Database
from switchboard.store.db.newest import COMPATIBLE, COMPATIBLE_SINCE, VERSIONS, newest_version
from switchboard.store.db.tables import installation

pytestmark = pytest.mark.interop
ADDING = {"create_table", "create_index", "add_column", "f", "get_bind", "execute"}
TAKING = ("DROP ", "DELETE ", "ALTER ", "TRUNCATE ")
LATER = [file for file in sorted(VERSIONS.glob("[0-9]*.py")) if file.name[:4] > COMPATIBLE_SINCE]


def names_of(file: Path) -> list[ast.Call]:
    """All calls of `op` outside of `downgrade`."""
    tree = ast.parse(file.read_text())
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name != "downgrade"]
    calls = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).startswith("op.")]


@pytest.mark.parametrize("file", LATER, ids=lambda file: file.stem)
def test_a_migration_only_adds(file: Path) -> None:
    """Otherwise raise COMPATIBLE_SINCE, in a release after the one that no longer uses what goes."""
    for call in names_of(file):
        what = ast.unparse(call.func).removeprefix("op.")
        assert what in ADDING, f"{file.name} calls {what}"
        said = ast.unparse(call)
        assert not any(word in said.upper() for word in TAKING), said
        if what == "add_column":
            assert "nullable=True" in said or "server_default" in said, f"an older program cannot fill {said}"


async def test_an_older_program_works_with_what_a_newer_one_has_migrated(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        row = {"name": COMPATIBLE, "value": newest_version()}
        await connection.execute(installation.delete())
        await connection.execute(installation.insert().values(row))
    await database.migrate()
    async with database.write() as connection:
        assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
        await connection.execute(update(installation).values(value="9998"))
    try:
        with pytest.raises(errors.Unavailable, match="a newer version of this program"):
            await database.migrate()
    finally:
        async with database.write() as connection:
            await connection.execute(text(f"UPDATE alembic_version SET version_num = '{newest_version()}'"))
