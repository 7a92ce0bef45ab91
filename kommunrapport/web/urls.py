"""Start page, help, administration."""

from django.urls import path

from kommunrapport.web import views
from kommunrapport.web.administration import administration
from kommunrapport.web.submissions import submission

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("farg.css", views.accent, name="accent"),
    path("hjalp/", views.help_page, name="help"),
    path("hjalp/<slug:name>/", views.help_page, name="help_page"),
    path("administration/", administration, name="administration"),
    path("<period:year>/<slug:org_unit>/", views.start, name="start"),
    path("<period:year>/<slug:org_unit>/inlamning/", submission, name="submission"),
]
