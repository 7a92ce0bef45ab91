"""Addresses of internal control."""

from django.urls import path

from internal_control import result_urls
from internal_control.addresses import BASE
from internal_control.views import decisions, files, oversight, overview, plans, risks, workbook

RISK = f"{BASE}/risker/<int:pk>"
PLAN = f"{BASE}/plan"
CONTROL = f"{PLAN}/<int:pk>"

app_name = "internal_control"
urlpatterns = [
    path(f"{BASE}/", overview.overview, name="overview"),
    path(f"{BASE}/excel/", workbook.overview_workbook, name="overview_workbook"),
    path(f"{BASE}/mall/", files.register_template, name="register_template"),
    path(f"{BASE}/inlasning/", files.register_import, name="register_import"),
    path(f"{BASE}/inlasning/las-in/", files.register_import_apply, name="register_import_apply"),
    path(f"{BASE}/risker/ny/", risks.risk_create, name="risk_create"),
    path(f"{RISK}/", risks.risk_detail, name="risk_detail"),
    path(f"{RISK}/andra/", risks.risk_edit, name="risk_edit"),
    path(f"{RISK}/historik/", risks.risk_history, name="risk_history"),
    path(f"{PLAN}/", plans.plan, name="plan"),
    path(f"{PLAN}/beslut/", decisions.plan_decide, name="plan_decide"),
    path(f"{PLAN}/oversand/", decisions.plan_send, name="plan_send"),
    path(f"{PLAN}/oppna/", decisions.plan_reopen, name="plan_reopen"),
    path(f"{PLAN}/nytt/", plans.control_create, name="control_create"),
    path(f"{PLAN}/hamta/", plans.control_take_over, name="control_take_over"),
    path(f"{CONTROL}/", plans.control_edit, name="control_edit"),
    path(f"{CONTROL}/flytta/", plans.control_move, name="control_move"),
    path(f"{CONTROL}/ta-bort/", plans.control_remove, name="control_remove"),
    path(f"{BASE}/uppsikt/", oversight.oversight, name="oversight"),
    path(f"{BASE}/uppsikt/<slug:namnd>/", oversight.oversight_unit, name="oversight_unit"),
    *result_urls.urlpatterns,
]
