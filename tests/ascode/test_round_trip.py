"""Export, apply elsewhere, export again: nothing differs, whatever the configuration."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from switchboard.ascode.apply import Tenant, apply, preview
from switchboard.ascode.export import export, write
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.prompts.encoded import Encoded
from switchboard.store.documents.batch import Current
from switchboard.store.documents.writing import Batch
from tests.kit.examples import examples

from .generated import configurations

# A configuration of two objects of every kind is large, and its text is only made for one that fails.
pytestmark = [pytest.mark.interop, pytest.mark.filterwarnings("ignore:Generating overly large repr")]

_FIXTURES_STAY = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
some = settings(max_examples=examples(6), deadline=None, suppress_health_check=_FIXTURES_STAY)
few = settings(some, max_examples=examples(4))


@pytest.fixture
def origin(origin: Tenant) -> Tenant:
    """Where music may come from network streams."""
    return replace(origin, streams=True)


@pytest.fixture
def copy(copy: Tenant) -> Tenant:
    """The same elsewhere."""
    return replace(copy, streams=True)


async def clear(*tenants: Tenant) -> None:
    for tenant in tenants:
        with tempfile.TemporaryDirectory() as name:
            write(await export(Current((), 1), tenant.library), Path(name))
            await apply(Path(name), tenant, author="test", prune=True)


async def seed(tenant: Tenant, objects: list[Stored[Document]]) -> None:
    await tenant.batches.rewrite(lambda current: Batch(tuple(objects), (), ()), author="test")


async def written(tenant: Tenant, root: Path) -> dict[Path, bytes]:
    write(await export(await tenant.batches.current(), tenant.library), root)
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


async def free_id(tenant: Tenant) -> int:
    return (await tenant.batches.current()).free_id


async def check(origin: Tenant, copy: Tenant, sounds: list[Encoded], data: st.DataObject) -> None:
    await clear(origin, copy)
    await seed(origin, data.draw(configurations(sounds, await free_id(origin))))
    with tempfile.TemporaryDirectory() as name:
        first = await written(origin, Path(name, "first"))
        assert (await apply(Path(name, "first"), origin, author="test", prune=True)).is_empty
        done = await apply(Path(name, "first"), copy, author="test")
        assert len(done.created) == len((await origin.batches.current()).objects)
        assert (await preview(Path(name, "first"), copy, prune=True)).is_empty
        assert await written(copy, Path(name, "second")) == first


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@some
@given(data=st.data())
async def test_any_configuration(origin: Tenant, copy: Tenant, sounds: list[Encoded], data: st.DataObject) -> None:
    await check(origin, copy, sounds, data)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
@few
@given(data=st.data())
async def test_a_few_on_postgresql(origin: Tenant, copy: Tenant, sounds: list[Encoded], data: st.DataObject) -> None:
    await check(origin, copy, sounds, data)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@few
@given(data=st.data())
async def test_from_any_configuration_to_any_other(
    origin: Tenant, copy: Tenant, sounds: list[Encoded], data: st.DataObject
) -> None:
    """With --prune the copy becomes the origin, whatever it was."""
    await clear(origin, copy)
    await seed(origin, data.draw(configurations(sounds, await free_id(origin))))
    await seed(copy, data.draw(configurations(sounds, await free_id(copy))))
    for sound in sounds:
        await copy.library.add(await origin.library.read_flac(sound.content), name="tone.flac")
    with tempfile.TemporaryDirectory() as name:
        first = await written(origin, Path(name, "first"))
        await apply(Path(name, "first"), copy, author="test", prune=True)
        assert await written(copy, Path(name, "second")) == first
