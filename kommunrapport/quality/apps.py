from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class QualityConfig(AppConfig):
    name = "kommunrapport.quality"
    verbose_name = "Avstämning"

    def ready(self) -> None:
        """Let every app register its rules."""
        autodiscover_modules("checks")
