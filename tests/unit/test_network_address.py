"""How much of an address is kept."""

import pytest

from switchboard.network_address import shortened

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::77", "2001:db8:1::/48"),
        ("", ""),
        ("nowhere", ""),
    ],
)
def test_of_a_person_s_address_the_network_is_kept(address: str, kept: str) -> None:
    assert shortened(address) == kept
