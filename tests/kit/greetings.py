"""What is heard of those who answer telephones, spoken by espeak-ng: people, and machines with their beeps."""

import io
import subprocess
import wave
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from tests.kit.sounds import Signal, noise, samples, silence, tone

RATE_HZ: Final = 8000
_LEVEL: Final = 32768 * 10 ** (-22 / 20)


@dataclass(frozen=True, slots=True)
class Greeting:
    """What is said by a voice, `ring_s` after the answer; then after `pause_s` a beep of `beep_hz` (0: none), over the
    noise of a line.
    """

    text: str
    voice: str = "en-gb"
    pace: int = 160
    pause_s: float = 0.6
    beep_hz: float = 0.0
    beep_s: float = 0.4
    ring_s: float = 0.3
    noise_db: float = -65.0

    def sound(self, after_s: float) -> NDArray[np.int16]:
        """All of it, and then silence for so long, as 16-bit samples."""
        beep = [silence(self.pause_s), tone(self.beep_s, self.beep_hz, level_db=-18)] if self.beep_hz else []
        parts = [silence(self.ring_s), said(self.text, self.voice, self.pace), *beep, silence(after_s)]
        whole = np.concatenate(parts)
        return samples(whole, over=noise(len(whole) / RATE_HZ + 1, self.noise_db))

    @property
    def over_s(self) -> float:
        """When the last of it is over."""
        words_s = self.ring_s + len(said(self.text, self.voice, self.pace)) / RATE_HZ
        return words_s + (self.pause_s + self.beep_s if self.beep_hz else 0.0)


@cache
def said(text: str, voice: str, pace: int) -> Signal:
    """A text as the program speaks it, without the silence around it."""
    command = ["espeak-ng", "--stdin", "--stdout", "-s", str(pace), "-v", voice]
    spoken = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(spoken)) as file:
        # The program says in the header of a stream that it is longer than it is.
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
        sound = soxr.resample(sound, file.getframerate(), RATE_HZ)
    loud = np.flatnonzero(np.abs(sound) > 300)
    sound = sound[loud[0] : loud[-1] + 1]
    scaled: Signal = sound * (_LEVEL / np.sqrt(np.mean(sound**2)))
    return scaled


MACHINES: Final = (
    Greeting("Hello, you have reached the Smith family. Please leave a message after the tone.", beep_hz=1000),
    Greeting("Hi, this is Ann. I cannot come to the phone right now. Leave a message.", "en-us+f3", beep_hz=440),
    Greeting("The person you have called is not available. Please record your message.", "en-us", beep_hz=1400),
    Greeting("Welcome to Miller and Sons. Our office is closed. Please call again tomorrow.", "en-gb+m3"),
    Greeting("This is the voice mail of Bob Taylor. Please speak after the beep.", "en-gb+m7", 140, 1.2, 850),
    Greeting("Your call has been forwarded to an automatic voice message system.", "en-us+f2", 175, 0.8, 950),
    Greeting("You have reached five five five, one two three four. Nobody is home.", "en-us+m2", 150, 1.5, 620),
    Greeting("Hello, we are on holiday until Monday, so please send us a mail instead.", "en-gb+f4", 180),
    Greeting("Guten Tag, hier ist der Anschluss von Familie Schmidt. Wir sind gerade nicht da.", "de", beep_hz=1000),
    Greeting("Der Teilnehmer ist vorübergehend nicht erreichbar. Bitte versuchen Sie es später.", "de+f3"),
    Greeting("Bonjour, vous êtes bien chez Marie. Laissez un message après le bip sonore.", "fr", beep_hz=1000),
    Greeting("Hola, ahora no podemos atender su llamada. Deje su mensaje después de la señal.", "es", beep_hz=800),
    Greeting("Buongiorno, risponde la segreteria telefonica. Lasciate un messaggio.", "it", 150, 1.0, 500),
    Greeting("Sorry we missed you. Leave your name and your number, and we call back.", "en-us+m5", 190, 0.4, 2000),
    Greeting("You know what to do.", "en-us+f1", beep_hz=1000),
    Greeting("Leave a message.", "en-gb+m1", 150, 0.4, 1100),
    Greeting("Hi, it's Tom. Beep!", "en-us+m1", 170, 0.3, 900, 0.25),
    Greeting("Please leave your message for the accounts department now.", "en-gb+f2", 130, 0.7, 1000, noise_db=-50),
    Greeting("The mailbox of zero seven seven is ready. Record after the tone.", "en-gb", 165, 0.5, 1000, noise_db=-45),
    Greeting("Thank you for calling the surgery. If this is an emergency, hang up now.", "en-gb+f5", 155, ring_s=1.2),
)
PEOPLE: Final = (
    Greeting("Hello"),
    Greeting("Hello?", "en-us+f3"),
    Greeting("Yes?", "en-us+m2"),
    Greeting("Hi", "en-gb+f2"),
    Greeting("Ann Smith speaking, good morning", "en-gb+f3"),
    Greeting("Bob Taylor", "en-gb+m3"),
    Greeting("Good afternoon, this is Carol", "en-us+f2"),
    Greeting("Hello, who is it?", "en-us+m5", 190),
    Greeting("Speaking", "en-gb"),
    Greeting("Accounts department, hello", "en-gb+f4"),
    Greeting("Miller and Sons, good morning", "en-us+m1", 175),
    Greeting("Schmidt", "de"),
    Greeting("Hallo, hier Schmidt", "de+f3"),
    Greeting("Guten Tag, Müller am Apparat", "de+m2", 170),
    Greeting("Allô oui", "fr"),
    Greeting("Dígame", "es"),
    Greeting("Pronto", "it"),
    Greeting("Hello", "en-us+f1", ring_s=1.5),
    Greeting("Yeah, hello?", "en-us+m7", 140, noise_db=-50),
    Greeting("Hello, Taylor here", "en-gb+m7", 150, noise_db=-45),
)
