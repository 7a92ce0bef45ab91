"""Formats of our own, in place of Django's."""
