"""Addresses: period and unit first, then the word on the page."""

from django.urls import include, path, register_converter

from kommunrapport.organisation.period import PeriodConverter
from kommunrapport.web.health import health

register_converter(PeriodConverter, "period")

urlpatterns = [
    path("halsa", health, name="health"),
    path("", include("kommunrapport.web.account_urls")),
    path("administration/", include("kommunrapport.web.administration_urls")),
    path("", include("kommunrapport.web.urls")),
    path("", include("kommunrapport.annual_cycle.urls")),
    path("", include("goals.urls")),
    path("", include("budget.urls")),
    path("", include("personnel.urls")),
    path("", include("internal_control.urls")),
    path("", include("kommunrapport.measures.urls")),
    path("", include("kommunrapport.reports.urls")),
    path("", include("kommunrapport.jobs.urls")),
    path("", include("kommunrapport.quality.urls")),
]

handler400 = "kommunrapport.web.errors.bad_request"
handler403 = "kommunrapport.web.errors.forbidden"
handler404 = "kommunrapport.web.errors.not_found"
handler500 = "kommunrapport.web.errors.server_error"
