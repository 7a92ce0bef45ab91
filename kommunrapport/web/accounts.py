"""Signing in: nobody signs up; the administrator invites."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The sign-in of a system where users are added by an administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
