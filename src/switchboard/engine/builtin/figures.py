"""What the built-in engine has counted, in the shapes of the status."""

from datetime import UTC, datetime

from switchboard.media.control import Figures
from switchboard.sip.aio.endpoint import SipEndpoint
from switchboard.status import MediaFigures, MediaReport, SipFigures


def sip_figures(endpoint: SipEndpoint) -> SipFigures:
    """The figures of an endpoint and its transactions."""
    counters = endpoint.counters
    return SipFigures(
        received=counters.received,
        sent=counters.sent,
        send_failures=counters.send_failures,
        malformed=counters.malformed,
        dropped=counters.dropped,
        merged=counters.merged,
        unmatched_responses=counters.unmatched_responses,
        unmatched_acks=counters.unmatched_acks,
        handler_faults=counters.handler_faults,
        refused=dict(counters.refused),
        responses={str(status): number for status, number in sorted(counters.responses.items())},
        server_transactions=endpoint.server_transactions,
        client_transactions=endpoint.client_transactions,
    )


def media_report(figures: Figures | None) -> MediaReport | None:
    """The report on a worker; None for one that has not answered."""
    if figures is None:
        return None
    return MediaReport(
        pid=figures.pid,
        since=datetime.fromtimestamp(figures.started_s, UTC),
        figures=MediaFigures(
            streams=figures.streams,
            late_slots=figures.late_slots,
            idle_s=int(figures.idle_s),
            refused_commands=figures.refused_commands,
        ),
        load=figures.load,
        measures=figures.measures,
    )
