"""Whether the audio of a line is encrypted (SRTP with keys in the signalling, RFC 4568)."""

from typing import Literal

Encryption = Literal["off", "optional", "required"]
"""Optional: where the other side can, and its signalling is encrypted. Required: else there is no call."""
