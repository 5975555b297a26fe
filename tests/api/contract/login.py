"""Who can log in at the server of the contract tests."""

USER, PASSWORD = "contract", "correct horse 17"
