"""Migration, on every database: it leads to `tables.py`, and processes may do it at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.engine import Connection

from switchboard import errors
from switchboard.model.configuration import Configuration
from switchboard.model.mailbox import mailbox_of
from switchboard.model.trunk import Trunk
from switchboard.store.db.database import Database
from switchboard.store.db.migrate import config_for
from switchboard.store.db.tables import (
    UtcDateTime,
    api_client,
    call,
    call_event,
    metadata,
    object_,
    object_secret,
    recording,
    revision,
    tenant,
)
from switchboard.store.documents.repository import Repository
from switchboard.store.people.api_tokens import ApiTokens
from switchboard.store.people.users import Users

pytestmark = pytest.mark.interop

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    database = Database(empty_database_url)
    await database.connect()
    yield database
    await database.close()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_lead_to_the_tables(empty: Database) -> None:
    async with empty.read() as connection:
        assert await connection.run_sync(_differences)
    await empty.migrate()
    async with empty.read() as connection:
        assert await connection.run_sync(_differences) == []


def _before_users(connection: Connection) -> None:
    """A database of the version before, with a trunk's password and a call."""
    command.upgrade(config_for(connection), "0002")
    for statement in (
        "INSERT INTO tenant VALUES (1, 'default', '')",
        "INSERT INTO object VALUES (7, 1, 'trunk', NULL, 'a', 'a', 'a', 1, '{}')",
        "INSERT INTO trunk_secret VALUES (7, 'sealed')",
        "INSERT INTO \"call\" VALUES (1, 'c', 1, 'n', :at, NULL, NULL, '', '', '', NULL, NULL, 'open', '', '', '', '')",
        "INSERT INTO call_event VALUES ('c', 1, :at, 'answered', '{}')",
        "INSERT INTO call_event VALUES ('c', 0, :at, 'call_started', '{}')",
    ):
        at = [bindparam("at", AT, UtcDateTime())] if ":at" in statement else []
        connection.execute(text(statement).bindparams(*at))


async def test_what_the_version_before_has_kept_is_kept(empty: Database) -> None:
    async with empty.write() as connection:
        await connection.run_sync(_before_users)
    await empty.migrate()
    async with empty.read() as connection:
        assert tuple((await connection.execute(select(object_secret))).one()) == (7, "password", "sealed")
        kept = select(call_event.c.call, call_event.c.seq, call_event.c.type).order_by(call_event.c.position)
        rows = [tuple(row) for row in await connection.execute(kept)]
    assert rows == [("c", 0, "call_started"), ("c", 1, "answered")]


def _before_control_characters_were_refused(connection: Connection) -> None:
    """A trunk whose name and user name hold some, and its history."""
    command.upgrade(config_for(connection), "0004")
    document = {"name": "a\x85b", "host": "192.0.2.1", "username": "me\r\nVia: you", "type": "peer"}
    connection.execute(text("INSERT INTO tenant VALUES (1, 'default', '')"))
    names = {"name": "a\x85b", "name_folded": "a\x85b", "unique_name": "a\x85b"}
    row = {"id": 7, "tenant": 1, "kind": "trunk", "revision": 1, "document": document}
    connection.execute(insert(object_).values(**row, **names))
    written = {"object": 7, "tenant": 1, "kind": "trunk", "author": "a", "at": AT, "note": ""}
    connection.execute(insert(revision).values(**written, revision=1, document=document))
    connection.execute(insert(revision).values(**written, revision=2, document=None))


async def test_control_characters_of_before_are_replaced(empty: Database) -> None:
    async with empty.write() as connection:
        await connection.run_sync(_before_control_characters_were_refused)
    await empty.migrate()
    repository = Repository(empty, 1)
    trunk = (await repository.get(Trunk, 7)).document
    assert (trunk.name, trunk.username) == ("a?b", "me??Via: you")
    assert await repository.find_by_name(Trunk, "a?b") is not None
    async with empty.read() as connection:
        kept = (await connection.execute(select(revision.c.document).order_by(revision.c.revision))).scalars().all()
    assert [one and one["username"] for one in kept] == ["me??Via: you", None]


def _before_names_were_refused_that_turn_text(connection: Connection) -> None:
    command.upgrade(config_for(connection), "0019")
    document = {"name": "a\u202eb", "host": "192.0.2.1", "type": "peer"}
    connection.execute(text("INSERT INTO tenant VALUES (1, 'default', '')"))
    names = {"name": "a\u202eb", "name_folded": "a\u202eb", "unique_name": "a\u202eb"}
    connection.execute(insert(object_).values(id=7, tenant=1, kind="trunk", revision=1, document=document, **names))
    written = {"object": 7, "tenant": 1, "kind": "trunk", "author": "a", "at": AT, "note": ""}
    connection.execute(insert(revision).values(**written, revision=1, document=document))


async def test_names_of_before_turn_no_text(empty: Database) -> None:
    async with empty.write() as connection:
        await connection.run_sync(_before_names_were_refused_that_turn_text)
    await empty.migrate()
    repository = Repository(empty, 1)
    assert (await repository.get(Trunk, 7)).document.name == "a?b"
    assert await repository.find_by_name(Trunk, "a?b") is not None
    async with empty.read() as connection:
        assert (await connection.execute(select(revision.c.document))).scalars().one()["name"] == "a?b"


def _before_recordings_were_rows(connection: Connection) -> None:
    """A recorded call whose caller reached somebody outside, one that was recorded when its process died, and a client
    of an API.
    """
    command.upgrade(config_for(connection), "0020")
    connection.execute(text("INSERT INTO tenant VALUES (1, 'default', '')"))
    common = dict.fromkeys(("caller_name", "cause", "ended_by", "dtmf_methods"), "")
    one = {"tenant": 1, "node": "n", "started_at": AT, "ended_at": AT, "caller": "1000", "dialled": "6000", **common}
    talk = {"target": {"kind": "trunk", "id": 3, "number": "0301234"}}
    began = {"seq": 0, "at": AT, "type": "recording_started"}
    for id, state, events in (
        ("a", "ended", [began | {"data": {"name": "a.wav"}}, began | {"seq": 1, "type": "bridged", "data": talk}]),
        ("b", "interrupted", [began | {"data": {"name": "../b.wav"}}]),
    ):
        connection.execute(insert(call).values(id=id, state=state, recording="", **one))
        connection.execute(insert(call_event), [event | {"call": id} for event in events])
    client = {"tenant": 1, "dialect": "yeastar", "client_id": "c", "secret_hash": "", "name": "crm"}
    columns = ", ".join(client)
    values = ", ".join(f":{name}" for name in client)
    statement = text(f"INSERT INTO api_client ({columns}, created_at) VALUES ({values}, :at)")
    connection.execute(statement.bindparams(bindparam("at", AT, UtcDateTime())), client)


async def test_recordings_of_before_are_rows_and_old_clients_may_not_hear_them(empty: Database) -> None:
    async with empty.write() as connection:
        await connection.run_sync(_before_recordings_were_rows)
    await empty.migrate()
    shown = (recording.c.call, recording.c.name, recording.c.callee, recording.c.goes_out, recording.c.state)
    async with empty.read() as connection:
        rows = [tuple(row) for row in await connection.execute(select(*shown).order_by(recording.c.id))]
        assert list(await connection.scalars(select(api_client.c.rights))) == [()]
    assert rows == [("a", "a.wav", "0301234", True, "ended"), ("b", "b.wav", "6000", False, "ended")]


def _before_mailboxes(connection: Connection) -> None:
    """An extension, an office, a user and a token as the version before has written them."""
    command.upgrade(config_for(connection), "0005")
    connection.execute(text("INSERT INTO tenant VALUES (1, 'default', '')"))
    for id, kind, name, number, document in (
        (7, "extension", "Ann", "100", {"name": "Ann", "number": "100", "email": "ann@example.com"}),
        (8, "office", "office", None, {"name": "office", "language": "de"}),
    ):
        names = {"name": name, "name_folded": name, "unique_name": None, "number": number}
        row = {"id": id, "tenant": 1, "kind": kind, "revision": 1, "document": document}
        connection.execute(insert(object_).values(**row, **names))
    for table, values in (
        ("bearer_token", "(1, 1, 'crm', 'admin', 'hash', '4711', :at, NULL)"),
        ('"user"', "(1, 1, 'ann', 'ann', 'hash', 'editor', :at)"),
    ):
        statement = text(f"INSERT INTO {table} VALUES {values}")
        connection.execute(statement.bindparams(bindparam("at", AT, UtcDateTime())))


async def test_who_was_there_before_mailboxes_has_one_and_nobody_may_listen(empty: Database) -> None:
    async with empty.write() as connection:
        await connection.run_sync(_before_mailboxes)
    await empty.migrate()
    _, objects = await Repository(empty, 1).snapshot()
    mailbox = mailbox_of(Configuration.of(objects), 7)
    assert mailbox is not None
    assert (mailbox.number, mailbox.options.language, mailbox.options.mail_to) == ("100", "de", ("ann@example.com",))
    (token,), (user,) = await ApiTokens(empty).all(1), await Users(empty).all(1)
    assert (token.name, token.role, token.rights) == ("crm", "admin", ())
    assert (user.name, user.role, user.rights) == ("ann", "editor", ())


async def test_processes_may_start_at_once(empty_database_url: str) -> None:
    databases = [Database(empty_database_url) for _ in range(3)]

    async def start(database: Database) -> None:
        await database.connect()
        await database.migrate()

    await asyncio.gather(*map(start, databases))
    for database in databases:
        async with database.read() as connection:
            rows = (await connection.execute(select(tenant.c.id, tenant.c.name))).all()
        assert [tuple(row) for row in rows] == [(1, "default")]
        await database.close()


async def test_the_default_tenant_exists_and_keeps_what_was_changed(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(update(tenant).values(sip_domain="pbx.example"))
    await database.migrate()
    async with database.read() as connection:
        rows = (await connection.execute(select(tenant))).all()
    assert [tuple(row) for row in rows] == [(1, "default", "pbx.example")]


async def test_a_database_of_a_newer_version_is_left_alone(empty: Database) -> None:
    await empty.migrate()
    async with empty.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        # Which has taken something away that this version uses.
        await connection.execute(text("UPDATE installation SET value = '9999' WHERE name = 'compatible'"))
    with pytest.raises(errors.Unavailable, match="newer"):
        await empty.migrate()
