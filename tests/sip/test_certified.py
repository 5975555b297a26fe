"""For which SIP domains a certificate is (RFC 5922 §7)."""

import pytest

from switchboard.sip.certified import certified

pytestmark = pytest.mark.unit

Names = tuple[tuple[str, str], ...]


@pytest.mark.parametrize(
    ("names", "domain"),
    [
        ((("URI", "sip:example.com"),), "example.com"),
        ((("URI", "sip:Example.COM"), ("URI", "http://other.example")), "example.com."),
        ((("DNS", "example.com"),), "EXAMPLE.com"),
        ((("URI", "sips:example.com"), ("DNS", "example.com")), "example.com"),
        ((("DNS", "*.pstn.example.com"),), "acme.pstn.example.com"),
        ((("IP Address", "192.0.2.1"),), "192.0.2.1"),
        ((("IP Address", "2001:DB8:0:0:0:0:0:1"),), "2001:db8::1"),
    ],
)
def test_names_that_prove_a_domain(names: Names, domain: str) -> None:
    assert certified({"subjectAltName": names}, domain)


@pytest.mark.parametrize(
    ("names", "domain"),
    [
        ((), "example.com"),
        ((("DNS", "example.com"),), "sip.example.com"),
        ((("URI", "sip:other.example"), ("DNS", "example.com")), "example.com"),
        ((("URI", "sip:alice@example.com"),), "example.com"),
        ((("URI", "sips:example.com"),), "example.com"),
        ((("URI", "sip:"),), ""),
        ((("DNS", "*.example.com"),), "example.com"),
        ((("DNS", "*.example.com"),), "a.b.example.com"),
        ((("DNS", "*.com"),), "example.com"),
        ((("DNS", "*"),), "example"),
        ((("DNS", "f*.example.com"),), "foo.example.com"),
        ((("DNS", "192.0.2.1"),), "192.0.2.1"),
        ((("IP Address", "192.0.2.1"),), "192.0.2.2"),
    ],
)
def test_names_that_prove_nothing(names: Names, domain: str) -> None:
    assert not certified({"subjectAltName": names}, domain)


def test_the_common_name_counts_only_without_other_names() -> None:
    subject = ((("commonName", "example.com"),),)
    assert certified({"subject": subject}, "example.com")
    assert not certified({"subject": subject, "subjectAltName": (("DNS", "other.example"),)}, "example.com")
