"""What requests name, and the objects that are read for a change."""

from collections.abc import Callable

import pytest

from switchboard.api.kit.ids import decimal_id
from switchboard.api.kit.objects import MOST_ITEMS, Named, objects_for, texts_at
from switchboard.model.base import Document
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.office import Office
from switchboard.model.prompt import Prompt
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.db.database import Database
from switchboard.store.documents.repository import Repository

from ..support import EXTENSION, GROUP, SECOND_EXTENSION, furnish


@pytest.mark.unit
@pytest.mark.parametrize(
    ("value", "path", "texts"),
    [
        ({"a": "x"}, ["a"], ["x"]),
        ({"a": {"b": "x"}}, ["a", "b"], ["x"]),
        ({"a": [{"b": "x"}, {"b": ["y", 1]}, "z", {"c": "z"}]}, ["a", "b"], ["x", "y"]),
        ({"a": {"b": "x"}}, ["a"], []),
        ({"a": "x"}, ["a", "b"], []),
        ({"a": [["x"]]}, ["a"], []),
        ({"a": ["x"] * (MOST_ITEMS + 1)}, ["a"], ["x"] * MOST_ITEMS),
        (None, ["a"], []),
    ],
)
def test_texts_at_a_path(value: object, path: list[str], texts: list[str]) -> None:
    assert list(texts_at(value, *path)) == texts


@pytest.mark.unit
@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("7", 7),
        ("0007", 7),
        ("00007", None),
        ("0", None),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1 ", None),
        ("٣", None),
    ],
)
def test_an_id_in_decimal_digits(text: str, id: int | None) -> None:
    assert decimal_id(text, most_digits=4) == id


@pytest.mark.unit
def test_a_number_that_no_id_can_be_is_none() -> None:
    assert decimal_id("9" * 16, most_digits=16) is None


@pytest.mark.interop
async def test_all_objects_are_read_by_a_statement_for_each_way_to_name_them(
    database: Database, statements: Callable[[], list[str]]
) -> None:
    repository = Repository(database, DEFAULT_TENANT)
    await furnish(repository)
    await repository.create(Office(language="de-DE"), author="test")
    group = (await repository.get(ExtensionGroup, GROUP)).document
    statements()
    named = Named(ids={90, 999}, numbers={"6250", "1001", "4"}, prompts={"demo.wav", "none.wav", "\0"}, office=True)
    found = await objects_for(repository, [group], named)
    assert len(statements()) == 4
    assert [stored.id for stored in found.all(Extension)] == [EXTENSION, SECOND_EXTENSION]
    assert [stored.document.name for stored in found.all(Prompt)] == ["IVR.wav", "demo.wav"]
    assert found.by_number("6250") and found.office.language == "de-DE"
    assert found.get(Document, GROUP) is None


@pytest.mark.interop
async def test_nothing_is_read_for_nothing(database: Database, statements: Callable[[], list[str]]) -> None:
    assert (await objects_for(Repository(database, DEFAULT_TENANT), [])).all(Extension) == []
    assert statements() == []
