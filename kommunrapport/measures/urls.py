"""Addresses."""

from django.urls import path

from kommunrapport.measures import views

app_name = "measures"
urlpatterns = [
    path("<int:year>/<slug:org_unit>/matningar/", views.measure_list, name="measure_list"),
    path("<int:year>/<slug:org_unit>/matningar/<slug:slug>/", views.measure_detail, name="measure_detail"),
    path("<int:year>/<slug:org_unit>/matningar/<slug:slug>/malvarde/", views.target_edit, name="target_edit"),
]
