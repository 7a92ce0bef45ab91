from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "kommunrapport.web"
    verbose_name = "Webb"

    def ready(self) -> None:
        """Let every app say what waits for people."""
        autodiscover_modules("todo")
