"""Night mode: at night callers of a menu go elsewhere, before they hear anything."""

from typing import Literal

from switchboard.call.events import NightModeOn
from switchboard.callflow.hop import Hop
from switchboard.callflow.session import Session
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored


def night_hop(session: Session, menu: Stored[Ivr]) -> Hop | None:
    """Where callers of `menu` go at night; None by day, and where it has no night route."""
    night = menu.document.night
    if night.route is None or not (night.enabled or session.configuration.office.night_mode):
        return None
    by: Literal["ivr", "office"] = "ivr" if night.enabled else "office"
    session.emit(NightModeOn(at=session.now(), ivr=menu.id, number=menu.document.number, by=by))
    return Hop.by(night.route)
