"""Rules about risks, the control plan, its results and what they led to."""

from internal_control.checks import actions, plans, results

__all__ = ["actions", "plans", "results"]
