"""The native API over a real HTTP connection."""
