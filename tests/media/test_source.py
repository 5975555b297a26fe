"""Who is believed, on virtual time."""

import pytest

from switchboard.media import rtp
from switchboard.media.source import MAX_CANDIDATES, PROOF_PACKETS, QUIET_S, Address, SourceRule

SDP, NAT, EDGE, STRANGER = ("10.0.0.5", 4000), ("10.0.0.5", 31000), ("203.0.113.7", 62000), ("198.51.100.1", 4000)
RULE_HOSTS = ("203.0.113.7",)


def packet(sequence: int, ssrc: int = 1, kind: int = 0) -> rtp.Packet:
    """A packet that matters only by its counter and source."""
    return rtp.Packet(False, kind, sequence & 0xFFFF, 0, ssrc, b"")


def rule(*, any_host: bool = False) -> SourceRule:
    """A phone at a private address, which signals from a public one."""
    return SourceRule(SDP, RULE_HOSTS, any_host=any_host)


def taken(
    rule: SourceRule,
    source: Address,
    sequences: range | list[int],
    *,
    quiet: bool = True,
    step_s: float = 0.02,
    ssrc: int = 1,
) -> list[list[int]]:
    """The sequence numbers taken with each packet."""
    return [
        [one.sequence for one in rule.consider(source, packet(sequence, ssrc), index * step_s, quiet=quiet)]
        for index, sequence in enumerate(sequences)
    ]


def test_the_sdp_address_is_believed_at_once() -> None:
    one = rule()
    assert taken(one, SDP, [7]) == [[7]]
    assert one.current == SDP


@pytest.mark.parametrize("source", [NAT, EDGE])
def test_another_port_or_the_signalling_host_needs_five_packets_and_loses_none(source: Address) -> None:
    one = rule()
    assert taken(one, source, range(65533, 65540)) == [[], [], [], [], [65533, 65534, 65535, 0, 1], [2], [3]]
    assert one.current == source


def test_not_while_somebody_is_heard_but_as_soon_as_he_is_quiet() -> None:
    one = rule()
    assert taken(one, NAT, range(20), quiet=False) == [[]] * 20
    assert taken(one, NAT, [20], quiet=True) == [[16, 17, 18, 19, 20]]


@pytest.mark.parametrize(
    "sequences",
    [[1, 2, 3, 4, 3], [9] * 20, [5, 4, 3, 2, 1, 0], [1, 2, 1, 2, 1, 2, 1, 2], [100, 101, 102, 103, 40000 - 65536]],
    ids=["falls", "stands", "runs back", "goes to and fro", "jumps back"],
)
def test_a_sequence_that_does_not_rise_proves_nothing(sequences: list[int]) -> None:
    one = rule()
    assert not any(taken(one, NAT, sequences))
    assert one.current is None


def test_lost_and_doubled_packets_do_no_harm() -> None:
    assert taken(rule(), NAT, [1, 1, 3, 3, 4, 9, 9, 10])[-1] == [1, 3, 4, 9, 10]


def test_one_source_is_one_ssrc() -> None:
    one = rule()
    assert not any(one.consider(NAT, packet(n, ssrc=n % 2), 0.0, quiet=True) for n in range(40))


def test_a_pause_begins_the_proof_anew() -> None:
    assert not any(taken(rule(), NAT, range(20), step_s=QUIET_S))
    assert any(taken(rule(), NAT, range(20), step_s=QUIET_S * 0.9))


def test_other_hosts_never() -> None:
    one = rule()
    assert not any(taken(one, STRANGER, range(500)))
    assert not one.permits(STRANGER[0])


def test_other_hosts_by_permission() -> None:
    one = rule(any_host=True)
    assert taken(one, STRANGER, range(PROOF_PACKETS))[-1] == [0, 1, 2, 3, 4]
    assert one.current == STRANGER


def test_the_sdp_address_wins_back_at_once() -> None:
    one = rule()
    taken(one, EDGE, range(9))
    assert taken(one, SDP, [7], quiet=False) == [[7]]
    assert one.current == SDP
    assert not any(taken(one, EDGE, range(9, 30), quiet=False))


def test_who_was_dethroned_proves_himself_again() -> None:
    one = rule()
    taken(one, EDGE, range(9))
    taken(one, SDP, [7])
    assert taken(one, EDGE, range(9, 14))[:4] == [[]] * 4


def test_interference_from_other_ports_of_the_host_does_not_stop_the_proof() -> None:
    one = rule()
    for n in range(PROOF_PACKETS):
        for port in range(1, MAX_CANDIDATES):
            one.consider((NAT[0], port), packet(0), 0.0, quiet=True)
        one.consider(NAT, packet(n), 0.0, quiet=True)
    assert one.current == NAT


def test_candidates_are_few() -> None:
    one = rule()
    for port in range(10_000, 20_000):
        one.consider((NAT[0], port), packet(0), 0.0, quiet=True)
    assert one.current is None
    assert len(one._candidates) == MAX_CANDIDATES


def test_nobody_is_at_an_unspecified_address() -> None:
    """Hold as RFC 2543 had it: only the host of the signalling may speak."""
    held = SourceRule(("0.0.0.0", 4000), ["203.0.113.7"])
    assert not any(taken(held, STRANGER, range(9)))
    assert any(taken(held, EDGE, range(9)))


def test_the_other_end_of_a_link_alone_is_believed() -> None:
    one = SourceRule(SDP, any_port=False)
    assert taken(one, NAT, range(2 * PROOF_PACKETS)) == [[]] * (2 * PROOF_PACKETS)
    assert taken(one, SDP, [7], quiet=False) == [[7]]
