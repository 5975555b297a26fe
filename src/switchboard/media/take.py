"""What somebody says, recorded to a WAV file of one channel: a message, a greeting, a name."""

import math
from pathlib import Path

import numpy as np

from switchboard.media.codec import make_decoder, make_wide_decoder
from switchboard.media.control import CodecName, TakeEnd, TakeStart
from switchboard.media.g711 import Samples
from switchboard.media.rtp import CLOCK_HZ
from switchboard.media.settling import Placement, SettlingWindow
from switchboard.media.speech import SpeechDetector
from switchboard.media.wav import WavFile

_WRITTEN_BLOCKS = 5
INBAND_KEY_S = 0.14
"""How much is cut off the end when the tones of a key have ended the take. They begin up to 40 ms before they are known
as a key, and 100 ms before them are cut off as well."""


class StreamTake:
    """A take of a stream, at 16 kHz if the peer sends G.722, else at 8 kHz.

    Of the silence before the first speech only the end is written (`lead_ms`), so that nothing need be moved when the
    take ends. Then what is too much after the last speech (more than `trail_ms`) is cut off. Until then the file is
    valid, and complete but for the last second. Times are those of one monotonic clock. Methods raise OSError, but
    `heard` does not.
    """

    def __init__(self, command: TakeStart, codec: CodecName, now_s: float) -> None:
        self.command = command
        self.keys_ignored = 0
        self._rate_hz = 16000 if codec == "G722" else 8000
        self._file = WavFile(Path(command.path), self._rate_hz, channels=1)
        self._window = SettlingWindow(self._rate_hz, channels=1)
        self._detector = SpeechDetector(self._rate_hz)
        self._start_s = now_s
        self._heard_end = 0
        self._origin: int | None = None
        self._held: list[Samples] = []
        self.set_codec(codec)

    def set_codec(self, codec: CodecName) -> None:
        """The codec of what comes from now on."""
        self._decode = make_decoder(codec) if self._rate_hz == CLOCK_HZ else make_wide_decoder(codec)
        self._placement = Placement()

    def heard(self, timestamp: int, payload: bytes, now_s: float) -> None:
        """Audio from the peer."""
        samples = self._decode(payload)
        position = self._placement.place(timestamp, round((now_s - self._start_s) * CLOCK_HZ))
        position *= self._rate_hz // CLOCK_HZ
        self._heard_end = position + len(samples)
        self._window.put(0, position, samples)

    def look(self, now_s: float) -> TakeEnd | None:
        """Takes in what has settled. Returns why the take is over by now, None while it goes on."""
        now = self._position(now_s)
        whole_blocks = (self._window.settled(now) - self._window.taken) // self._detector.block
        self._take_in(self._window.taken + whole_blocks * self._detector.block)
        if now >= self._samples(self.command.max_ms):
            return "limit"
        return "silence" if self._is_silent(now) else None

    def close(self, now_s: float, *, at_tones: bool = False) -> None:
        """Takes in the rest, or with `at_tones` what came before the tones of a key; trims and closes the file."""
        end = self._heard_end - round(INBAND_KEY_S * self._rate_hz) if at_tones else self._position(now_s)
        try:
            self._take_in(end)
            self._write()
            self._trim(end)
        finally:
            self._file.close()

    @property
    def duration_ms(self) -> int:
        """The duration of what is in the file."""
        return self._file.frames * 1000 // self._rate_hz

    @property
    def speech_ms(self) -> int:
        """From the first to the last speech in the file."""
        speech = self._detector.speech
        return 0 if speech is None else min((speech.end - speech.start) * 1000 // self._rate_hz, self.duration_ms)

    def _take_in(self, end: int) -> None:
        for block in self._window.take(min(end, self._samples(self.command.max_ms)), self._detector.block):
            self._hear(block[:, 0])

    def _hear(self, block: Samples) -> None:
        """Judges the next block. It is written once something was said; until then only the last ones are held."""
        self._detector.hear(block)
        self._held.append(block)
        speech = self._detector.speech
        if speech is None:
            lead_blocks = math.ceil(self._samples(self.command.lead_ms) / self._detector.block)
            del self._held[: max(0, len(self._held) - lead_blocks)]
        elif self._origin is None:
            held = np.concatenate(self._held)
            held_start = self._detector.heard - len(held)
            self._origin = max(held_start, speech.start - self._samples(self.command.lead_ms))
            self._held = [held[self._origin - held_start :]]
        elif len(self._held) >= _WRITTEN_BLOCKS:
            self._write()

    def _write(self) -> None:
        if self._origin is not None and self._held:
            held, self._held = self._held, []
            self._file.append(np.concatenate(held))

    def _trim(self, end: int) -> None:
        detector = self._detector
        if self._origin is None or detector.speech is None:
            return
        end = min(end, detector.speech.end + self._samples(self.command.trail_ms))
        if detector.tone_start is not None:
            end = min(end, detector.tone_start)
        self._file.cut(end - self._origin)

    def _is_silent(self, now: int) -> bool:
        """Whether nothing was said for so long that the take is over."""
        speech, command = self._detector.speech, self.command
        patience_ms = command.first_silence_ms if speech is None else command.max_silence_ms
        if not patience_ms:
            return False
        over = self._samples(patience_ms) + (0 if speech is None else speech.end)
        if self._detector.heard >= over:
            return True
        # The take ends when it should, unless what has not settled yet may be speech.
        still = self._detector.tone_start is not None or not self._detector.is_loud(self._window.peek(now)[:, 0])
        return now >= over and still

    def _position(self, now_s: float) -> int:
        return round((now_s - self._start_s) * self._rate_hz)

    def _samples(self, milliseconds: int) -> int:
        return milliseconds * self._rate_hz // 1000
