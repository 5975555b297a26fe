"""The record of calls: written, read, followed live and counted; and the outbox of messages about them."""
