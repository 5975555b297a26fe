"""How good a conversation was, as far as packets tell: the mean opinion score (MOS, 1 to 4.4) that the E-model expects.

The E-model (ITU-T G.107) is used with its default values, so that only packet loss and delay count. Phones are supposed
to conceal losses as G.711 Appendix I does, for which G.113 gives the robustness 25.1. G.722 counts as G.711: on the
scale of narrowband telephony it is no worse.
"""

from typing import Final

_BEST_R: Final = 93.2
_WORST_IMPAIRMENT: Final = 95.0
_ROBUSTNESS: Final = 25.1
_NOTICED_MS: Final = 177.3
"""One-way delay from which on talkers get in each other's way."""
PACKET_MS: Final = 20.0


def mos(loss_percent: float, jitter_ms: float = 0.0, round_trip_ms: float | None = None) -> float:
    """Where nothing is known of the round trip, the way counts as short. A receiver waits for twice the jitter."""
    delay_ms = (round_trip_ms or 0.0) / 2 + 2 * jitter_ms + PACKET_MS
    return _mos_of(_BEST_R - _delay_impairment(delay_ms) - _loss_impairment(min(100.0, loss_percent)))


def _delay_impairment(delay_ms: float) -> float:
    return 0.024 * delay_ms + 0.11 * max(0.0, delay_ms - _NOTICED_MS)


def _loss_impairment(loss_percent: float) -> float:
    """Of losses that are independent of one another."""
    return _WORST_IMPAIRMENT * loss_percent / (loss_percent + _ROBUSTNESS)


def _mos_of(r: float) -> float:
    """G.107 Annex B."""
    if r <= 0:
        return 1.0
    return max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)
