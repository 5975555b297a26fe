"""Calls over TLS with encrypted audio: baresip as a phone, between plain ones; what is refused without TLS."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio
import soundfile

from switchboard.model.directory import Extension
from switchboard.model.encryption import Encryption
from tests.kit.authority import Authority
from tests.kit.baresip import RATE_HZ, Baresip
from tests.kit.product import Product
from tests.kit.rtp import has_tone
from tests.kit.tls_product import running_with_tls
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.interop, pytest.mark.asyncio(loop_scope="module")]

Start = Callable[..., Awaitable[Baresip]]
HEARD_S = 1.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def product(
    tmp_path_factory: pytest.TempPathFactory, authority: Authority, tls_port: int
) -> AsyncIterator[Product]:
    async with running_with_tls(tmp_path_factory.mktemp("product"), authority, tls_port) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def phone(product: Product, authority: Authority, tls_port: int, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts a registered baresip of an extension: over TLS with encrypted audio, unless it is `plain`."""
    async with AsyncExitStack() as stack:

        async def start(number: str, *, plain: bool = False, **options: Any) -> Baresip:
            if not plain:
                options = {"tls_ca": authority.ca, "encrypts": True} | options
            port = product.sip_port if plain else tls_port
            found = await Baresip.start(tmp_path, number, product.sip_password(number), port, **options)
            stack.push_async_callback(found.close)
            return found

        yield start


async def encrypts(product: Product, number: str, encryption: Encryption, *, record: bool = False) -> None:
    """What the extension wants from now on."""
    async with objects_of(product) as objects:
        id = await objects.id_of(number)

        def changed(extension: Extension) -> Extension:
            return extension.model_copy(update={"encryption": encryption, "record": record})

        await objects.repository.edit(Extension, id, changed, author="test")


async def test_the_start_says_at_which_ports_phones_register(product: Product, tls_port: int) -> None:
    assert f":{product.sip_port} (UDP and TCP; TLS at {tls_port})" in "\n".join(product.output)


async def _answers(phone: Baresip) -> None:
    await phone.event("CALL_INCOMING")
    await phone.command("accept")
    await phone.event("CALL_ESTABLISHED")


async def _hear_each_other(*phones: Baresip) -> None:
    for phone in phones:
        await phone.gets_audio()
    await asyncio.sleep(HEARD_S)


async def test_a_menu_a_key_and_a_talk_with_a_plain_phone(product: Product, phone: Start) -> None:
    await encrypts(product, "1001", "required", record=True)
    bob, alice = await phone("1001", tone_hz=440), await phone("1000", plain=True, tone_hz=1000)
    await bob.dial("6200")
    await bob.event("CALL_ESTABLISHED")
    await bob.gets_audio()
    await bob.press("1")
    await _answers(alice)
    await _hear_each_other(bob, alice)
    for command in ("hold", "resume"):
        await bob.command(command)
        await bob.event("CALL_REMOTE_SDP")
    await bob.command("hangup")
    (call,) = await product.ended_calls()
    assert (call["ended_by"], call["cause"], call["dtmf_methods"]) == ("caller", "normal", ["rfc4733"])
    await bob.close()
    await alice.close()
    assert has_tone(bob.heard()[-RATE_HZ // 4 :], RATE_HZ, 1000)
    assert has_tone(alice.heard(), RATE_HZ, 440)
    assert "SAVP" in bob.log() or "srtp" in bob.log()
    (recording,) = (product.data / "recordings").rglob("*.wav")
    samples, rate = soundfile.read(recording, dtype="int16")
    assert all(has_tone(np.ascontiguousarray(samples[:, n]), rate, hz) for n, hz in enumerate((440, 1000)))


async def they_talk(alice: Baresip, bob: Baresip) -> None:
    """Alice calls Bob and hangs up; each has heard the other's tone, 1000 Hz hers and 440 Hz his."""
    await alice.dial("1001")
    await _answers(bob)
    await _hear_each_other(bob, alice)
    await alice.command("hangup")
    await bob.event("CALL_CLOSED")
    await bob.close()
    await alice.close()
    assert has_tone(bob.heard(), RATE_HZ, 1000) and has_tone(alice.heard(), RATE_HZ, 440)


async def test_a_plain_phone_calls_an_encrypted_one(product: Product, phone: Start) -> None:
    await encrypts(product, "1001", "optional")
    bob, alice = await phone("1001", tone_hz=440), await phone("1000", plain=True, tone_hz=1000)
    await they_talk(alice, bob)


async def test_a_phone_over_tls_that_does_not_encrypt_is_called_with_plain_audio(
    product: Product, phone: Start
) -> None:
    await encrypts(product, "1001", "optional")
    bob, alice = await phone("1001", encrypts=False, tone_hz=440), await phone("1000", tone_hz=1000)
    await they_talk(alice, bob)


async def test_a_phone_that_must_encrypt_has_no_plain_calls(product: Product, phone: Start) -> None:
    await encrypts(product, "1001", "required")
    bob, alice = await phone("1001", encrypts=False), await phone("1000", plain=True)
    await bob.dial("6200")
    assert "488" in (await bob.event("CALL_CLOSED"))["param"]
    await alice.dial("1001")
    await alice.event("CALL_CLOSED")
    assert all(event["type"] != "CALL_INCOMING" for event in bob.seen)


async def test_keys_are_not_taken_without_tls(product: Product, phone: Start) -> None:
    await encrypts(product, "1000", "optional")
    alice = await phone("1000", plain=True, encrypts=True)
    await alice.dial("6200")
    assert "488" in (await alice.event("CALL_CLOSED"))["param"]
