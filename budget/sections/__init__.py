"""What the chapters about the economy show: importing the modules registers them."""

from budget.sections import appropriations, changes, costs, forecasts, investments, savings, statements, subjects

__all__ = ["appropriations", "changes", "costs", "forecasts", "investments", "savings", "statements", "subjects"]
