"""The native API: every object as it is stored, with revisions, references and calls."""
