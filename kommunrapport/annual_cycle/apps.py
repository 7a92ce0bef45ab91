from django.apps import AppConfig


class AnnualCycleConfig(AppConfig):
    name = "kommunrapport.annual_cycle"
    verbose_name = "Årshjulet"
