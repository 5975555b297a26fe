"""The built-in engine keeps what the Call port promises beyond the call flow."""

import asyncio
from pathlib import Path

import pytest

from tests.interop.conformance.hummers import humming, write_notes
from tests.interop.conformance.port_case import PortCase
from tests.interop.conformance.port_music import MUSIC, RADIO, MusicCase
from tests.interop.conformance.port_origination import ORIGINATION, EngineCase
from tests.interop.conformance.port_rooms import ROOMS, RoomCase
from tests.interop.conformance.port_scenarios import PORT
from tests.interop.conformance.rig import put_through
from tests.interop.conformance.studio import Studio, broadcasting, studio
from tests.interop.conformance.telephone import wired
from tests.kit.punctual import Stage

pytestmark = [pytest.mark.interop]


async def performed(port_case: PortCase, on: Studio) -> tuple[str, ...]:
    told: list[str] = []
    left_over = await put_through(
        port_case.case, wired(on, "rfc4733"), lambda call: port_case.handle(call, told.append)
    )
    assert not any(left_over.values()), (port_case.name, left_over)
    return tuple(told)


async def test_all_port_scenarios_at_once(tmp_path: Path) -> None:
    stage = Stage()

    async def told_by(port_case: PortCase, on: Studio) -> tuple[str, ...]:
        return await stage.punctual(lambda: performed(port_case, on), lambda told: told == port_case.told)

    async with studio(tmp_path) as on:
        told = await asyncio.gather(*(told_by(one, on) for one in PORT))
    assert dict(zip([one.name for one in PORT], told, strict=True)) == {one.name: one.told for one in PORT}


async def test_all_music_at_once(tmp_path: Path) -> None:
    stage = Stage()

    async def told_by(case: MusicCase, on: Studio) -> tuple[str, ...]:
        return await stage.punctual(lambda: case.told_on(wired(on, "rfc4733")), lambda told: told == case.told)

    async with studio(tmp_path) as made, broadcasting(made, RADIO) as on:
        told = await asyncio.gather(*(told_by(one, on) for one in MUSIC))
    assert dict(zip([one.name for one in MUSIC], told, strict=True)) == {one.name: one.told for one in MUSIC}


async def test_all_originations_at_once(tmp_path: Path) -> None:
    stage = Stage()

    async def told_by(case: EngineCase, on: Studio) -> tuple[str, ...]:
        return await stage.punctual(lambda: case.told_on(wired(on, "rfc4733")), lambda told: told == case.told)

    async with studio(tmp_path) as on:
        told = await asyncio.gather(*(told_by(one, on) for one in ORIGINATION))
    assert dict(zip([one.name for one in ORIGINATION], told, strict=True)) == {
        one.name: one.told for one in ORIGINATION
    }


async def test_all_rooms_at_once(tmp_path: Path) -> None:
    stage = Stage()

    async def told_by(room_case: RoomCase, on: Studio) -> tuple[str, ...]:
        return await stage.punctual(lambda: room_case.told_on(humming(on)), lambda told: told == room_case.told)

    async with studio(tmp_path) as on:
        write_notes(on.prompts)
        told = await asyncio.gather(*(told_by(one, on) for one in ROOMS))
    assert dict(zip([one.name for one in ROOMS], told, strict=True)) == {one.name: one.told for one in ROOMS}
