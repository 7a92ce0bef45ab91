"""Rules about the economy: what was printed against what is stored, and what is not decided or explained."""

from budget.checks import decisions, explanations, frames, groupings, printed

__all__ = ["decisions", "explanations", "frames", "groupings", "printed"]
