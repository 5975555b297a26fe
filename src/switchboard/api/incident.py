"""Errors that nobody foresaw: the log has the traceback under a random name, and the client is told only the name."""

from uuid import uuid4

import structlog

_log = structlog.stdlib.get_logger(__name__)


def log_incident(face: str, error: Exception) -> str:
    """Log an error that nobody foresaw, and return its name."""
    incident = uuid4().hex
    _log.error("api.incident", incident=incident, face=face, exc_info=error)
    return incident
