"""Rules about reports that are being written."""

from kommunrapport.reports.checks import chapters, figures

__all__ = ["chapters", "figures"]
