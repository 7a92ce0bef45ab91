"""Rules about the staff: groups that do not add up, and sick leave that is missing or of another time."""

from personnel.checks import headcounts, hours, periods

__all__ = ["headcounts", "hours", "periods"]
