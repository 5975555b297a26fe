"""The HTTP side: one sub-application for each dialect."""
