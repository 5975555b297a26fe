"""Drafts over the native API: the objects in them, what they change, and how they are published."""
