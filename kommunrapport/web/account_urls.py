"""Signing in and out, at Swedish addresses; the names are the sign-in library's own."""

from allauth.account import views
from django.urls import path, re_path

urlpatterns = [
    path("logga-in/", views.login, name="account_login"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("konto/avstangt/", views.account_inactive, name="account_inactive"),
    path("konto/losenord/", views.password_change, name="account_change_password"),
]
