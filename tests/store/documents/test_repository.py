"""The repository, on every database: objects in and out, and what is refused."""

import pytest
from tests.kit.past import revisions

from switchboard import errors
from switchboard.model.base import Document
from switchboard.model.destination import ToExtension, ToIvr
from switchboard.model.directory import Extension, ExtensionGroup
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.organization import Organization
from switchboard.model.prompt import CustomPrompt, Prompt
from switchboard.model.trunk import Trunk
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
HASH = "0" * 64
HUGE = 10**30


def extension(number: str, name: str = "Alice") -> Extension:
    return Extension(name=name, number=number)


async def numbers(repository: Repository) -> list[str]:
    return [stored.document.number for stored in (await repository.page(Extension)).items]


async def test_what_was_created_is_read_back(repository: Repository) -> None:
    documents: list[Document] = [
        Extension(name="Zoë Ångström 😀 'quoted\" \\ %", number="0012", email="a@b.example"),
        Ivr(name="メニュー", number="6000", description="line\nbreak \0 nul", response_timeout_s=0.1 + 0.2),
        Prompt(name="IVR.wav", content=HASH, duration_ms=1500, text="Grüß Gott"),
        Trunk(name="Carrier", host="sip.example.net", addresses=("192.0.2.1",)),
    ]
    for document in documents:
        stored = await repository.create(document, author="test")
        assert stored.revision == 1
        assert await repository.get(type(document), stored.id) == stored


async def test_ids_are_of_one_sequence_and_never_used_again(repository: Repository) -> None:
    first = await repository.create(extension("1000"), author="test")
    second = await repository.create(Prompt(name="a.wav", content=HASH, duration_ms=0), author="test")
    await repository.delete(Prompt, second.id, author="test")
    third = await repository.create(extension("1001"), author="test")
    assert first.id < second.id < third.id


async def test_generated_ids_go_on_above_an_explicit_one(repository: Repository) -> None:
    assert (await repository.create(extension("1000"), author="test", id=500)).id == 500
    assert (await repository.create(extension("1001"), author="test")).id == 501
    assert (await repository.create(extension("1002"), author="test", id=7)).id == 7
    assert (await repository.create(extension("1003"), author="test")).id == 502


async def test_a_first_explicit_id_of_one_is_followed_by_two(repository: Repository) -> None:
    await repository.create(extension("1000"), author="test", id=1)
    assert (await repository.create(extension("1001"), author="test")).id == 2


async def test_an_explicit_id_that_is_taken_is_a_duplicate(repository: Repository, neighbour: Repository) -> None:
    await repository.create(extension("1000"), author="test", id=5)
    with pytest.raises(errors.Duplicate) as caught:
        await repository.create(extension("1001"), author="test", id=5)
    assert (caught.value.field, caught.value.value) == ("id", "5")
    assert (caught.value.owner_kind, caught.value.owner_number) == ("extension", "1000")
    with pytest.raises(errors.Duplicate) as elsewhere:
        await neighbour.create(extension("1001"), author="test", id=5)
    assert elsewhere.value.owner_number == ""


@pytest.mark.parametrize("id", [0, -1, 2**53, HUGE])
async def test_an_impossible_explicit_id_is_invalid(repository: Repository, id: int) -> None:
    with pytest.raises(errors.Invalid):
        await repository.create(extension("1000"), author="test", id=id)


@pytest.mark.parametrize("id", [-1, 0, 999, 2**63, HUGE])
async def test_what_does_not_exist_is_not_found(repository: Repository, id: int) -> None:
    with pytest.raises(errors.NotFound):
        await repository.get(Extension, id)
    with pytest.raises(errors.NotFound):
        await repository.update(id, extension("1000"), expected_revision=None, author="test")
    with pytest.raises(errors.NotFound):
        await repository.edit(Extension, id, lambda old: old, author="test")
    with pytest.raises(errors.NotFound):
        await repository.delete(Extension, id, author="test")
    with pytest.raises(errors.NotFound):
        await revisions(repository, id)
    assert await repository.referrers_of(id) == ()
    assert await repository.many(Extension, [id]) == []


async def test_an_id_of_another_kind_is_not_found(repository: Repository) -> None:
    id = (await repository.create(extension("1000"), author="test")).id
    with pytest.raises(errors.NotFound):
        await repository.get(Ivr, id)
    with pytest.raises(errors.NotFound):
        await repository.update(id, Ivr(name="Main", number="6000"), expected_revision=None, author="test")
    with pytest.raises(errors.NotFound):
        await repository.delete(Ivr, id, author="test")
    assert await repository.many(Ivr, [id]) == []


async def test_tenants_do_not_see_one_another(repository: Repository, neighbour: Repository) -> None:
    mine = await repository.create(extension("1000"), author="test")
    theirs = await neighbour.create(extension("1000"), author="test")
    assert (await neighbour.by_number("1000")) == theirs
    assert (await repository.page(Extension)).items == (mine,)
    with pytest.raises(errors.NotFound):
        await neighbour.get(Extension, mine.id)
    with pytest.raises(errors.NotFound):
        await neighbour.delete(Extension, mine.id, author="test")
    with pytest.raises(errors.NotFound):
        await revisions(neighbour, mine.id)
    with pytest.raises(errors.Invalid):
        await neighbour.create(ExtensionGroup(name="Sales", members=(mine.id,)), author="test")
    assert await neighbour.referrers_of(mine.id) == ()


async def test_a_number_means_one_thing_over_all_kinds(repository: Repository) -> None:
    await repository.create(extension("6000"), author="test")
    with pytest.raises(errors.Duplicate) as caught:
        await repository.create(Ivr(name="Main", number="6000"), author="test")
    duplicate = caught.value
    assert (duplicate.field, duplicate.value) == ("number", "6000")
    assert (duplicate.owner_kind, duplicate.owner_number) == ("extension", "6000")


async def test_a_name_is_unique_in_kinds_that_say_so(repository: Repository) -> None:
    await repository.create(extension("1000", "Alice"), author="test")
    await repository.create(extension("1001", "Alice"), author="test")
    await repository.create(Ivr(name="Alice", number="6000"), author="test")
    await repository.create(ExtensionGroup(name="Alice"), author="test")
    with pytest.raises(errors.Duplicate) as caught:
        await repository.create(Ivr(name="Alice", number="6001"), author="test")
    duplicate = caught.value
    assert (duplicate.field, duplicate.value) == ("name", "Alice")
    assert (duplicate.owner_kind, duplicate.owner_number) == ("ivr", "6000")


async def test_an_update_may_keep_its_number_but_not_take_another_s(repository: Repository) -> None:
    first = await repository.create(extension("1000"), author="test")
    await repository.create(extension("1001"), author="test")
    await repository.update(first.id, extension("1000", "Alicia"), expected_revision=1, author="test")
    with pytest.raises(errors.Duplicate):
        await repository.update(first.id, extension("1001"), expected_revision=None, author="test")
    await repository.update(first.id, extension("1002"), expected_revision=None, author="test")
    await repository.create(extension("1000"), author="test")


async def test_an_update_based_on_an_old_revision_is_refused(repository: Repository) -> None:
    id = (await repository.create(extension("1000"), author="test")).id
    updated = await repository.update(id, extension("1000", "B"), expected_revision=1, author="test")
    assert updated.revision == 2
    with pytest.raises(errors.RevisionConflict) as caught:
        await repository.update(id, extension("1000", "C"), expected_revision=1, author="test")
    assert (caught.value.expected, caught.value.actual) == (1, 2)
    assert await repository.get(Extension, id) == updated


async def test_references_must_exist_and_be_of_their_kind(repository: Repository) -> None:
    alice = await repository.create(extension("1000"), author="test")

    def menu(target: ToIvr | ToExtension) -> Ivr:
        return Ivr(name="Main", number="6000", options=(Option(keys="1", route=Route(to=target)),))

    for wrong, field in ((ToIvr(ivr=alice.id), "ivr"), (ToExtension(extension=999), "extension")):
        with pytest.raises(errors.Invalid) as caught:
            await repository.create(menu(wrong), author="test")
        assert caught.value.field == f"options[0].route.to.{field}"
        assert caught.value.rule == "reference"
    await repository.create(menu(ToExtension(extension=alice.id)), author="test")


async def test_an_object_may_refer_to_itself_and_still_go(repository: Repository) -> None:
    itself = Ivr(name="Main", number="6000", options=(Option(keys="9", route=Route(to=ToIvr(ivr=70))),))
    stored = await repository.create(itself, author="test", id=70)
    assert await repository.referrers_of(70) == ()
    await repository.delete(Ivr, stored.id, author="test")


async def test_organizations_form_a_tree(repository: Repository) -> None:
    top = await repository.create(Organization(name="Top"), author="test")
    middle = await repository.create(Organization(name="Middle", parent=top.id), author="test")
    low = await repository.create(Organization(name="Low", parent=middle.id), author="test")
    for id, parent in ((top.id, low.id), (middle.id, middle.id)):
        with pytest.raises(errors.Invalid, match="below itself"):
            moved = Organization(name="Moved", parent=parent)
            await repository.update(id, moved, expected_revision=None, author="test")
    above = low.id
    for depth in range(4, 11):
        above = (await repository.create(Organization(name=f"{depth}", parent=above), author="test")).id
    with pytest.raises(errors.Invalid, match="10 deep"):
        await repository.create(Organization(name="11", parent=above), author="test")
    with pytest.raises(errors.Invalid, match="10 deep"):
        higher = await repository.create(Organization(name="Higher"), author="test")
        await repository.update(
            top.id, Organization(name="Top", parent=higher.id), expected_revision=None, author="test"
        )
    with pytest.raises(errors.InUse):
        await repository.delete(Organization, middle.id, author="test")


async def test_what_is_in_use_stays_and_the_users_are_named(repository: Repository) -> None:
    alice = await repository.create(extension("1000"), author="test")
    group = await repository.create(ExtensionGroup(name="Sales", members=(alice.id,)), author="test")
    user = errors.Referrer("extension_group", group.id, "Sales", "members[0]")
    assert await repository.referrers_of(alice.id) == (user,)
    with pytest.raises(errors.InUse) as caught:
        await repository.delete(Extension, alice.id, author="test")
    assert caught.value.referrers == (user,)
    await repository.update(group.id, ExtensionGroup(name="Sales"), expected_revision=None, author="test")
    assert await repository.referrers_of(alice.id) == ()
    await repository.delete(Extension, alice.id, author="test")
    assert await numbers(repository) == []


async def test_a_group_of_thousands_is_stored(repository: Repository) -> None:
    alice = await repository.create(extension("1000"), author="test")
    big = await repository.create(ExtensionGroup(name="All", members=(alice.id,) * 3000), author="test")
    assert len(await repository.referrers_of(alice.id)) == 3000
    await repository.delete(ExtensionGroup, big.id, author="test")


async def test_many_come_in_the_order_asked_without_the_missing(repository: Repository) -> None:
    stored = [await repository.create(extension(str(number)), author="test") for number in range(3)]
    wanted = [stored[2].id, 999, stored[0].id, -1, HUGE]
    assert await repository.many(Extension, wanted) == [stored[2], stored[0]]
    assert await repository.many(Extension, []) == []
    assert await repository.many(Extension, range(1, 3000)) == stored


async def test_look_up_by_name_and_number(repository: Repository) -> None:
    ivr = await repository.create(Ivr(name="Größe", number="6000"), author="test")
    assert await repository.find_by_name(Ivr, "Größe") == ivr
    assert await repository.find_by_name(Ivr, "größe") is None
    assert await repository.find_by_name(Extension, "Größe") is None
    assert await repository.by_number("6000") == ivr
    for odd in ("", "6", "60%", "\0", "\ud800", "x" * 100_000):
        assert await repository.by_number(odd) is None
        assert await repository.find_by_name(Ivr, odd) is None


async def test_a_new_object_comes_with_the_change_that_refers_to_it(repository: Repository) -> None:
    menu = await repository.create(Ivr(name="Main", number="6000"), author="test")
    greeting = Prompt(name="IVR 6000.wav", content=HASH, duration_ms=1000)

    def greeted(ivr: Ivr, prompt: int) -> Ivr:
        return ivr.model_copy(update={"greeting": (CustomPrompt(prompt=prompt),)})

    stored = await repository.edit_with_new(Ivr, menu.id, greeting, greeted, author="phone:100")
    assert (await repository.get(Prompt, stored.id)).document == greeting
    assert (await repository.get(Ivr, menu.id)).document.greeting == (CustomPrompt(prompt=stored.id),)
    assert [revision.author for revision in await revisions(repository, menu.id)] == ["test", "phone:100"]
    with pytest.raises(errors.NotFound):
        await repository.edit_with_new(
            Ivr, stored.id, Prompt(name="Other.wav", content=HASH, duration_ms=1000), greeted, author="phone:100"
        )
    assert await repository.find_by_name(Prompt, "Other.wav") is None


async def test_a_failed_write_leaves_nothing(repository: Repository) -> None:
    alice = await repository.create(extension("1000"), author="test")
    before = await repository.snapshot()
    history = await revisions(repository, alice.id)
    with pytest.raises(errors.Invalid):
        await repository.create(ExtensionGroup(name="Sales", members=(alice.id, 999)), author="test")
    with pytest.raises(ValueError, match="by the caller"):
        await repository.edit(Extension, alice.id, _refuse, author="test")
    assert await repository.snapshot() == before
    assert await revisions(repository, alice.id) == history
    assert await repository.find_by_name(ExtensionGroup, "Sales") is None


def _refuse(document: Extension) -> Extension:
    raise ValueError("by the caller")
