"""Work in the background, with progress."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "kommunrapport.jobs"
    verbose_name = "Bakgrundsjobb"

    def ready(self) -> None:
        """Let every app register its kinds of job."""
        autodiscover_modules("background")
