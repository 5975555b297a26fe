"""From a directory to a tenant: what is done, what is refused, and that it is all or nothing."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from switchboard.ascode.apply import Tenant, apply, preview
from switchboard.ascode.differences import Difference
from switchboard.ascode.export import export, write
from switchboard.ascode.problems import Rejected
from switchboard.config import LimitSettings
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr
from switchboard.model.music import STREAMS_OFF
from switchboard.model.prompt import Prompt
from switchboard.store.db.database import Database
from switchboard.store.documents.batch import Batches, Current
from switchboard.store.documents.repository import Repository
from tests.kit.past import revisions

from .conftest import tone

pytestmark = pytest.mark.interop

PEOPLE = """\
extension:
- {number: 1000, name: Alice}
- {number: 1001, name: Bob}
"""
CIRCLE = """\
ivr:
- number: 6000
  name: A
  options:
  - {keys: 1, route: {to: {kind: ivr, ivr: 6001}}}
- number: 6001
  name: B
  options:
  - {keys: 1, route: {to: {kind: ivr, ivr: 6000}}}
  - {keys: 2, route: {to: {kind: extension, extension: 1000}}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A directory with two people."""
    directory = tmp_path / "config"
    directory.mkdir()
    (directory / "switchboard.yaml").write_text("format: 1\n")
    (directory / "people.yaml").write_text(PEOPLE)
    return directory


@pytest.fixture
def repository(database: Database) -> Repository:
    return Repository(database, 1)


async def names(tenant: Tenant) -> dict[str, str]:
    objects = (await tenant.batches.current()).objects
    return {stored.document.dialled_number() or stored.document.name: stored.document.name for stored in objects}


async def test_the_office_needs_no_name(origin: Tenant, root: Path) -> None:
    """There is only one; an export says its name all the same."""
    (root / "office.yaml").write_text("office:\n- {timezone: Europe/Berlin}\n")
    assert len((await apply(root, origin, author="test")).created) == 3
    (exported,) = [
        text
        for path, text in (await export(await origin.batches.current(), origin.library)).items()
        if path.stem == "office"
    ]
    assert b"name: office" in exported
    assert (await apply(root, origin, author="test")).is_empty


async def refused(root: Path, tenant: Tenant, *, prune: bool = False) -> list[str]:
    before = await tenant.batches.current()
    with pytest.raises(Rejected) as caught:
        await apply(root, tenant, author="test", prune=prune)
    assert await tenant.batches.current() == before
    return str(caught.value).splitlines()


async def test_references_go_forwards_and_in_circles(origin: Tenant, root: Path) -> None:
    (root / "a-menus.yaml").write_text(CIRCLE)
    done = await apply(root, origin, author="test")
    assert len(done.created) == 4
    assert await names(origin) == {"1000": "Alice", "1001": "Bob", "6000": "A", "6001": "B"}


async def test_a_second_apply_writes_nothing(origin: Tenant, repository: Repository, root: Path) -> None:
    (root / "menus.yaml").write_text(CIRCLE)
    await apply(root, origin, author="test")
    seq, before = await repository.snapshot()
    assert (await apply(root, origin, author="test", prune=True)).is_empty
    assert await repository.snapshot() == (seq, before)


async def test_a_preview_writes_nothing(origin: Tenant, root: Path) -> None:
    (root / "prompt.yaml").write_text("prompt:\n- {name: hello.wav, audio: hello.wav}\n")
    (root / "hello.wav").write_bytes(tone(440))
    plan = await preview(root, origin)
    [prompt] = [stored.document for stored in plan.created if isinstance(stored.document, Prompt)]
    assert await names(origin) == {}
    assert not origin.library.exists(prompt.content)


async def test_what_changed_is_told_by_path(origin: Tenant, root: Path) -> None:
    (root / "menus.yaml").write_text(CIRCLE)
    await apply(root, origin, author="test")
    (root / "menus.yaml").write_text(CIRCLE.replace("extension: 1000", "extension: 1001").replace("name: A", "name: C"))
    plan = await apply(root, origin, author="test")
    assert [(change.identity, change.differences) for change in plan.changes] == [
        (("ivr", "6000"), (Difference(("name",), "A", "C"),)),
        (("ivr", "6001"), (Difference(("options", 1, "route", "to", "extension"), "1000", "1001"),)),
    ]
    assert plan.unchanged == 2


async def test_the_history_says_who_applied(origin: Tenant, repository: Repository, root: Path) -> None:
    await apply(root, origin, author="ci")
    alice = await repository.find_by_name(Extension, "Alice")
    assert alice is not None
    assert [(info.author, info.note) for info in await revisions(repository, alice.id)] == [("ci", "apply")]


async def test_only_prune_deletes(origin: Tenant, root: Path) -> None:
    (root / "menus.yaml").write_text(CIRCLE)
    await apply(root, origin, author="test")
    (root / "menus.yaml").unlink()
    kept = await apply(root, origin, author="test")
    assert kept.is_empty and [stored.document.name for stored in kept.kept] == ["A", "B"]
    done = await apply(root, origin, author="test", prune=True)
    assert [stored.document.name for stored in done.deleted] == ["A", "B"]
    assert await names(origin) == {"1000": "Alice", "1001": "Bob"}


async def test_what_is_only_on_the_server_may_be_referred_to_unless_pruned(origin: Tenant, root: Path) -> None:
    await apply(root, origin, author="test")
    (root / "people.yaml").write_text(CIRCLE)
    await apply(root, origin, author="test")
    [problem] = await refused(root, origin, prune=True)
    expected = "people.yaml:10: ivr 6001 options[1].route.to.extension: there is no extension 1000"
    assert problem == expected


async def test_a_changed_sound_is_a_change_of_its_prompt(origin: Tenant, root: Path) -> None:
    (root / "prompt.yaml").write_text("prompt:\n- {name: hello.wav, audio: sounds/hello.wav}\n")
    (root / "sounds").mkdir()
    (root / "sounds/hello.wav").write_bytes(tone(440))
    await apply(root, origin, author="test")
    assert (await apply(root, origin, author="test")).is_empty
    (root / "sounds/hello.wav").write_bytes(tone(880, seconds=0.4))
    [change] = (await apply(root, origin, author="test")).changes
    assert [one.steps for one in change.differences] == [("content",), ("duration_ms",)]
    [prompt] = [one.document for one in (await origin.batches.current()).objects if isinstance(one.document, Prompt)]
    assert prompt.duration_ms == 400 and origin.library.exists(prompt.content)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "ivr:\n- number: 6000\n  name: A\n  options:\n  - keys: 1\n    route:\n      to: {kind: ivr, ivr: 6009}\n"
            "- number: 60x0\n  name: B\n  digits: 3\n",
            [
                "x.yaml:7: ivr 6000 options[0].route.to.ivr: there is no ivr 6009",
                "x.yaml:8: ivr 60x0 number: String should match pattern '^[0-9]{1,64}$'",
                "x.yaml:10: ivr 60x0 digits: Extra inputs are not permitted",
            ],
        ),
        ("ivr:\n- name: A\n", ["x.yaml:2: ivr number: Field required"]),
        ("ivr:\n- A\n", ["x.yaml:2: ivr: Input should be a valid dictionary or instance of Ivr"]),
        ("extension:\n- {number: 1000, name: Al}\n", ["x.yaml:2: extension 1000: is described twice; first at "]),
        (
            "ivr:\n- {number: 1000, name: A}\n",
            ["x.yaml:2: ivr 1000 number: is taken by extension 1000 at people.yaml:2"],
        ),
        ("trunk:\n- {name: T, host: h, type: register}\n", ["x.yaml:2: trunk T username: a register trunk needs"]),
        ("people: []\n", ["x.yaml:1: people: is no kind; there are ivr, "]),
        ("ivr: 7\n", ["x.yaml:1: ivr: must be a list"]),
        ("- ivr\n", ["x.yaml:1: must be a mapping"]),
        ("format: 2\n", ["x.yaml:1: format: this version understands 1 only"]),
        ("a: [\n", ["x.yaml:2: not YAML: "]),
        ("prompt:\n- {name: a, audio: a.wav}\n", ["x.yaml:2: prompt a audio: cannot be read: No such file"]),
        ("prompt:\n- {name: a, audio: ../../a.wav}\n", ["x.yaml:2: prompt a audio: is outside of the directory"]),
        ("prompt:\n- {name: a, audio: x.yaml}\n", ["x.yaml:2: prompt a audio: this is no WAV"]),
        ("prompt:\n- {name: a, audio: '\\0'}\n", ["x.yaml:2: prompt a audio: "]),
        ("prompt:\n- {name: a}\n", ["x.yaml:2: prompt a audio: Field required"]),
    ],
)
async def test_everything_that_is_wrong_is_told(origin: Tenant, root: Path, text: str, problems: list[str]) -> None:
    (root / "x.yaml").write_text(text)
    found = await refused(root, origin)
    assert len(found) == len(problems)
    assert all(told.startswith(expected) for told, expected in zip(found, problems, strict=True)), found


async def test_no_utf8_is_refused(origin: Tenant, root: Path) -> None:
    (root / "x.yaml").write_bytes(b"\xff\xfe\xff")
    assert await refused(root, origin) == ["x.yaml: is not UTF-8"]


async def test_a_directory_of_something_else_is_refused(origin: Tenant, root: Path) -> None:
    await apply(root, origin, author="test")
    (root / "switchboard.yaml").unlink()
    assert await refused(root, origin, prune=True) == ["switchboard.yaml: is missing; it must say `format: 1`"]


async def test_a_name_that_only_the_server_has_is_taken(origin: Tenant, root: Path) -> None:
    (root / "x.yaml").write_text("ivr:\n- {number: 6000, name: A}\n")
    await apply(root, origin, author="test")
    (root / "x.yaml").write_text("ivr:\n- {number: 6001, name: A}\n")
    [problem] = await refused(root, origin)
    assert problem.startswith("x.yaml:2: ivr 6001 name: is taken by ivr 6000 on the server")
    await apply(root, origin, author="test", prune=True)
    assert "6000" not in await names(origin)


async def test_hidden_files_are_none_of_ours(origin: Tenant, root: Path) -> None:
    (root / ".github").mkdir()
    (root / ".github" / "ci.yaml").write_text("on: push\n")
    assert len((await apply(root, origin, author="test")).created) == 2


async def test_two_writers(origin: Tenant, repository: Repository, root: Path, tmp_path: Path) -> None:
    """Whoever is last wins as a whole, and edits in between are seen."""
    other = tmp_path / "other"
    write(await export(await origin.batches.current(), origin.library), other)
    (other / "people.yaml").write_text(PEOPLE.replace("Alice", "Ann").replace("Bob", "Ben"))
    menu = await repository.create(Ivr(number="6000", name="0"), author="test")

    async def edit() -> None:
        def count(ivr: Ivr) -> Ivr:
            return ivr.model_copy(update={"name": str(int(ivr.name) + 1)})

        await repository.edit(Ivr, menu.id, count, author="test")

    applying = [apply(path, origin, author="test") for path in (root, other) * 3]
    await asyncio.gather(*applying, *(edit() for _ in range(6)))
    found = await names(origin)
    assert found.pop("6000") == "6"
    assert set(found.values()) in ({"Alice", "Bob"}, {"Ann", "Ben"})


async def test_what_was_written_between_the_look_and_the_write_counts(
    origin: Tenant, database: Database, repository: Repository, root: Path
) -> None:
    """A number taken at the last moment is found inside of the transaction."""

    class Late(Batches):
        async def current(self) -> Current:
            found = await super().current()
            await repository.create(Ivr(number="1001", name="Late"), author="test")
            return found

    late = Tenant(Late(database, 1), origin.library, origin.limits)
    with pytest.raises(Rejected, match=r"people.yaml:3: extension 1001 number: is taken by ivr 1001 on the server"):
        await apply(root, late, author="test")
    assert await names(origin) == {"1001": "Late"}


async def test_a_sound_that_changes_while_it_is_read_is_refused(origin: Tenant, database: Database, root: Path) -> None:
    (root / "prompt.yaml").write_text("prompt:\n- {name: hello.wav, audio: hello.wav}\n")
    (root / "hello.wav").write_bytes(tone(440))

    class Meanwhile(Batches):
        async def current(self) -> Current:
            (root / "hello.wav").write_bytes(tone(880))
            return await super().current()

    with pytest.raises(Rejected, match=r"prompt.yaml:2: prompt hello.wav audio: changes while it is read"):
        await apply(root, Tenant(Meanwhile(database, 1), origin.library, origin.limits), author="test")
    assert await names(origin) == {}


async def test_a_sound_that_is_too_large_is_not_even_read(origin: Tenant, root: Path) -> None:
    (root / "prompt.yaml").write_text("prompt:\n- {name: hello.wav, audio: hello.wav}\n")
    (root / "hello.wav").write_bytes(b"RIFF" + bytes(100_000))
    small = Tenant(origin.batches, origin.library, LimitSettings(upload_bytes=1, prompt_seconds=0.1))
    assert await refused(root, small) == ["prompt.yaml:2: prompt hello.wav audio: is too large"]


async def test_empty_files_and_lists_say_nothing(origin: Tenant, root: Path) -> None:
    (root / "people.yaml").write_text("# nobody yet\n")
    (root / "menus.yml").write_text("ivr:\nextension: []\n---\n")
    assert (await apply(root, origin, author="test")).is_empty


async def test_network_streams_are_refused_where_none_are_played(
    origin: Tenant, repository: Repository, root: Path
) -> None:
    radio = root / "radio.yaml"
    radio.write_text("music:\n- {name: radio, stream: 'https://radio.example/live'}\n")
    with pytest.raises(Rejected) as refusal:
        await apply(root, origin, author="me")
    assert [str(problem) for problem in refusal.value.problems] == [f"radio.yaml:2: music radio stream: {STREAMS_OFF}"]
    assert not (await apply(root, replace(origin, streams=True), author="me")).warnings
    again = await preview(root, origin)
    assert again.is_empty
    assert again.warnings == (f"music radio: {STREAMS_OFF}",)
