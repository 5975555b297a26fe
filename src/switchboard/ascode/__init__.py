"""Configuration as code: a tenant as a directory of YAML and audio files, and back."""
