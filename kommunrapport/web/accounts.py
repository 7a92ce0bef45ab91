"""Signing in: nobody signs up; the administrator invites."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from kommunrapport.organisation.models import User


class ClosedSignup(DefaultAccountAdapter):
    """The sign-in of a system where users are added by an administrator."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": ("E-postadressen och lösenordet hör inte ihop. Försök igen."),
        "too_many_login_attempts": "Du har försökt för många gånger. Vänta en kvart och försök igen.",
        "enter_current_password": "Det är inte ditt nuvarande lösenord. Försök igen.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """Saves the password alone, so that what an administrator changed meanwhile stays."""
        user.set_password(password)
        user.save(update_fields=["password"])


def mail_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 unless the kommun has a mail server: without one nobody can be sent a link."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.MAIL_HOST:
            raise Http404
        return view(request, *args, **kwargs)

    return checked
