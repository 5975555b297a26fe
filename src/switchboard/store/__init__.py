"""The store: configuration documents with their history, calls, registrations and credentials, in a database."""
