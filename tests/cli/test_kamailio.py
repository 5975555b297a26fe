"""`switchboard kamailio`: Kamailio takes what it prints, and nothing can be smuggled into it."""

import re
from pathlib import Path

import pytest
from tests.kit.kamailio import checked

from .conftest import Run

pytestmark = pytest.mark.interop

EDGE = ("kamailio", "--listen", "127.0.0.1:15060")
TLS, RTPENGINE = ("--tls",), ("--tls", "--rtpengine", "udp:127.0.0.1:2223")


@pytest.mark.parametrize("more", [(), TLS, RTPENGINE])
@pytest.mark.parametrize("tcp", [True, False])
async def test_kamailio_takes_each_of_its_forms(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], tcp: bool
) -> None:
    monkeypatch.setenv("SWITCHBOARD_SIP__TCP", str(tcp).lower())
    file = tmp_path / "kamailio.cfg"
    file.write_text(run(*EDGE, *more, "--files", str(tmp_path)).stdout)
    assert await checked(file) == ""


def test_it_follows_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCHBOARD_SIP__TRUSTED_PROXIES", '["192.0.2.5/32"]')
    monkeypatch.setenv("SWITCHBOARD_SIP__SOURCE_HEADER", "X-From")
    monkeypatch.setenv("SWITCHBOARD_SIP__OUTBOUND_PROXY", "192.0.2.5:5070")
    printed = run("kamailio").stdout
    assert '#!substdef "!EDGE_HOST!192.0.2.5!g"' in printed
    assert '#!substdef "!EDGE_PORT!5070!g"' in printed
    assert '#!substdef "!EDGE_SOURCE_HEADER!X-From!g"' in printed
    monkeypatch.setenv("SWITCHBOARD_SIP__PORT", "5062")
    listed = run("kamailio", "--list", "--node", "10.0.0.11", "--node", "[2001:db8::1]:5070").stdout
    assert listed.splitlines()[:2] == ["1 sip:10.0.0.11:5062 8 0", "1 sip:[2001:db8::1]:5070 8 0"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("kamailio",),
        ("kamailio", "--listen", "edge.example"),
        ("kamailio", "--listen", '127.0.0.1!g"\nfork=no'),
        (*EDGE, "--files", '/etc/"!g'),
        (*EDGE, "--rtpengine", 'udp:1"'),
        ("kamailio", "--list", "--node", "10.0.0.11 8 0"),
    ],
)
def test_what_is_no_address_is_refused(run: Run, wrong: tuple[str, ...]) -> None:
    run(*wrong, fails=True)


def test_each_definition_is_used_and_each_that_is_used_is_made(run: Run) -> None:
    printed = run(*EDGE, *RTPENGINE).stdout
    made = set(re.findall(r'^#!substdef "!(EDGE_\w+)!', printed, re.MULTILINE))
    body = printed.partition("# ---")[2]
    assert made == set(re.findall(r"EDGE_[A-Z]+(?:_[A-Z]+)*", body))
