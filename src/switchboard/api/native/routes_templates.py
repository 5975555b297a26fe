"""Templates: whole sets of objects from a few answers, all or none."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from switchboard import errors
from switchboard.api.common import ApiServices
from switchboard.api.native import body
from switchboard.api.native.answers import json_of
from switchboard.api.native.face import Endpoints, Face, Operation
from switchboard.api.native.places import place_of
from switchboard.api.native.problem import Refusal, refused_member
from switchboard.model.base import Document, Frozen, LanguageTag, ObjectId
from switchboard.model.prompt import Prompt
from switchboard.model.stored import Stored
from switchboard.prompts.encoded import Encoded
from switchboard.templates.form import Kind, Texts, answers_model, forms, texts
from switchboard.templates.make import UNHEARD, Made, Prompts, Wanted, make, words

_DEFAULT = "en"


class QuestionShown(BaseModel):
    """A question in words, and what kind of answer it takes; one that is optional may be left out."""

    name: str
    kind: Kind
    label: str
    help: str
    optional: bool


class TemplateShown(BaseModel):
    """A template in words. `needs_speech`: it cannot do without a voice."""

    name: str
    title: str
    summary: str
    needs_speech: bool
    questions: list[QuestionShown]


class LanguageShown(BaseModel):
    """A language that templates speak, by its tag and by its own name."""

    tag: str
    name: str


class TemplatesShown(BaseModel):
    """All templates, and the languages that they speak."""

    items: list[TemplateShown]
    languages: list[LanguageShown]


class TemplateUse(Frozen):
    """`answers` are those to the questions of the template. `prompts`: a voice says the words, or announcements of the
    product are played. A `dry_run` is checked as any other, and nothing is written.
    """

    answers: dict[str, Any]
    language: LanguageTag = _DEFAULT
    prompts: Prompts = "speech"
    dry_run: bool = False


class ObjectMade(BaseModel):
    """An object of a template; `id` null: it was not written. `text` is what a prompt says."""

    kind: str
    id: ObjectId | None
    name: str
    number: str | None
    text: str | None


class TemplateUsed(BaseModel):
    """What was made, or would be. Callers enter it at `entry`: lead a number there."""

    written: bool
    objects: list[ObjectMade]
    entry: ObjectMade


class TemplateRoutes:
    """For editors."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services

    def add_to(self, face: Face) -> None:
        listing = Operation("GET", "/templates", "viewer", gives=TemplatesShown)
        face.add(listing, self.list, "templates", "list_templates")
        self.add_use_to(face)

    def add_use_to(self, face: Endpoints) -> None:
        using = Operation("POST", "/templates/{template}", "editor", takes=TemplateUse, gives=TemplateUsed)
        face.add(using, self.use, "templates", "use_template")

    async def list(self, _: Request, language: Annotated[LanguageTag, Query()] = _DEFAULT) -> Response:
        """Which templates there are, and what they ask, in the words of a language."""
        words_of = texts()[_known(language)]
        languages = [LanguageShown(tag=tag, name=one.language) for tag, one in texts().items()]
        return json_of(TemplatesShown(items=[_shown(name, words_of) for name in words_of.forms], languages=languages))

    async def use(self, request: Request, template: Annotated[str, Path()]) -> Response:
        """Make the objects of a template, all or none."""
        if template not in forms():
            raise errors.NotFound("template", template)
        use = await body.read(request, TemplateUse)
        wanted = Wanted(template, _answers(template, use), _known(use.language), use.prompts)
        if wanted.form.needs_speech and use.prompts != "speech":
            raise refused_member("#/prompts", "this template cannot do without speech", "unsupported")
        made = await (self._rehearse(request, wanted) if use.dry_run else self._write(request, wanted))
        objects = [_made(stored, written=not use.dry_run) for stored in made.created]
        entry = _made(made.entry, written=not use.dry_run)
        return json_of(TemplateUsed(written=not use.dry_run, objects=objects, entry=entry))

    async def _rehearse(self, request: Request, wanted: Wanted) -> Made:
        unheard = dict.fromkeys(words(wanted), UNHEARD)
        return await place_of(request, self._services).rehearse(lambda current: make(wanted, unheard, current))

    async def _write(self, request: Request, wanted: Wanted) -> Made:
        # First without sounds: what is refused costs no speech.
        await self._rehearse(request, wanted)
        say = self._services.speaker.say
        sounds: dict[str, Encoded] = {
            label: await say(spoken.text, spoken.language) for label, spoken in words(wanted).items()
        }
        place = place_of(request, self._services)
        await place.hold(sounds.values())
        return await place.rewrite(lambda current: make(wanted, sounds, current), f"template {wanted.name}")


def _known(language: str) -> str:
    """The tag of texts that are there: of `de-AT` those of `de`, of any other language the English ones."""
    base = language.partition("-")[0].lower()
    return base if base in texts() else _DEFAULT


def _answers(name: str, use: TemplateUse) -> BaseModel:
    """Raises Refusal 422, with pointers into the body."""
    try:
        return body.parse(answers_model(name), use.answers)
    except Refusal as refusal:
        raise refusal.below("#/answers") from None


def _shown(name: str, words_of: Texts) -> TemplateShown:
    form, wording = forms()[name], words_of.forms[name]
    questions = [
        QuestionShown(
            name=key,
            kind=question.kind,
            label=words_of.questions[key].label,
            help=words_of.questions[key].help,
            optional=question.optional,
        )
        for key, question in form.questions.items()
    ]
    return TemplateShown(
        name=name,
        title=wording.title,
        summary=wording.summary,
        needs_speech=form.needs_speech,
        questions=questions,
    )


def _made(stored: Stored[Document], *, written: bool) -> ObjectMade:
    document = stored.document
    return ObjectMade(
        kind=document.kind,
        id=stored.id if written else None,
        name=document.name,
        number=document.dialled_number(),
        text=document.text if isinstance(document, Prompt) else None,
    )
