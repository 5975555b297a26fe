"""The dialogs that the provisional responses to one INVITE of ours make, one for each phone that a proxy rings."""

from dataclasses import replace

from switchboard.sip.bodies import session_description
from switchboard.sip.dialog import Dialog
from switchboard.sip.message import Request, Response
from switchboard.sip.reliable import Order, ReliableReception, rack_for


class EarlyDialogs:
    """What PRACKs need, and what the answer must know of them. Bounded: `ReliableReception` takes no more dialogs."""

    def __init__(self) -> None:
        self._reception = ReliableReception()
        self._dialogs: dict[str, Dialog] = {}
        self._answers: dict[str, Response] = {}

    def take(self, invite: Request, response: Response) -> Request | None:
        """Returns the PRACK that a provisional response asks for; None for none. Raises SipError."""
        order = self._reception.order(response)
        if order is not Order.NEXT:
            return None
        tag = response.to.tag or ""
        dialog = self._dialogs.get(tag)
        if dialog is None:
            dialog = self._dialogs[tag] = Dialog.uac(invite, response)
        if session_description(response):
            self._answers.setdefault(tag, response)
        return dialog.request("PRACK", headers=[("RAck", str(rack_for(response)))])

    def confirmed(self, invite: Request, response: Response) -> Dialog:
        """The dialog of a 2xx. It goes on counting where PRACKs have counted (RFC 3261 §12.2.1.1). Raises SipError."""
        dialog = Dialog.uac(invite, response)
        early = self._dialogs.get(response.to.tag or "")
        return dialog if early is None else replace(dialog, local_seq=early.local_seq)

    def answer(self, response: Response) -> Response:
        """The response that answers our offer: what a reliable one describes need not stand in the 2xx (RFC 3262 §5).

        Raises SipError.
        """
        return self._answers.get(response.to.tag or "", response)
