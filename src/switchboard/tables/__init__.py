"""Objects of one kind as a table (CSV), for spreadsheets: what is flat in a document becomes columns."""
