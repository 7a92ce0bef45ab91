"""Addresses."""

from django.urls import include, path

app_name = "goals"
urlpatterns: list = [
    path("", include("goals.outcomes.urls")),
]
