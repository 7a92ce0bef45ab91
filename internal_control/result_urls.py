"""Addresses of results, actions and the overall assessment."""

from django.urls import path

from internal_control.addresses import BASE
from internal_control.views import actions, conclusions, results

CONTROL = f"{BASE}/kontroller/<int:pk>"
ACTION = f"{BASE}/atgarder/<int:pk>"
CONCLUSION = f"{BASE}/bedomning"

urlpatterns = [
    path(f"{BASE}/kontroller/", results.control_list, name="control_list"),
    path(f"{CONTROL}/resultat/", results.control_report, name="control_report"),
    path(f"{CONTROL}/uppfoljning/", results.follow_up, name="follow_up"),
    path(f"{BASE}/atgarder/", actions.action_list, name="action_list"),
    path(f"{BASE}/atgarder/ny/", actions.action_create, name="action_create"),
    path(f"{ACTION}/", actions.action_detail, name="action_detail"),
    path(f"{ACTION}/markera/", actions.action_mark, name="action_mark"),
    path(f"{CONCLUSION}/", conclusions.conclusion, name="conclusion"),
    path(f"{CONCLUSION}/oversand/", conclusions.conclusion_send, name="conclusion_send"),
    path(f"{CONCLUSION}/ta-tillbaka/", conclusions.conclusion_reopen, name="conclusion_reopen"),
]
