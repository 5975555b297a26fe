"""Who was wrong too often with PINs is kept out by the product, after a restart too, until somebody lifts it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from switchboard.model.destination import Disa
from switchboard.model.ivr import DISA_PIN, Ivr, Option, Route
from switchboard.model.pin_door import CALLER_TRIES, Door
from switchboard.model.tenant import DEFAULT_TENANT
from switchboard.store.calls.log import CallLog
from switchboard.store.people.credentials import Credentials
from switchboard.store.people.pin_failures import PinFailures
from tests.e2e.phones import CALLER, ends, phones
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import objects_of
from tests.kit.ua import HOST, Session

pytestmark = pytest.mark.e2e

MENU, PIN, WRONG = "6398", "246813", "975318"


async def dial_in_menu(product: Product) -> int:
    """1 leads to DISA."""
    async with objects_of(product) as objects:
        ivr = Ivr(number=MENU, name="In", response_timeout_s=20, options=(Option(keys="1", route=Route(to=Disa())),))
        id = await objects.create(ivr)
    async with product.database() as database:
        credentials = Credentials(database, product.data / "secret.key")
        await credentials.set_object_secret(DEFAULT_TENANT, Ivr.kind, id, DISA_PIN, PIN)
    return id


async def was_wrong(product: Product, menu: int) -> None:
    """All but one of the tries that a caller has, half an hour ago, on another machine."""
    async with product.database() as database:
        for _ in range(CALLER_TRIES - 1):
            door = Door(DEFAULT_TENANT, CALLER, HOST, menu)
            assert await PinFailures(database).begin(door, datetime.now(UTC) - timedelta(minutes=30)) is not None


async def told(product: Product, kind: str) -> Mapping[str, Any]:
    """The event of the last call, once there is one."""
    found: list[Mapping[str, Any]] = []

    async def happened() -> bool:
        async with product.database() as database:
            log = CallLog(database, "")
            newest = (await log.page(DEFAULT_TENANT, limit=1))[0]
            found.extend(event.data for event in (await log.get(DEFAULT_TENANT, newest.id))[1] if event.type == kind)
        return bool(found)

    await until(happened)
    return found[0]


async def enter(session: Session, *entries: str) -> None:
    """Each when a prompt plays."""
    for entry in entries:
        await session.rtp.hears(len(session.rtp.heard) + 10)
        for digit in entry:
            await session.rtp.press(digit)


async def test_wrong_pins_are_remembered_over_a_restart_and_lifted(tmp_path: Path) -> None:
    product = Product.prepare(tmp_path)
    await product.start()
    menu = await dial_in_menu(product)
    await was_wrong(product, menu)
    async with phones(product) as people:
        session = await people.call(MENU)
        await enter(session, "1", f"{WRONG}#")
        assert (await told(product, "pin_entered"))["outcome"] == "wrong"
        await session.bye()
    assert await product.stop() == 0

    await product.start()
    async with phones(product) as people:
        session = await people.call(MENU)
        await enter(session, "1")
        assert (await told(product, "disa_refused"))["reason"] == "too_many_failures"
        await ends(session)
        locks = json.loads(await product.cli("locks", "--json"))
        assert [(lock["what"], lock["who"], lock["state"]) for lock in locks] == [("caller", CALLER, "refused")]
        await product.cli("locks", "lift", str(locks[0]["id"]))
        session = await people.call(MENU)
        await enter(session, "1", f"{PIN}#")
        assert (await told(product, "pin_entered"))["outcome"] == "right"
        await session.bye()
    assert await product.stop() == 0

    log = (product.data / "security.log").read_text()
    events = [line.split(" ")[1] for line in log.splitlines()]
    assert events == ["pin-wrong", "pin-locked"]
    assert f"source={HOST} tenant=1 object={menu} from={HOST} caller={CALLER}" in log
    assert not any(pin in text for pin in (PIN, WRONG) for text in (log, "\n".join(product.output)))
