"""One file with all that an installation knows, and an installation made of such a file."""
