"""Addresses of the year that stand under administration, in its namespace."""

from django.urls import path

from kommunrapport.annual_cycle import views
from kommunrapport.annual_cycle.holding_views import holder_change, position_items, responsibility
from kommunrapport.annual_cycle.turning import views as turning

patterns = [
    path("tillfallen/<int:pk>/datum/", views.occasion_dates, name="occasion_dates"),
    path("ansvar/", responsibility, name="responsibility"),
    path("ansvar/<int:pk>/", position_items, name="responsibility_items"),
    path("ansvar/<int:pk>/innehavare/", holder_change, name="responsibility_holder"),
    path("arsskifte/", turning.year_change, name="year_change"),
    path("arsskifte/<int:pk>/angra/", turning.year_change_undo, name="year_change_undo"),
]
