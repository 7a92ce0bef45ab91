"""Forms of internal control."""
