"""Outcomes go out and come in by one template: it is written, read, looked through and stored."""
