"""Which voices there are for text to speech."""

from starlette.requests import Request
from starlette.responses import Response

from switchboard.api.common import ApiServices
from switchboard.api.native.answers import json_of
from switchboard.api.native.face import Face, Operation
from switchboard.prompts.speech.survey import Survey
from switchboard.status import SpeechStatus


class SpeechRoutes:
    """The voices are those of the machine that answers, for all tenants."""

    def __init__(self, services: ApiServices) -> None:
        self._survey = Survey(services.settings)

    def add_to(self, face: Face) -> None:
        face.add(Operation("GET", "/speech", "viewer", gives=SpeechStatus), self.read, "prompts", "read_speech")

    async def read(self, _: Request) -> Response:
        """Who speaks which language, whether that works, and which voices there are."""
        return json_of(await self._survey.read())
