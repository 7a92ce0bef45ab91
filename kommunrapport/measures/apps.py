from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "kommunrapport.measures"
    verbose_name = "Mätningar"
