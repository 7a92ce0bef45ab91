"""Reads SIE 4 text (types 1-4E) from a ledger into plain values; knows nothing of the database."""

from budget.sie.content import (
    Account,
    BalanceFacts,
    Dimension,
    FiscalYear,
    Header,
    Kind,
    PeriodAmount,
    SieFile,
    SieWarning,
    YearResult,
)
from budget.sie.encoding import EncodingFinding
from budget.sie.problems import SieErrors, SieProblem
from budget.sie.reading import read_sie

__all__ = [
    "Account",
    "BalanceFacts",
    "Dimension",
    "EncodingFinding",
    "FiscalYear",
    "Header",
    "Kind",
    "PeriodAmount",
    "SieErrors",
    "SieFile",
    "SieProblem",
    "SieWarning",
    "YearResult",
    "read_sie",
]
