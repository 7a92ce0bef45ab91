from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReportsConfig(AppConfig):
    name = "kommunrapport.reports"
    verbose_name = "Rapporter"

    def ready(self) -> None:
        """Let every app register its sections, the figures that a text can hold, and what a decision fixes."""
        autodiscover_modules("measure_sections", "promise_sections", "sections", "measure_figures", "live_figures")
        autodiscover_modules("decisions")
