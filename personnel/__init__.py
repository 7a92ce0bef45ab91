"""Headcount, sick leave and personnel measures."""
