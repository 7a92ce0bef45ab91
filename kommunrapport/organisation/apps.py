from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kommunrapport.organisation"
    verbose_name = "Organisation"
