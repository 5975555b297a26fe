"""No object has a number that calls the emergency services, on every database."""

from functools import partial

import pytest

from switchboard import errors
from switchboard.model.directory import Extension
from switchboard.model.emergency import Emergency
from switchboard.model.office import OFFICE, Office
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
IN_GERMANY = Office(country="DE")


async def test_a_number_of_the_country_is_refused(repository: Repository, neighbour: Repository) -> None:
    await repository.create(IN_GERMANY, author="test")
    with pytest.raises(errors.Invalid, match="number: is an emergency number in DE") as refused:
        await repository.create(Extension(name="A", number="110"), author="test")
    assert (refused.value.field, refused.value.rule) == ("number", "emergency")
    ann = await repository.create(Extension(name="A", number="1100"), author="test")
    with pytest.raises(errors.Invalid):
        await repository.edit(Extension, ann.id, lambda it: it.model_copy(update={"number": "112"}), author="test")
    await neighbour.create(Extension(name="A", number="112"), author="test")


async def test_an_office_whose_emergency_number_something_has_is_refused(repository: Repository) -> None:
    await repository.create(Extension(name="A", number="110"), author="test")
    office = await repository.create(Office(), author="test")
    refused_for: dict[str, dict[str, object]] = {
        "country": {"country": "DE"},
        "emergency.numbers": {"emergency": Emergency(numbers=("110",))},
    }
    for field, changes in refused_for.items():
        with pytest.raises(errors.Invalid) as refused:
            await repository.edit_named(Office, OFFICE, partial(_with, changes), author="test")
        assert refused.value.field == field
    kept = {"country": "DE", "emergency": Emergency(numbers=("112",))}
    changed = await repository.edit(Office, office.id, lambda it: it.model_copy(update=kept), author="test")
    assert changed.revision == 2


def _with(changes: dict[str, object], office: Office | None) -> Office:
    return (office or Office()).model_copy(update=changes)
