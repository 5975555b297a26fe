"""Night mode: at night callers go elsewhere, before they hear anything of the menu."""

from typing import Literal

from switchboard.call.events import NightModeOn
from switchboard.callflow.hop import Hop
from switchboard.callflow.session import Session
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored


def night_hop(session: Session, menu: Stored[Ivr]) -> Hop | None:
    """The night route of `menu`, while it is night; None by day, or if it has no night route."""
    night = menu.document.night
    if night.route is None or not (night.enabled or session.configuration.office.night_mode):
        return None
    by: Literal["ivr", "office"] = "ivr" if night.enabled else "office"
    session.emit(NightModeOn(at=session.now(), ivr=menu.id, number=menu.document.number, by=by))
    return Hop.by(night.route)
