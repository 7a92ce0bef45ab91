from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "kommunrapport.web"
    verbose_name = "Webb"

    def ready(self) -> None:
        """Let every app say what waits for people, and what the log must not show."""
        autodiscover_modules("todo", "log_rules")
