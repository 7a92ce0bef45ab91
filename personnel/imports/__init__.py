"""Figures of the staff come in by one template: it is written, read, looked through and stored."""
