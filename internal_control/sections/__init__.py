"""What the chapters about internal control show: importing the modules registers them."""

from internal_control.sections import action_plan, actions, conclusion, oversight, plan, results, risks, subjects

__all__ = ["action_plan", "actions", "conclusion", "oversight", "plan", "results", "risks", "subjects"]
