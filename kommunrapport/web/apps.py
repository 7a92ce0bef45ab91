from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kommunrapport.web"
    verbose_name = "Webb"
