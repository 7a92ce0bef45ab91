"""Addresses where the economy is entered: budget, year amounts, forecasts, plan, investments, appropriations.

Included by budget/urls.py.
"""

from __future__ import annotations

from django.urls import path

from budget.views import appropriations, correction, forecasts, investments, register, rounds, year_totals

ECONOMY = "<period:year>/<slug:org_unit>/ekonomi"
CHANGES = f"{ECONOMY}/budget"
FORECAST = f"{ECONOMY}/prognos"
PLAN = f"{ECONOMY}/atgardsplan"
PROJECTS = f"{ECONOMY}/investeringar"
GIVEN = f"{ECONOMY}/anslag"

urlpatterns = [
    path(f"{CHANGES}/", register.budget_register, name="budget_register"),
    path(f"{CHANGES}/ny/", register.change_create, name="change_create"),
    path(f"{CHANGES}/flytta/", register.transfer_create, name="transfer_create"),
    path(f"{CHANGES}/<int:pk>/", register.change_edit, name="change_edit"),
    path(f"{CHANGES}/<int:pk>/ta-bort/", register.change_remove, name="change_remove"),
    path(f"{ECONOMY}/arssummor/", year_totals.year_totals, name="year_totals"),
    path(f"{FORECAST}/", forecasts.forecast_list, name="forecast_list"),
    path(f"{FORECAST}/ny/", rounds.round_create, name="round_create"),
    path(f"{FORECAST}/<int:pk>/", forecasts.forecast_round, name="forecast_round"),
    path(f"{FORECAST}/<int:pk>/summor/", forecasts.forecast_totals, name="forecast_totals"),
    path(f"{FORECAST}/<int:pk>/las/", rounds.round_lock, name="round_lock"),
    path(f"{FORECAST}/<int:pk>/oppna/", rounds.round_reopen, name="round_reopen"),
    path(f"{FORECAST}/<int:pk>/justering/", rounds.adjustment_create, name="adjustment_create"),
    path(f"{FORECAST}/<int:pk>/justering/<int:area_pk>/", rounds.adjustment_edit, name="adjustment_edit"),
    path(f"{PLAN}/", correction.correction_plan, name="correction_plan"),
    path(f"{PLAN}/ny/", correction.correction_create, name="correction_create"),
    path(f"{PLAN}/<int:pk>/", correction.correction_edit, name="correction_edit"),
    path(f"{PLAN}/<int:pk>/uppfoljning/", correction.correction_follow_up, name="correction_follow_up"),
    path(f"{PROJECTS}/", investments.project_list, name="project_list"),
    path(f"{PROJECTS}/nytt/", investments.project_create, name="project_create"),
    path(f"{PROJECTS}/<int:pk>/", investments.project_detail, name="project_detail"),
    path(f"{PROJECTS}/<int:pk>/andra/", investments.project_edit, name="project_edit"),
    path(f"{PROJECTS}/<int:pk>/berakning/", investments.project_estimate, name="project_estimate"),
    path(f"{GIVEN}/", appropriations.appropriation_list, name="appropriation_list"),
    path(f"{GIVEN}/nytt/<slug:kind>/", appropriations.appropriation_create, name="appropriation_create"),
    path(f"{GIVEN}/<int:pk>/", appropriations.appropriation_edit, name="appropriation_edit"),
    path(f"{GIVEN}/<int:pk>/ta-bort/", appropriations.appropriation_remove, name="appropriation_remove"),
]
