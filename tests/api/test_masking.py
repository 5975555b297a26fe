"""What of a URL may be shown to those who may not write."""

import pytest

from switchboard.api.masking import is_masked, masked, masked_url
from switchboard.model.action_url import ActionUrl
from switchboard.model.ivr import Ivr
from switchboard.model.messaging import Webhook
from switchboard.model.web_request import WebHeader

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/", "https://a.example/"),
        ("https://a.example:8443/x/y", "https://a.example:8443/x/y"),
        ("https://bob:pw@a.example/", "https://******@a.example/"),
        ("https://token@a.example", "https://******@a.example"),
        ("https://a@b:c@a.example/", "https://******@a.example/"),
        ("https://a.example/?key=1&on=&plain", "https://a.example/?key=******&on=******&******"),
        ("https://a.example/#token", "https://a.example/"),
        ("https://[::1]:80/?a=b=c", "https://[::1]:80/?a=******"),
        ("https://[broken/?a=b", "https://******"),
        ("https://hooks.example/services/T01/Xq9zLr3Kd0aWb7Yt", "https://hooks.example/services/T01/******"),
    ],
)
def test_a_url_keeps_its_host_and_path(url: str, shown: str) -> None:
    assert masked_url(url) == shown
    assert masked_url(shown) == shown


def test_only_what_holds_secrets_changes() -> None:
    plain = Ivr(name="A", number="6200")
    assert masked(plain) is plain
    assert not is_masked(plain)
    headers = (WebHeader(name="X-Api-Key", value="s3cr3t"), WebHeader(name="accept", value="text/plain"))
    action = ActionUrl(key=1, name="A", on="keys", mask="7", method="GET", url="https://a.example/", headers=headers)
    for document in (Ivr(name="A", number="6200", actions=(action,)), Webhook(name="A", url="https://a.example/?k=v")):
        shown = masked(document)
        assert (is_masked(document), is_masked(shown)) == (False, True)
        assert "s3cr3t" not in shown.model_dump_json()
        assert "k=v" not in shown.model_dump_json()
