"""Addresses of Registrera utfall, included by goals/urls.py."""

from django.urls import path

from goals.outcomes import file_views, views

PAGE = "<period:year>/<slug:org_unit>/utfall/"
ROW = f"{PAGE}<slug:measure>/<slug:part>/"

urlpatterns = [
    path(PAGE, views.outcome_list, name="outcome_list"),
    path(f"{PAGE}klistra-in/", views.outcome_paste, name="outcome_paste"),
    path(f"{PAGE}angra/", views.outcome_undo, name="outcome_undo"),
    path(f"{PAGE}mall/", file_views.outcome_template, name="outcome_template"),
    path(f"{PAGE}inlasning/", file_views.outcome_import, name="outcome_import"),
    path(f"{PAGE}inlasning/las-in/", file_views.outcome_import_apply, name="outcome_import_apply"),
    path(ROW, views.outcome_edit, name="outcome_edit"),
    path(f"{ROW}varfor/", views.outcome_missing, name="outcome_missing"),
]
