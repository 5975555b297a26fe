"""Drafts of a tenant, and what was published."""
