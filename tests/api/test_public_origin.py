"""Links lead to where others reach the server."""

import pytest

from switchboard.api.kit.public_origin import public_origin

OURS = ("https://pbx.example.com", "http://10.0.0.5:8088")


@pytest.mark.parametrize(
    ("scheme", "host", "origins", "expected"),
    [
        ("http", "127.0.0.1:8088", (), "http://127.0.0.1:8088"),
        ("https", "pbx.example.com", (), "https://pbx.example.com"),
        ("http", "PBX.example.com", OURS, "https://pbx.example.com"),
        ("http", "10.0.0.5:8088", OURS, "http://10.0.0.5:8088"),
        ("http", "switchboard-1:8088", OURS, "https://pbx.example.com"),
    ],
)
def test_the_origin_of_links(scheme: str, host: str, origins: tuple[str, ...], expected: str) -> None:
    assert public_origin(scheme, host, origins) == expected
