"""Many objects as a table, all or none."""

import csv
import io

import httpx
import pytest

from switchboard.model.directory import Extension
from switchboard.model.voicemail import Voicemail

from .support import Native, problem

pytestmark = pytest.mark.api


async def send(client: httpx.AsyncClient, text: str, path: str = "/extensions/csv", **query: str) -> httpx.Response:
    return await client.post(path, content=text.encode(), headers={"Content-Type": "text/csv"}, params=query)


def faults(answer: httpx.Response) -> list[tuple[int, str, str]]:
    content = problem(answer, 422, "invalid")
    assert isinstance(content["errors"], list)
    return [(one["line"], one["column"], one["code"]) for one in content["errors"]]


async def test_rows_create_and_update_in_one_go(native: Native) -> None:
    table = "\ufeffnumber;name;email;voicemail.enabled;ring_time_s\n1000;Ann Lee;ann@example.com;ja;\n1500;Zoë;;;25\n"
    tried = await send(native.editor, table, dry_run="true")
    assert tried.status_code == 200, tried.text
    assert (await native.viewer.get("/extensions?number=1500")).json()["items"] == []
    done = (await send(native.editor, table)).json()
    assert done == tried.json()
    assert (done["created"], done["updated"], done["unchanged"]) == (1, 1, 0)
    assert done["rows"][0]["changes"] == [
        {"column": "email", "old": "", "new": "ann@example.com"},
        {"column": "voicemail.enabled", "old": "", "new": "true"},
    ]
    assert (done["rows"][1]["line"], done["rows"][1]["action"], done["rows"][1]["number"]) == (3, "created", "1500")
    ann = (await native.repository.get(Extension, 85)).document
    assert (ann.email, ann.voicemail, ann.ring_time_s) == ("ann@example.com", Voicemail(enabled=True), 30)
    assert (await send(native.editor, table)).json()["unchanged"] == 2
    history = (await native.viewer.get("/extensions/85/revisions")).json()["items"]
    assert (history[0]["author"], history[0]["note"]) == ("native:editor", "table")


async def test_what_is_wrong_is_told_by_line_and_column_and_nothing_is_written(native: Native) -> None:
    table = (
        "number,name,email,ring_time_s,music,aliases\n"
        "1500,Fine,,,,A|B\n"
        "15x,Wrong,,,,\n"
        "1501,,nobody,many,Jazz,\n"
        "1500,Again,,,,\n"
        "6200,Taken,,,,\n"
    )
    assert faults(await send(native.editor, table)) == [
        (3, "number", "pattern"),
        (4, "ring_time_s", "type"),
        (4, "music", "reference"),
        (4, "name", "too-short"),
        (4, "email", "pattern"),
        (5, "number", "twice"),
    ]
    assert (await native.viewer.get("/extensions?number=1500")).json()["items"] == []
    taken = await send(native.editor, f"number,name\n{(await menu_number(native))},Taken\n")
    assert faults(taken) == [(2, "number", "duplicate")]


async def menu_number(native: Native) -> str:
    return str((await native.viewer.get("/ivrs/50")).json()["number"])


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"number,nmae\n1,A\n", "text/csv", "column"),
        (b"name\nA\n", "text/csv", "column"),
        (b"", "text/csv", "column"),
        (b"number,number\n1,1\n", "text/csv", "column"),
        (b"number,name\n1,\xff\n", "text/csv", "encoding"),
    ],
)
async def test_what_is_no_table(native: Native, content: bytes, kind: str, code: str) -> None:
    answer = await native.editor.post("/extensions/csv", content=content, headers={"Content-Type": kind})
    errors = problem(answer, 422, "invalid")["errors"]
    assert isinstance(errors, list)
    assert [one["code"] for one in errors] == [code]
    problem(await native.editor.post("/extensions/csv", json={}), 415, "unsupported-media-type")


async def test_what_was_read_can_be_sent_back(native: Native) -> None:
    odd = Extension(name="=cmd|' /C calc'!A0", number="1600", aliases=("'x", "+1"), mobile="+4930123")
    await native.repository.create(odd, author="test")
    for kind in ("extensions", "ring-groups", "holidays", "caller-lists", "music", "queues", "webhooks"):
        answer = await native.editor.get(f"/{kind}/csv?separator=semicolon")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        done = (await send(native.editor, answer.text, f"/{kind}/csv")).json()
        assert (done["created"], done["updated"]) == (0, 0), (kind, done)
    text = (await native.viewer.get("/extensions/csv")).text.removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'=cmd|' /C calc'!A0" in cells


async def test_members_are_named_by_their_numbers(native: Native) -> None:
    table = "number,name,members\n6390,Two,1000|1001\n"
    assert (await send(native.editor, table, "/ring-groups/csv")).json()["created"] == 1
    group = (await native.viewer.get("/ring-groups?number=6390")).json()["items"][0]
    assert group["members"] == [85, 86]
    assert "1000|1001" in (await native.viewer.get("/ring-groups/csv")).text


async def test_masks_are_refused_and_other_tenants_have_tables_of_their_own(native: Native) -> None:
    await native.editor.post("/webhooks", json={"name": "Hook", "url": "https://a.example/?key=secret"})
    seen = (await native.viewer.get("/webhooks/csv")).text
    assert "secret" not in seen
    assert ("masked" in [code for _, _, code in faults(await send(native.editor, seen, "/webhooks/csv"))]) is True
    assert "1000" not in (await native.neighbour.get("/extensions/csv")).text
    problem(await send(native.viewer, "number,name\n1,A\n"), 403, "forbidden")


async def test_of_many_rows_the_first_are_told_and_too_many_are_refused(native: Native) -> None:
    rows = "\n".join(f"{20000 + n},Person {n},p{n}@example.com,true" for n in range(600))
    done = (await send(native.editor, f"number,name,email,voicemail.enabled\n{rows}\n")).json()
    assert (done["created"], len(done["rows"])) == (600, 500)
    more = await send(native.editor, "number,name\n" + "\n".join(f"{n},A" for n in range(100000, 120001)))
    errors = problem(more, 422, "invalid")["errors"]
    assert isinstance(errors, list) and errors[0]["values"] == {"max": 20_000}
