"""Rules about measures: their sums, what is missing, and figures that contradict each other."""

from kommunrapport.measures.checks import between, growth, outcomes, same_quantity, subsets, targets, totals

__all__ = ["between", "growth", "outcomes", "same_quantity", "subsets", "targets", "totals"]
