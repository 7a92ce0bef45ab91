from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "kommunrapport.jobs"
    verbose_name = "Bakgrundsjobb"
