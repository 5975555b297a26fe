"""Drafts: changes to several objects that are not in force yet. Pure: what they would make of a configuration."""
