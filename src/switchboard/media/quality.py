"""How well the packets of a stream came and went, as far as we and the peer's RTCP tell."""

from switchboard.media.control import Statistics, Way
from switchboard.media.mos import mos
from switchboard.media.reception import Reception
from switchboard.media.reporting import Reporter
from switchboard.media.stream import Stream


def came(reception: Reception, reporter: Reporter) -> Way:
    """What we heard of the peer. Nothing is known of what the kernel withheld all the time."""
    if reception.lost is None:
        return Way(packets=reception.received)
    loss_percent = 100 * reception.lost / max(1, reception.expected)
    return Way(
        packets=reception.received,
        lost=reception.lost,
        loss_percent=loss_percent,
        jitter_ms=reception.jitter_ms,
        mos=mos(loss_percent, reception.jitter_ms, reporter.round_trip_ms),
    )


def went(sent: int, reporter: Reporter) -> Way:
    """What the peer heard of us, by its own account; who tells it may tell anything."""
    if reporter.peer_lost is None or not sent:
        return Way(packets=sent)
    lost = min(sent, reporter.peer_lost)
    loss_percent = 100 * lost / sent
    return Way(
        packets=sent,
        lost=lost,
        loss_percent=loss_percent,
        jitter_ms=reporter.peer_jitter_ms,
        mos=mos(loss_percent, reporter.peer_jitter_ms, reporter.round_trip_ms),
    )


def statistics_of(stream: Stream, sent: int) -> Statistics:
    """The figures of a stream that has sent so many packets."""
    reception, reporter = stream.reception, stream.reporter
    return Statistics(
        packets_sent=sent,
        packets_received=reception.received,
        lost=reception.lost,
        jitter_ms=round(reception.jitter_ms, 3),
        duplicates=reception.duplicates,
        dtmf_methods=tuple(stream.keys.methods),
        dropped_foreign=stream.foreign,
        filtered=reception.was_suspended,
        peer_lost=reporter.peer_lost,
        round_trip_ms=reporter.round_trip_ms,
        came=came(reception, reporter),
        went=went(sent, reporter),
    )
