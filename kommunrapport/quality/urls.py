"""Addresses."""

from django.urls import path

from kommunrapport.quality import views

app_name = "quality"
_PAGE = "<period:year>/<slug:org_unit>/avstamning/"
urlpatterns = [
    path(_PAGE, views.check_list, name="check_list"),
    path(f"{_PAGE}<slug:finding>/", views.finding_accept, name="finding_accept"),
    path(f"{_PAGE}<slug:finding>/ta-tillbaka/", views.finding_withdraw, name="finding_withdraw"),
]
