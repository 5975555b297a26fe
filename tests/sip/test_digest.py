from __future__ import annotations

from dataclasses import replace

import pytest

from switchboard.sip.digest import Algorithm, Authenticator, Credentials, Verdict, answer_challenge, ha1
from switchboard.sip.errors import MalformedHeader

pytestmark = pytest.mark.unit

USER, REALM, PASSWORD = "100", "switchboard", "correct horse"
HA1S = {algorithm: ha1(USER, REALM, PASSWORD, algorithm) for algorithm in Algorithm}
URI = "sip:10.0.0.1"


def make_authenticator(*, tracked: int = 100, nonce_lifetime_s: float = 300.0) -> Authenticator:
    return Authenticator(REALM, b"secret", max_tracked_nonces=tracked, nonce_lifetime_s=nonce_lifetime_s)


def respond(challenges: list[str], *, password: str = PASSWORD, count: int = 1) -> Credentials:
    value = answer_challenge(challenges, "REGISTER", URI, USER, password=password, nonce_count=count)
    assert value is not None
    return Credentials.parse(value)


def test_example_of_rfc_7616() -> None:
    """§3.9.1, both algorithms."""
    nonce, opaque = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
    expected = {
        Algorithm.MD5: "8ca523f5e9506fed4657c9700eebdbec",
        Algorithm.SHA256: "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    }
    for algorithm, response in expected.items():
        value = answer_challenge(
            [
                f'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, '
                f'nonce="{nonce}", opaque="{opaque}"'
            ],
            "GET",
            "/dir/index.html",
            "Mufasa",
            password="Circle of Life",
            cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
        )
        assert value is not None
        credentials = Credentials.parse(value)
        assert credentials.response == response and credentials.opaque == opaque


def test_example_of_rfc_2069_without_qop() -> None:
    value = answer_challenge(
        ['Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'],
        "GET",
        "/dir/index.html",
        "Mufasa",
        password="CircleOfLife",
    )
    assert value is not None and Credentials.parse(value).response == "1949323746fe6a43ef61f9606e7febea"
    assert Credentials.parse(value).qop is None


def test_strongest_algorithm_is_answered_and_accepted() -> None:
    server = make_authenticator()
    credentials = respond(server.challenges(0.0))
    assert credentials.algorithm is Algorithm.SHA256
    assert server.verify(credentials, "REGISTER", HA1S, 1.0) is Verdict.OK


def test_old_phone_answers_md5() -> None:
    server = make_authenticator()
    credentials = respond(server.challenges(0.0)[1:])
    assert credentials.algorithm is Algorithm.MD5
    assert server.verify(credentials, "REGISTER", HA1S, 1.0) is Verdict.OK


def test_client_with_ha1_only() -> None:
    challenges = make_authenticator().challenges(0.0)
    only = {Algorithm.MD5: HA1S[Algorithm.MD5]}
    value = answer_challenge(challenges, "REGISTER", URI, USER, ha1s=only)
    assert value is not None and Credentials.parse(value).algorithm is Algorithm.MD5
    assert answer_challenge(challenges, "REGISTER", URI, USER) is None
    useless = ['Basic realm="x"', 'Digest realm="x", nonce="y", qop="auth-int"', "?"]
    assert answer_challenge(useless, "REGISTER", URI, USER, password="p") is None


def test_wrong_password_method_user_or_realm() -> None:
    server = make_authenticator()
    challenges = server.challenges(0.0)
    good = respond(challenges)
    assert server.verify(respond(challenges, password="no"), "REGISTER", HA1S, 1.0) is Verdict.REFUSED
    assert server.verify(good, "INVITE", HA1S, 1.0) is Verdict.REFUSED
    assert server.verify(good, "REGISTER", {}, 1.0) is Verdict.REFUSED
    assert server.verify(replace(good, realm="other"), "REGISTER", HA1S, 1.0) is Verdict.REFUSED
    assert server.verify(replace(good, response="ü"), "REGISTER", HA1S, 1.0) is Verdict.REFUSED


def test_unknown_user_cannot_answer_with_an_empty_ha1() -> None:
    server = make_authenticator()
    value = answer_challenge(server.challenges(0.0), "REGISTER", URI, USER, ha1s={Algorithm.SHA256: ""})
    assert value is not None
    assert server.verify(Credentials.parse(value), "REGISTER", {}, 1.0) is Verdict.REFUSED


def test_nonce_that_is_old_or_foreign_is_stale() -> None:
    server = make_authenticator(nonce_lifetime_s=60.0)
    credentials = respond(server.challenges(0.0))
    assert server.verify(credentials, "REGISTER", HA1S, 61.0) is Verdict.STALE
    foreign = respond(Authenticator(REALM, b"other").challenges(0.0))
    assert server.verify(foreign, "REGISTER", HA1S, 1.0) is Verdict.STALE
    assert "stale=true" in server.challenges(61.0, stale=True)[0]


def test_a_nonce_of_another_process_is_known_but_stale_because_its_uses_are_counted_there() -> None:
    here, there = make_authenticator(), make_authenticator()
    challenges = there.challenges(1e9)  # machines have clocks of their own
    assert here.issued(respond(challenges).nonce)
    assert here.verify(respond(challenges), "REGISTER", HA1S, 1.0) is Verdict.STALE
    assert here.verify(respond(challenges, password="wrong"), "REGISTER", HA1S, 1.0) is Verdict.REFUSED
    assert there.verify(respond(challenges), "REGISTER", HA1S, 1e9) is Verdict.OK


def test_nonce_count_must_rise() -> None:
    server = make_authenticator()
    challenges = server.challenges(0.0)
    verdicts = [server.verify(respond(challenges, count=n), "REGISTER", HA1S, 1.0) for n in (1, 2, 2, 1, 5)]
    assert verdicts == [Verdict.OK, Verdict.OK, Verdict.STALE, Verdict.STALE, Verdict.OK]


def test_replay_memory_is_bounded_and_forgetting_does_not_allow_replay() -> None:
    server = make_authenticator(tracked=2)
    first = respond(server.challenges(0.0))
    assert server.verify(first, "REGISTER", HA1S, 1.0) is Verdict.OK
    for at in (1.0, 2.0):
        assert server.verify(respond(server.challenges(at)), "REGISTER", HA1S, 3.0) is Verdict.OK
    assert server.verify(first, "REGISTER", HA1S, 4.0) is Verdict.STALE


@pytest.mark.parametrize(
    "value",
    [
        "Basic abc",
        "Digest username=a",
        'Digest username="a", realm="r", nonce="n", uri="u", response="r", qop=auth, nc=x, cnonce="c"',
        'Digest username="a", realm="r", nonce="n", uri="u", response="r", algorithm=SHA-1',
        'Digest username="a", realm="r", nonce="n", uri="u", response="r", qop=auth-int',
        "Digest " + "x" * 5000,
    ],
)
def test_malformed(value: str) -> None:
    with pytest.raises(MalformedHeader):
        Credentials.parse(value)


def test_a_nonce_is_of_use_to_its_peer_alone() -> None:
    server = make_authenticator()
    credentials = respond(server.challenges(0.0, peer="192.0.2.1"))
    assert server.issued(credentials.nonce, "192.0.2.1")
    assert not server.issued(credentials.nonce, "192.0.2.2")
    assert server.verify(credentials, "REGISTER", HA1S, 0.0, peer="192.0.2.2") is Verdict.STALE
    assert server.verify(credentials, "REGISTER", HA1S, 0.0, peer="192.0.2.1") is Verdict.OK
