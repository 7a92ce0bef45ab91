"""Addresses of administration."""

from __future__ import annotations

from django.urls import path

from kommunrapport.administration import labels
from kommunrapport.administration.log import views as log
from kommunrapport.administration.urls import administration_urls
from kommunrapport.annual_cycle import administration_urls as annual_cycle
from kommunrapport.web.administration import GROUPS
from kommunrapport.web.invitations import user_invite

app_name = "administration"
urlpatterns = [
    # Words have a list of their own, since most of them have no row: these two come before the general addresses.
    path("etiketter/", labels.label_list, name="label_list"),
    path("etiketter/ord/<str:key>/", labels.label_edit, name="label_edit"),
    path("logg/", log.change_log, name="change_log"),
    path("logg/csv/", log.change_log_file, name="change_log_file"),
    path("anvandare/<int:pk>/inbjudan/", user_invite, name="user_invite"),
    *annual_cycle.patterns,
    *(pattern for _, described in GROUPS for one in described for pattern in administration_urls(one)),
]
