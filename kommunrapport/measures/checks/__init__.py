"""Rules about measures: their sums, what is missing, and figures that contradict each other."""

from kommunrapport.measures.checks import outcomes, same_quantity, targets, totals

__all__ = ["outcomes", "same_quantity", "targets", "totals"]
