"""Addresses."""

from django.urls import path

from kommunrapport.measures import views

app_name = "measures"
urlpatterns = [
    path("<period:year>/<slug:org_unit>/matningar/", views.measure_list, name="measure_list"),
    path("<period:year>/<slug:org_unit>/matningar/<slug:slug>/", views.measure_detail, name="measure_detail"),
    path("<period:year>/<slug:org_unit>/matningar/<slug:slug>/malvarde/", views.target_edit, name="target_edit"),
]
