"""Rules about goals, directives and activities."""

from goals.checks import assessments, late, uses

__all__ = ["assessments", "late", "uses"]
