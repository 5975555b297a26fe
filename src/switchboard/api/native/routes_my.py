"""One's own phone: forwarding, do-not-disturb and the PIN of the mailbox."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.auth import client_of
from switchboard.api.native.conditions import Expected
from switchboard.api.native.configurations import Configurations
from switchboard.api.native.face import Face, Operation
from switchboard.api.native.own_extension import own_extension
from switchboard.api.native.problem import refused_member
from switchboard.api.native.shapes import NewPin
from switchboard.api.native.shapes_my import MyForwarding, MyGreeting, MyPhone, MyRule
from switchboard.api.native.writing import write
from switchboard.callflow.dialled import inside
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension, ToExtensionVoicemail, ToNumber
from switchboard.model.directory import Extension
from switchboard.model.forwarding import Forwarding, ForwardRule
from switchboard.model.mailbox import mailbox_of
from switchboard.model.prompt import CustomPrompt
from switchboard.model.stored import Stored
from switchboard.model.voicemail import VOICEMAIL_PIN
from switchboard.store.mailboxes.messages import Messages
from switchboard.store.people.registrations import Registrations

TAG = "my phone"
_RULES = ("always", "busy", "no_answer", "unreachable", "on_dnd")


class MyRoutes:
    """For users who have an extension of their own, whatever their role."""

    def __init__(self, services: ApiServices, configurations: Configurations) -> None:
        self._clock = services.clock
        self._credentials = services.credentials
        self._configurations = configurations
        self._messages = Messages(services.database)
        self._registrations = Registrations(services.database)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/my", "phone", gives=MyPhone), self.read, TAG, "read_my_phone")
        forwarding = Operation("PUT", "/my/forwarding", "phone", takes=MyForwarding, gives=MyPhone)
        face.add(forwarding, self.forward, TAG, "set_my_forwarding")
        pin = Operation("PUT", "/my/pin", "phone", takes=NewPin, status=204)
        face.add(pin, self.set_pin, TAG, "set_my_pin")

    async def read(self, request: Request) -> Response:
        """One's own extension: forwarding, greetings, and how many messages are new."""
        return json_of(await self._shown(request, await own_extension(request)))

    async def forward(self, request: Request) -> Response:
        """Do-not-disturb and the rules, all at once; from the next call on."""
        wanted = await body.read(request, MyForwarding)
        own, client = await own_extension(request), client_of(request)
        configuration = await self._configurations.current(client.tenant)

        def change(old: Extension) -> Extension:
            return old.model_copy(update={"forwarding": _merged(old.forwarding, wanted, configuration, own.id)})

        stored = await write(client.repository, Extension, own.id, change, Expected(request), client.author)
        return json_of(await self._shown(request, stored))

    async def set_pin(self, request: Request) -> Response:
        """The PIN that one's mailbox asks for."""
        wanted, own = await body.read(request, NewPin), await own_extension(request)
        pin = wanted.pin.get_secret_value()
        await self._credentials.set_object_secret(client_of(request).tenant, Extension.kind, own.id, VOICEMAIL_PIN, pin)
        return Response(status_code=204)

    async def _shown(self, request: Request, own: Stored[Extension]) -> MyPhone:
        tenant, document = client_of(request).tenant, own.document
        mailbox = mailbox_of(await self._configurations.current(tenant), own.id)
        counts = await self._messages.counts(tenant, own.id)
        secret = await self._credentials.object_secret(tenant, own.id, VOICEMAIL_PIN)
        phones = await self._registrations.addresses(tenant, [own.id], self._clock.now())
        return MyPhone(
            extension=own.id,
            name=document.name,
            number=document.number,
            forwarding=_shown_forwarding(document.forwarding, own.id),
            greetings=_greetings(document),
            voicemail=mailbox is not None and mailbox.options.enabled,
            pin=secret is not None,
            phones=len(phones.get(own.id, ())),
            new_messages=counts.new,
        )


def _greetings(own: Extension) -> list[MyGreeting]:
    """Those that are prompts of their own; the name too."""
    found = [("name", own.spoken_name), *(own.voicemail.greetings or ())]
    prompts = {slot: ref.prompt for slot, ref in found if isinstance(ref, CustomPrompt)}
    slots = ("general", "busy", "no_answer", "unreachable", "dnd", "temporary", "name")
    return [MyGreeting.model_validate({"slot": slot, "prompt": prompts.get(slot)}) for slot in slots]


def _shown_forwarding(forwarding: Forwarding, own: int) -> MyForwarding:
    rules = {
        name: rule and _shown_rule(rule, own) for name in _RULES if (rule := getattr(forwarding, name)) is not None
    }
    return MyForwarding(dnd=forwarding.dnd, **rules)


def _shown_rule(rule: ForwardRule, own: int) -> MyRule:
    match rule.to:
        case ToNumber(number=number):
            return MyRule(to="number", number=number)
        case ToExtensionVoicemail(extension=extension) if extension == own:
            return MyRule(to="voicemail")
    return MyRule(to="other")


def _merged(old: Forwarding, wanted: MyForwarding, configuration: Configuration, own: int) -> Forwarding:
    """A rule that stays the same keeps its hours, and for whom it is. Raises Refusal 422."""
    rules: dict[str, object] = {"dnd": wanted.dnd}
    for name in _RULES:
        rule, before = getattr(wanted, name), getattr(old, name)
        same = rule is not None and before is not None and _shown_rule(before, own) == rule
        rules[name] = before if same else rule and _rule(name, rule, configuration, own)
    return old.model_copy(update=rules)


def _rule(name: str, rule: MyRule, configuration: Configuration, own: int) -> ForwardRule:
    """As a phone sets it by a feature code (the call semantics, section 10). Raises Refusal 422."""
    if rule.number is None:
        if rule.to == "other":
            raise refused_member(f"#/{name}/to", "no rule leads elsewhere now", "unsupported")
        return ForwardRule(to=ToExtensionVoicemail(extension=own))
    place = inside(configuration, rule.number, own, "diverted")
    if place is None or (isinstance(place, ToExtension) and place.extension == own):
        raise refused_member(f"#/{name}/number", "is not one that this extension may dial", "not-permitted")
    return ForwardRule(to=ToNumber(number=rule.number))
