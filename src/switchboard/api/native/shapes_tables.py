"""What the native API shows of kinds of objects, and of tables of them."""

from typing import Any, Literal

from pydantic import BaseModel


class SecretPlace(BaseModel):
    """A secret that objects of a kind keep beside their document: PUT `path` takes it as `member`, DELETE forgets it.
    `name` is the end of the path. `kept_as`: under which name `GET .../secrets` lists it when it is set. What stands
    in braces besides `{id}` is the `key` of a part of the document, such as that of an action URL.
    """

    name: str
    path: str
    member: str
    kept_as: str


class KindShown(BaseModel):
    """A kind of object: where it is, by which schema, and what can be done with it beside the usual.

    `table`: it can be read and written as CSV. `made_from` says how a new one begins. `single`: there is at most one.
    """

    kind: str
    path: str
    model: str
    numbered: bool
    unique_names: bool
    single: bool
    made_from: Literal["document", "sound"]
    table: bool
    secrets: list[SecretPlace]


class Kinds(BaseModel):
    """All kinds, and the JSON schemas (2020-12) of their documents. In these, `x-refers` is the kind of the object
    whose id a member holds, and `x-means` what a text is (`language`, `time-zone`, `country`, `dial-pattern`,
    `clock`).
    """

    kinds: list[KindShown]
    schemas: dict[str, Any]


class CellChange(BaseModel):
    """What a column held before and holds then."""

    column: str
    old: str
    new: str


class RowOutcome(BaseModel):
    """What becomes of an object that a line names. A new one has no changes."""

    line: int
    action: Literal["created", "updated"]
    name: str
    number: str | None
    changes: list[CellChange]


class TableOutcome(BaseModel):
    """What was done, or would be; `rows` are the first of those that change anything."""

    created: int
    updated: int
    unchanged: int
    rows: list[RowOutcome]
