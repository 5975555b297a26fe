"""Sets of objects that are made from a few answers: what a form says in `forms/`, in the words of `texts/`."""
