from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "kommunrapport.reports"
    verbose_name = "Rapporter"
