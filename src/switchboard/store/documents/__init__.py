"""Configuration documents: objects of every kind with their history, references and numbers."""
