"""Requests generated from the OpenAPI documents, against a real server."""
