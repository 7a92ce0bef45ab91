"""Signing in and out, at Swedish addresses; the names are the sign-in library's own.

The library's other addresses (signing up, several e-mail addresses, codes) are left out: nobody may use them, and
nothing that is switched on asks for their names.
"""

from allauth.account import views
from django.urls import path, re_path

from kommunrapport.web.accounts import mail_required

urlpatterns = [
    path("logga-in/", views.login, name="account_login"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("konto/avstangt/", views.account_inactive, name="account_inactive"),
    path("konto/losenord/", views.password_change, name="account_change_password"),
    path("konto/nytt-losenord/", views.password_set, name="account_set_password"),
    path("konto/glomt-losenord/", mail_required(views.password_reset), name="account_reset_password"),
    path(
        "konto/glomt-losenord/skickat/",
        mail_required(views.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^konto/valj-losenord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
