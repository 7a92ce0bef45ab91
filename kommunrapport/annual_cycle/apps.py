"""The year: its dates, who is late, reminders, the turn of the year and reorganisations."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AnnualCycleConfig(AppConfig):
    name = "kommunrapport.annual_cycle"
    verbose_name = "Årshjulet"

    def ready(self) -> None:
        """Let every app say what a new year means to it, and what positions answer for."""
        autodiscover_modules("turning.own_parts", "turning", "measure_holdings", "holdings")
