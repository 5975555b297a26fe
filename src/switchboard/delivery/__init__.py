"""The outbox emptied: one sender, and a way for each channel."""
