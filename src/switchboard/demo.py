"""The demo of a new installation: four phones, two menus, and something to hear."""

from collections.abc import Mapping
from dataclasses import dataclass

from switchboard.model.destination import HangUp, PlayAndReturn, ToExtension, ToIvr
from switchboard.model.directory import Extension
from switchboard.model.ivr import DirectDial, Ivr, Option, Retry, Route
from switchboard.model.prompt import Announcement, CustomPrompt, PromptRef
from switchboard.model.stored import Stored
from switchboard.prompts.announcements import recordings
from switchboard.prompts.library import PromptLibrary
from switchboard.store.documents.repository import Repository
from switchboard.store.people.credentials import Credentials

AUTHOR = "demo"
PEOPLE = {"1000": "Alice", "1001": "Bob", "1002": "Carol", "1003": "Dave"}
PROMPTS = {"welcome.wav": "demo-welcome", "more.wav": "demo-more", "about.wav": "demo-about"}


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: SIP passwords by user name, and the numbers to call."""

    passwords: Mapping[str, str]
    numbers: tuple[str, ...] = ("6200", "6201")


async def create_demo(
    repository: Repository, credentials: Credentials, library: PromptLibrary, tenant: int, realm: str
) -> Demo:
    """Create the demo's objects; call it on an empty tenant only."""
    prompts = {name: await _prompt(repository, library, name, asset) for name, asset in PROMPTS.items()}
    phones = {number: await _extension(repository, number, name) for number, name in PEOPLE.items()}
    passwords = {number: await credentials.new_sip(tenant, phone.id, number, realm) for number, phone in phones.items()}
    more = await repository.create(_more(prompts), author=AUTHOR)
    welcome = await repository.create(_welcome(prompts, phones, more.id), author=AUTHOR)
    back = Option(keys="*", route=Route(to=ToIvr(ivr=welcome.id)))
    await repository.edit(
        Ivr, more.id, lambda ivr: ivr.model_copy(update={"options": (*ivr.options, back)}), author=AUTHOR
    )
    return Demo(passwords)


async def _prompt(repository: Repository, library: PromptLibrary, name: str, asset: str) -> PromptRef:
    recording = recordings()[asset]
    encoded = await library.own(recording)
    document = encoded.prompt(name, source="speech", text=recording.text, language="en")
    return CustomPrompt(prompt=(await repository.create(document, author=AUTHOR)).id)


async def _extension(repository: Repository, number: str, name: str) -> Stored[Extension]:
    return await repository.create(Extension(number=number, name=name), author=AUTHOR)


def _to(phone: Stored[Extension]) -> Route:
    return Route(to=ToExtension(extension=phone.id))


def _welcome(prompts: Mapping[str, PromptRef], phones: Mapping[str, Stored[Extension]], more: int) -> Ivr:
    about = Route(to=PlayAndReturn(prompt=prompts["about.wav"]))
    return Ivr(
        number="6200",
        name="Welcome",
        greeting=(prompts["welcome.wav"],),
        response_timeout_s=5.0,
        options=(
            Option(keys="1", route=_to(phones["1000"])),
            Option(keys="2", route=_to(phones["1001"])),
            Option(keys="3", route=Route(to=ToIvr(ivr=more))),
            Option(keys="4", route=about),
        ),
        no_input=Retry(retries=2, final_prompt=Announcement(name="goodbye")),
        no_match=Retry(retries=2, retry_prompt=Announcement(name="invalid")),
    )


def _more(prompts: Mapping[str, PromptRef]) -> Ivr:
    greeting = Route(to=PlayAndReturn(prompt=Announcement(name="default")))
    return Ivr(
        number="6201",
        name="More",
        greeting=(prompts["more.wav"],),
        response_timeout_s=5.0,
        options=(Option(keys="2", route=greeting), Option(keys="9", route=Route(to=HangUp()))),
        no_input=Retry(retries=2, final_prompt=Announcement(name="goodbye")),
        no_match=Retry(retries=2, retry_prompt=Announcement(name="invalid")),
        direct_dial=DirectDial(mode="all"),
    )
