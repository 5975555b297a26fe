"""What objects keep beside their documents and never give back: PINs, passwords, tokens."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import Path
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.auth import client_of
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.routes_objects import Id
from switchboard.api.native.shapes import NewConferencePin, NewPin, NewPromptPassword, NewSecret, NewTrunkPassword
from switchboard.delivery.webhooks import OF_WEBHOOK
from switchboard.model.action_url import secret_of_action
from switchboard.model.api_dialplan import OF_DIALPLAN, ApiDialplan
from switchboard.model.base import Document
from switchboard.model.conference import MEMBER_PIN, MODERATOR_PIN, Conference
from switchboard.model.directory import Extension
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import DISA_PIN, PROMPT_PIN, Ivr
from switchboard.model.messaging import Webhook
from switchboard.model.trunk import Trunk
from switchboard.model.voicemail import VOICEMAIL_PIN
from switchboard.store.people.credentials import OF_TRUNK

ActionKey = Annotated[int, Path(alias="action", ge=1, le=2**31 - 1)]

KEPT_AS: Final[Mapping[str, str]] = {
    "/ivrs/{id}/pin": DISA_PIN,
    "/ivrs/{id}/prompt-password": PROMPT_PIN,
    "/ivrs/{id}/actions/{action}/secret": secret_of_action("{action}"),
    "/extensions/{id}/voicemail-pin": VOICEMAIL_PIN,
    "/group-voicemails/{id}/voicemail-pin": VOICEMAIL_PIN,
    "/conferences/{id}/pin": MEMBER_PIN,
    "/conferences/{id}/moderator-pin": MODERATOR_PIN,
    "/trunks/{id}/password": OF_TRUNK,
    "/api-dialplans/{id}/secret": OF_DIALPLAN,
    "/webhooks/{id}/secret": OF_WEBHOOK,
}
"""Under which name the secret of a path is kept."""


class SecretRoutes:
    """PUT sets a secret, DELETE forgets it."""

    def __init__(self, services: ApiServices) -> None:
        self._credentials = services.credentials

    def add_to(self, face: Face) -> None:
        for path, takes, put, forget, tag, what in (
            ("/ivrs/{id}/pin", NewPin, self.set_pin, self.forget_pin, "ivrs", "pin"),
            (
                "/ivrs/{id}/prompt-password",
                NewPromptPassword,
                self.set_prompt_password,
                self.forget_prompt_password,
                "ivrs",
                "prompt_password",
            ),
            (
                "/ivrs/{id}/actions/{action}/secret",
                NewSecret,
                self.set_action,
                self.forget_action,
                "ivrs",
                "action_secret",
            ),
            (
                "/extensions/{id}/voicemail-pin",
                NewPin,
                self.set_extension_pin,
                self.forget_extension_pin,
                "extensions",
                "extension_voicemail_pin",
            ),
            (
                "/group-voicemails/{id}/voicemail-pin",
                NewPin,
                self.set_group_pin,
                self.forget_group_pin,
                "group-voicemails",
                "group_voicemail_pin",
            ),
            (
                "/conferences/{id}/pin",
                NewConferencePin,
                self.set_conference_pin,
                self.forget_conference_pin,
                "conferences",
                "conference_pin",
            ),
            (
                "/conferences/{id}/moderator-pin",
                NewConferencePin,
                self.set_moderator_pin,
                self.forget_moderator_pin,
                "conferences",
                "conference_moderator_pin",
            ),
            ("/trunks/{id}/password", NewTrunkPassword, self.set_trunk, self.forget_trunk, "trunks", "trunk_password"),
            (
                "/api-dialplans/{id}/secret",
                NewSecret,
                self.set_dialplan,
                self.forget_dialplan,
                "api-dialplans",
                "api_dialplan_secret",
            ),
            ("/webhooks/{id}/secret", NewSecret, self.set_webhook, self.forget_webhook, "webhooks", "webhook_secret"),
        ):
            face.add(Operation("PUT", path, "editor", takes=takes, status=204), put, tag, f"set_{what}")
            face.add(Operation("DELETE", path, "editor", status=204), forget, tag, f"forget_{what}")

    async def set_pin(self, request: Request, id: Id) -> Response:
        """The PIN that DISA asks the callers of this menu for."""
        wanted = await body.read(request, NewPin)
        return await self._set(request, Ivr, id, DISA_PIN, wanted.pin.get_secret_value())

    async def forget_pin(self, request: Request, id: Id) -> Response:
        """From now on nobody gets through DISA where the menu needs a PIN."""
        return await self._set(request, Ivr, id, DISA_PIN, None)

    async def set_prompt_password(self, request: Request, id: Id) -> Response:
        """The password by which the greeting of this menu is changed by telephone."""
        wanted = await body.read(request, NewPromptPassword)
        return await self._set(request, Ivr, id, PROMPT_PIN, wanted.password.get_secret_value())

    async def forget_prompt_password(self, request: Request, id: Id) -> Response:
        """From now on nobody changes the greeting of this menu by telephone."""
        return await self._set(request, Ivr, id, PROMPT_PIN, None)

    async def set_extension_pin(self, request: Request, id: Id) -> Response:
        """The PIN that the mailbox of an extension asks for."""
        wanted = await body.read(request, NewPin)
        return await self._set(request, Extension, id, VOICEMAIL_PIN, wanted.pin.get_secret_value())

    async def forget_extension_pin(self, request: Request, id: Id) -> Response:
        """From now on only the phones of the extension get into its mailbox."""
        return await self._set(request, Extension, id, VOICEMAIL_PIN, None)

    async def set_group_pin(self, request: Request, id: Id) -> Response:
        """The PIN that the mailbox of a group asks for."""
        wanted = await body.read(request, NewPin)
        return await self._set(request, GroupVoicemail, id, VOICEMAIL_PIN, wanted.pin.get_secret_value())

    async def forget_group_pin(self, request: Request, id: Id) -> Response:
        """From now on only the members of the group get into its mailbox, without a PIN."""
        return await self._set(request, GroupVoicemail, id, VOICEMAIL_PIN, None)

    async def set_conference_pin(self, request: Request, id: Id) -> Response:
        """The PIN by which callers come into a conference."""
        return await self._set_conference_pin(request, id, MEMBER_PIN, MODERATOR_PIN)

    async def forget_conference_pin(self, request: Request, id: Id) -> Response:
        """From now on callers come into the conference without a PIN."""
        return await self._set(request, Conference, id, MEMBER_PIN, None)

    async def set_moderator_pin(self, request: Request, id: Id) -> Response:
        """The PIN by which callers come into a conference as moderators."""
        return await self._set_conference_pin(request, id, MODERATOR_PIN, MEMBER_PIN)

    async def forget_moderator_pin(self, request: Request, id: Id) -> Response:
        """From now on only the phones of moderators moderate the conference."""
        return await self._set(request, Conference, id, MODERATOR_PIN, None)

    async def _set_conference_pin(self, request: Request, id: int, name: str, other: str) -> Response:
        """The two PINs differ: which one a caller enters says as what he comes in."""
        pin = (await body.read(request, NewConferencePin)).pin.get_secret_value()
        if await self._credentials.object_secret(client_of(request).tenant, id, other) == pin:
            raise errors.Invalid("pin", "moderators and all others need different PINs")
        return await self._set(request, Conference, id, name, pin)

    async def set_action(self, request: Request, id: Id, action: ActionKey) -> Response:
        """The password or token by which an action URL is asked."""
        wanted = await body.read(request, NewSecret)
        name = await self._action(request, id, action)
        return await self._set(request, Ivr, id, name, wanted.secret.get_secret_value())

    async def forget_action(self, request: Request, id: Id, action: ActionKey) -> Response:
        """Ask the action URL without a password or token."""
        return await self._set(request, Ivr, id, await self._action(request, id, action), None)

    async def set_dialplan(self, request: Request, id: Id) -> Response:
        """The password or token by which the server of an API dial plan is asked."""
        wanted = await body.read(request, NewSecret)
        return await self._set(request, ApiDialplan, id, OF_DIALPLAN, wanted.secret.get_secret_value())

    async def forget_dialplan(self, request: Request, id: Id) -> Response:
        """Ask the server of the API dial plan without a password or token."""
        return await self._set(request, ApiDialplan, id, OF_DIALPLAN, None)

    async def set_trunk(self, request: Request, id: Id) -> Response:
        """The password by which we register and authenticate at a trunk."""
        wanted = await body.read(request, NewTrunkPassword)
        return await self._set(request, Trunk, id, OF_TRUNK, wanted.password.get_secret_value())

    async def forget_trunk(self, request: Request, id: Id) -> Response:
        """Authenticate no more at the trunk."""
        return await self._set(request, Trunk, id, OF_TRUNK, None)

    async def set_webhook(self, request: Request, id: Id) -> Response:
        """The secret that signs what this webhook is told."""
        wanted = await body.read(request, NewSecret)
        return await self._set(request, Webhook, id, OF_WEBHOOK, wanted.secret.get_secret_value())

    async def forget_webhook(self, request: Request, id: Id) -> Response:
        """Sign no more."""
        return await self._set(request, Webhook, id, OF_WEBHOOK, None)

    async def _action(self, request: Request, id: int, action: int) -> str:
        """Raises NotFound."""
        stored = await client_of(request).repository.get(Ivr, id)
        for one in stored.document.actions:
            if one.key == action:
                return one.secret_name
        raise errors.NotFound("action", action)

    async def _set(self, request: Request, family: type[Document], id: int, name: str, secret: str | None) -> Response:
        await self._credentials.set_object_secret(client_of(request).tenant, family.kind, id, name, secret)
        return Response(status_code=204)
