"""How keys are pressed on a telephone."""

from typing import Literal

KeyMethod = Literal["rfc4733", "info", "inband"]
"""By telephone-event packets, by SIP INFO, or as tones in the audio."""
