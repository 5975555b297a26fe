"""What is told of a stream at its end, from what its media worker has measured."""

from switchboard.call.audio import AudioParty, AudioReport, AudioWay
from switchboard.media.control import Statistics, Way


def audio_report(party: AudioParty, codec: str, statistics: Statistics, *, encrypted: bool) -> AudioReport:
    return AudioReport(
        party=party,
        codec=codec,
        encrypted=encrypted,
        received=_way(statistics.came),
        sent=_way(statistics.went),
        round_trip_ms=_rounded(statistics.round_trip_ms, 1),
    )


def _way(way: Way) -> AudioWay:
    return AudioWay(way.packets, _rounded(way.loss_percent, 2), _rounded(way.jitter_ms, 1), _rounded(way.mos, 2))


def _rounded(figure: float | None, digits: int) -> float | None:
    return None if figure is None else round(figure, digits)
