"""Text to speech, by programs that run apart."""
