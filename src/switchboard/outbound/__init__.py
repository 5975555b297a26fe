"""What goes out to servers that others name."""
