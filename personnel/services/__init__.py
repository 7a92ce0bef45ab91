"""The only writers of figures of the staff."""
