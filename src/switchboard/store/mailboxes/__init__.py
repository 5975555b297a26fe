"""Messages that callers have left, and their sound."""
