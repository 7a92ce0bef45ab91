"""The only writers of internal control."""
