from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "kommunrapport.records"
    verbose_name = "Versionshantering"
