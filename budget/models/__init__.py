"""The economy: areas, budget and outcome, forecasts, investments, appropriations, and the files they come from."""

from budget.models.appropriations import Appropriation
from budget.models.areas import OPERATING, AreaCode, BudgetArea, Grouping
from budget.models.batches import ControlValue, Figure, ImportBatch, ImportProblem, ImportSource, StagedLine
from budget.models.entries import PLACES, BudgetEntry, LedgerEntry
from budget.models.explanations import ComparabilityItem, VarianceComment, VarianceThreshold
from budget.models.forecasts import CorrectionAction, CorrectionFollowUp, Forecast, ForecastRound
from budget.models.investments import InvestmentProject, ProjectEstimate

__all__ = [
    "OPERATING",
    "PLACES",
    "Appropriation",
    "AreaCode",
    "BudgetArea",
    "BudgetEntry",
    "ComparabilityItem",
    "ControlValue",
    "CorrectionAction",
    "CorrectionFollowUp",
    "Figure",
    "Forecast",
    "ForecastRound",
    "Grouping",
    "ImportBatch",
    "ImportProblem",
    "ImportSource",
    "InvestmentProject",
    "LedgerEntry",
    "ProjectEstimate",
    "StagedLine",
    "VarianceComment",
    "VarianceThreshold",
]
