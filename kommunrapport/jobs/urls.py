"""Addresses."""

from django.urls import path

from kommunrapport.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobb/<int:pk>/", views.job_detail, name="job_detail"),
    path("jobb/<int:pk>/fil/", views.job_download, name="job_download"),
    path("jobb/<int:pk>/igen/", views.job_retry, name="job_retry"),
]
