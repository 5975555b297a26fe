"""Tenants of a running product: two phones each, and a menu whose prompt is a tone of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.prompt import CustomPrompt
from tests.kit.product import Product
from tests.kit.trunks import objects_of

ALICE, BOB, MENU = "1000", "1001", "6200"
ACME_HZ, BRAVO_HZ = 500.0, 900.0
PROMPT_S = 20.0
RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class Company:
    """A tenant. `passwords` are those of its phones; key 1 in its menu leads to Alice."""

    product: Product
    tenant: int
    name: str
    domain: str
    tone_hz: float
    passwords: Mapping[str, str]
    ids: Mapping[str, int]

    async def cli(self, *arguments: str) -> str:
        """What a command prints for this tenant; it must succeed."""
        return await self.product.cli("--tenant", self.name, *arguments)

    async def calls(self) -> list[dict[str, object]]:
        """Its last calls, newest first."""
        found: list[dict[str, object]] = json.loads(await self.cli("calls", "--json"))
        return found


@dataclass(frozen=True, slots=True)
class Companies:
    """Two of them, on the installation of the demo."""

    acme: Company
    bravo: Company

    async def call_ids(self) -> list[str]:
        """Of all calls that the two had."""
        ids: list[str] = []
        for company in (self.acme, self.bravo):
            async with objects_of(company.product, company.tenant) as objects:
                ids += [call.id for call in await objects.calls.page(company.tenant, limit=1000)]
        return ids


async def found_company(product: Product, directory: Path, name: str, tone_hz: float) -> Company:
    """Create a tenant as an operator does; the product runs meanwhile."""
    domain = f"{name}.example"
    created = json.loads(await product.cli("tenants", "create", name, domain, "--json"))
    prompt = await product.cli("--tenant", name, "prompts", "upload", str(_tone(directory, tone_hz)), "--name", "tone")
    async with objects_of(product, created["id"]) as objects:
        ids = {number: await objects.create(Extension(number=number, name=number)) for number in (ALICE, BOB)}
        to_alice = Option(keys="1", route=Route(to=ToExtension(extension=ids[ALICE])))
        greeting = (CustomPrompt(prompt=int(prompt.split()[0])),)
        ids[MENU] = await objects.create(Ivr(number=MENU, name=name, greeting=greeting, options=(to_alice,)))
    passwords = {number: await _password(product, name, number) for number in (ALICE, BOB)}
    return Company(product, created["id"], name, domain, tone_hz, passwords, ids)


async def _password(product: Product, name: str, number: str) -> str:
    new = ("credentials", "new", "--dialect", "sip", "--extension", number, "--json")
    password: str = json.loads(await product.cli("--tenant", name, *new))["password"]
    return password


def _tone(directory: Path, tone_hz: float) -> Path:
    file = directory / f"{tone_hz:.0f}.wav"
    seconds = np.arange(int(PROMPT_S * RATE_HZ)) / RATE_HZ
    soundfile.write(file, 0.4 * np.sin(2 * np.pi * tone_hz * seconds), RATE_HZ)
    return file
