"""What requests refer to, looked up. Pure."""

from collections.abc import Sequence

from switchboard.api.portsip.envelope import invalid
from switchboard.api.portsip.naming import object_id
from switchboard.api.portsip.wire_ivr import CallerId, MenuRule
from switchboard.callflow.dialled import ours
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    LONGEST_OUTSIDE_NUMBER,
    Disa,
    HangUp,
    PlainDestination,
    Repeat,
    ToExtensionVoicemail,
    ToNumber,
)
from switchboard.model.holiday import Holiday
from switchboard.model.ivr import MenuCallerId, Route
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk


class References:
    """Looks up what a request refers to. A reference to nothing becomes a problem of its place in the body."""

    def __init__(self, objects: Configuration) -> None:
        self.objects = objects
        self._problems: dict[str, str] = {}

    def refuse_problems(self) -> None:
        """Raises Refusal 400 when there are any."""
        if self._problems:
            raise invalid(self._problems)

    def route(self, old: Route, place: str, sent: MenuRule) -> Route:
        """The route of a rule. PortSIP does not know of the end of recordings, so that stays as it is."""
        return Route(to=self.destination(place, sent), stop_recording=old.stop_recording)

    def destination(self, place: str, sent: MenuRule) -> PlainDestination:
        if sent.number is not None and sent.action == "FORWARD_TO_VOICEMAIL":
            return self._voicemail(f"{place}.number", sent.number)
        if sent.number is not None:
            return self._forward(f"{place}.number", sent.number)
        match sent.action:
            case "REPEAT":
                return Repeat()
            case "DISA":
                return Disa()
        return HangUp()

    def _forward(self, place: str, number: str) -> PlainDestination:
        """The destination for a number: the object that has it now, else the number itself, which an object may have by
        the time of the call.
        """
        if to := ours(self.objects, number):
            return to
        if len(number.lstrip("+")) > LONGEST_OUTSIDE_NUMBER:
            self._problems[place] = "nothing here has this number, and outside none is as long"
            return HangUp()
        return ToNumber(number=number)

    def _voicemail(self, place: str, number: str) -> PlainDestination:
        """That of the extension with the number; a group's voicemail is reached by its own number."""
        extension = self.objects.extension_by_number(number)
        if extension is None:
            self._problems[place] = "no extension has this number"
            return HangUp()
        return ToExtensionVoicemail(extension=extension.id)

    def holidays(self, place: str, sent: Sequence[str]) -> tuple[int, ...]:
        ids = [object_id(text) for text in sent]
        for index, id in enumerate(ids):
            if id is None or self.objects.get(Holiday, id) is None:
                self._problems[f"{place}[{index}]"] = "there is no such holiday"
        return tuple(id for id in ids if id)

    def provider(self, place: str, sent: str) -> Stored[Trunk] | None:
        id = object_id(sent)
        trunk = self.objects.get(Trunk, id) if id else None
        if trunk is None:
            self._problems[place] = "there is no such provider"
        return trunk

    def require_number_of(self, trunk: Trunk, place: str, number: str) -> None:
        """It must be in the provider's pool, disregarding a plus; an empty pool has every number."""
        pool = {one.lstrip("+") for one in trunk.did_numbers}
        if pool and number.lstrip("+") not in pool:
            self._problems[place] = "is none of the numbers of the provider"

    def caller_ids(self, sent: Sequence[CallerId]) -> tuple[MenuCallerId, ...]:
        found = (self._caller_id(f"outbound_caller_ids[{index}]", one) for index, one in enumerate(sent))
        return tuple(one for one in found if one)

    def _caller_id(self, place: str, sent: CallerId) -> MenuCallerId | None:
        trunk = self.provider(f"{place}.provider_id", sent.provider_id)
        if trunk is None:
            return None
        self.require_number_of(trunk.document, f"{place}.caller_id", sent.caller_id)
        return MenuCallerId(
            trunk=trunk.id,
            number=sent.caller_id,
            description=sent.description or "",
            display_name=sent.display_name or "",
        )
