"""Addresses of the year."""

from django.urls import path

from kommunrapport.annual_cycle import views

app_name = "annual_cycle"
urlpatterns = [
    path("<period:year>/<slug:org_unit>/vem-ar-sen/", views.late_list, name="late_list"),
    path("<period:year>/<slug:org_unit>/vem-ar-sen/paminn/", views.late_remind, name="late_remind"),
]
