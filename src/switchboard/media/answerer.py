"""Tells who has answered a call, by what is heard: a person says a word or two and waits, a machine speaks for long, or
ends with a beep.
"""

from typing import Final

from switchboard.media.codec import make_decoder
from switchboard.media.control import Answerer, AnswererHear, CodecName, GreetingEnd
from switchboard.media.g711 import Samples
from switchboard.media.rtp import CLOCK_HZ
from switchboard.media.settling import Placement, SettlingWindow
from switchboard.media.speech import NOTHING_DB, SpeechDetector

RATE_HZ: Final = 8000
MACHINE_MS: Final = 2500
"""Nobody says so much in one go who answers a telephone."""
PERSON_PAUSE_MS: Final = 600
"""Who is silent for so long after a word waits for us to speak."""
WORD_MS: Final = 100
"""What is shorter is a click."""
GREETING_PAUSE_MS: Final = 2000
"""A machine that is silent for so long has no beep; before a beep there may be a second or more."""
BEEP_HZ: Final = 350.0
"""Beeps are higher; the voice of somebody who hums is not."""
BEEP_FRAMES: Final = 7
LATE_S: Final = 0.1
"""How long a packet may be late before it counts as silence."""


class AnswererDetector:
    """Follows the audio of who has answered, block by block. `by` is who it is, None until that is known; `greeting` is
    how the greeting of a machine has ended, None while it goes on.
    """

    def __init__(self, most_ms: int, greeting_ms: int) -> None:
        self.by: Answerer | None = None
        self.greeting: GreetingEnd | None = None
        self._most = _samples(most_ms)
        self._greeting = _samples(greeting_ms)
        self._detector = SpeechDetector(RATE_HZ)
        self.block = self._detector.block
        self._began: int | None = None
        self._last = 0
        self._longest = 0
        self._peak_db = NOTHING_DB
        self._beeps = False
        self._known_at = 0

    @property
    def heard_ms(self) -> int:
        """How much was heard so far."""
        return _milliseconds(self._detector.heard)

    @property
    def speech_ms(self) -> int:
        """From the first to the last word of the greeting so far."""
        return _milliseconds(self._longest)

    def hear(self, samples: Samples) -> None:
        """Take the next block."""
        self._detector.hear(samples)
        now, speech, tone = self._detector.heard, self._detector.speech, self._detector.tone
        is_beep = tone is not None and tone.frames >= BEEP_FRAMES and min(tone.lines_hz) >= BEEP_HZ
        if self._began is not None and is_beep:
            self._beeps = True
        elif speech is not None and speech.end > self._last:
            self._speaks(max(speech.start, now - len(samples)), speech.end)
        self._judge(now, is_beep)

    def _speaks(self, start: int, end: int) -> None:
        if self._began is None:
            self._began = start
        self._last = end
        self._peak_db = max(self._peak_db, self._detector.loudest_db)
        self._longest = max(self._longest, end - self._began)

    def _judge(self, now: int, is_beep: bool) -> None:
        if self.by is None:
            self.by, self._known_at = self._who(now), now
        elif self.by == "machine" and self.greeting is None:
            self.greeting = self._end(now, is_beep)

    def _who(self, now: int) -> Answerer | None:
        if self._beeps or self._longest >= _samples(MACHINE_MS):
            return "machine"
        if self._began is not None and now - self._last >= _samples(PERSON_PAUSE_MS):
            if self._last - self._began >= _samples(WORD_MS) and self._peak_db >= self._detector.threshold_db:
                return "person"
            # It was a click, or the noise of the line before that was known.
            self._began, self._longest, self._peak_db = None, 0, NOTHING_DB
        return "unknown" if now >= self._most else None

    def _end(self, now: int, is_beep: bool) -> GreetingEnd | None:
        if self._beeps:
            return None if is_beep else "beep"
        if now - self._last >= _samples(GREETING_PAUSE_MS):
            return "silence"
        return "limit" if now - self._known_at >= self._greeting else None


class StreamAnswerer:
    """Listens to one stream. Times are those of one monotonic clock."""

    def __init__(self, command: AnswererHear, codec: CodecName, now_s: float) -> None:
        self.detector = AnswererDetector(command.most_ms, command.greeting_ms)
        self._window = SettlingWindow(RATE_HZ, channels=1)
        self._start_s = now_s
        self._heard_end = 0
        self.set_codec(codec)

    def set_codec(self, codec: CodecName) -> None:
        """The codec of what comes from now on."""
        self._decode = make_decoder(codec)
        self._placement = Placement()

    def heard(self, timestamp: int, payload: bytes, now_s: float) -> None:
        """Audio from the peer."""
        samples = self._decode(payload)
        position = self._placement.place(timestamp, self._position(now_s))
        self._heard_end = max(self._heard_end, position + len(samples))
        self._window.put(0, position, samples)

    def look(self, now_s: float) -> None:
        """Take in what has come. Who sends nothing is silent; what comes too late is not waited for."""
        now = self._position(now_s)
        end = min(now, max(self._heard_end, self._position(now_s - LATE_S)))
        block = self.detector.block
        whole = (end - self._window.taken) // block * block
        for piece in self._window.take(self._window.taken + whole, block):
            self.detector.hear(piece[:, 0])

    def _position(self, now_s: float) -> int:
        return round((now_s - self._start_s) * CLOCK_HZ)


def _samples(milliseconds: int) -> int:
    return milliseconds * RATE_HZ // 1000


def _milliseconds(samples: int) -> int:
    return samples * 1000 // RATE_HZ
