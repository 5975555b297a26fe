"""Whose audio may come from where, by what the signalling tells."""

from pathlib import Path

import pytest

from switchboard.engine.builtin.media import RemoteStream
from switchboard.engine.builtin.media_peer import (
    extension_peer,
    trunk_peer,
    unmapped,
)
from switchboard.engine.builtin.media_pool import RemoteWorker
from switchboard.media.control import SourceChanged, SourceRefused
from switchboard.security_log import close_security_log, open_security_log


@pytest.mark.parametrize(
    ("described", "anywhere"),
    [
        *(("10.0.0.5", True), ("192.168.1.2", True), ("100.64.0.9", True), ("169.254.1.1", True), ("fd00::5", True)),
        *(("8.8.8.8", False), ("2001:4860:4860::8888", False), ("0.0.0.0", False), ("::", False), ("224.0.0.1", False)),
    ],
)
def test_only_the_phone_of_an_extension_at_a_private_address_may_be_anywhere(described: str, anywhere: bool) -> None:
    assert extension_peer(1, "203.0.113.7").may_be_anywhere(described) is anywhere
    assert not trunk_peer(1, "203.0.113.7").may_be_anywhere(described)


def test_only_mapped_addresses_are_unmapped() -> None:
    assert [unmapped(host) for host in ("::ffff:1.2.3.4", "::1", "1.2.3.4", "h")] == ["1.2.3.4", "::1", "1.2.3.4", "h"]


def test_changes_and_refusals_reach_the_security_log(tmp_path: Path) -> None:
    stream = RemoteStream(RemoteWorker(tmp_path / "socket"), 1, 10000, "call-1")
    changed = SourceChanged(stream=1, host="203.0.113.7", port=62000, former_host="10.0.0.5", former_port=4000)
    open_security_log(tmp_path / "security.log")
    stream.receive(changed)
    stream.receive(SourceRefused(stream=1, host="198.51.100.1", port=9))
    close_security_log()
    lines = (tmp_path / "security.log").read_text().splitlines()
    assert [line.partition(" ")[2] for line in lines] == [
        'media-source-changed source=203.0.113.7 port=62000 former=10.0.0.5:4000 call=call-1 peer=""',
        'media-source-refused source=198.51.100.1 port=9 call=call-1 peer=""',
    ]
