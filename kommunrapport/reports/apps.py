from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReportsConfig(AppConfig):
    name = "kommunrapport.reports"
    verbose_name = "Rapporter"

    def ready(self) -> None:
        """Let every app register its sections."""
        autodiscover_modules("measure_sections", "sections")
