"""Outside numbers in the forms of the telephone network: the call semantics, section 7."""

from tests.callflow.scenarios.world import (
    ANN,
    CITY,
    LINE,
    OFFICE,
    SPARE,
    Case,
    company,
    from_ann,
    from_outside,
    to_ann,
)

from switchboard.engine.simulated.scenario import Line
from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.office import Office
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute, Trunk

EMERGENCY = OutboundRoute(name="emergency", patterns=(DialPattern(pattern="11X"),), trunks=(LINE,), extensions=(ANN,))
BERLIN = Office(country="DE", area_code="30")


def in_berlin(*replaced: tuple[int, Document], **trunk: object) -> Configuration:
    """The company there, with changes to its first trunk; validated."""
    line = Trunk.model_validate({"name": "line", "host": "192.0.2.1", **trunk})
    return company((OFFICE, BERLIN), (LINE, line), *replaced)


def reaches(dialled: str, number: str, before: str = "") -> str:
    """What happens when a call outside is answered there; `before` it is dialled, too."""
    return f"""
        0 going_to external_number {dialled}; {before}dial_started {number}; ringing {number}
        2 dial_ended answered; answered; bridged {number}
        7 bridge_ended callee; call_ended callee normal
        """


OUTSIDE_NUMBERS = [
    Case(
        "an outside number: the trunk is told it in its own form",
        in_berlin(called_number_form="e164"),
        from_ann("95551234"),
        reaches("95551234", "+49305551234"),
    ),
    Case(
        "an outside number: what is no telephone number stays as it was dialled",
        in_berlin((CITY, EMERGENCY), called_number_form="e164"),
        from_ann("115"),
        reaches("115", "115"),
    ),
    Case(
        "an outside number: a caller's is called back by the route of local calls",
        in_berlin(),
        from_ann("+49305551234"),
        reaches("95551234", "5551234"),
    ),
    Case(
        "an outside number: no route becomes another number by what it strips",
        in_berlin(),
        from_ann("+49895551234"),
        "0 call_ended switchboard not-found",
    ),
    Case(
        "trunk: a number finds its route however it is written",
        in_berlin((3, InboundRoute(name="in", pattern="+49305556789", to=to_ann()))),
        from_outside(dialled="0305556789"),
        """
        0 going_to extension 100; dial_started 100; ringing 100
        2 dial_ended answered; answered; bridged 100
        7 bridge_ended callee; call_ended callee normal
        """,
    ),
    Case(
        "an outside number: a trunk that is full is passed over",
        company(),
        from_ann("95551234", trunks={LINE: Line("full")}),
        reaches("95551234", "5551234", "trunk_skipped line full; "),
    ),
    Case(
        "an outside number: a trunk that is down is passed over where there is another",
        company(),
        from_ann("95551234", trunks={LINE: Line("down")}),
        reaches("95551234", "5551234", "trunk_skipped line down; "),
    ),
    Case(
        "an outside number: a trunk that is down is tried after all others",
        company(),
        from_ann("95551234", trunks={LINE: Line("down"), SPARE: Line("fails", status=503)}),
        """
        0 going_to external_number 95551234; trunk_skipped line down; dial_started 5551234; dial_ended failed
        0 dial_started 5551234; dial_ended unreachable; call_ended switchboard unreachable
        """,
    ),
    Case(
        "an outside number: all trunks are full",
        company(),
        from_ann("95551234", trunks={LINE: Line("full"), SPARE: Line("full")}),
        """
        0 going_to external_number 95551234; trunk_skipped line full; trunk_skipped spare full
        0 call_ended switchboard unreachable
        """,
    ),
]
