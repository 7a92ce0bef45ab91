"""Inviting somebody to choose a password: by mail, or by a link to hand over when there is no mail server."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from kommunrapport.http import HtmxRequest, administrator_required
from kommunrapport.organisation.models import User

logger = logging.getLogger(__name__)


def invitation_path(user: User) -> str:
    """Where `user` chooses a password. The address dies when it has been used, or after PASSWORD_RESET_TIMEOUT."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


@administrator_required
@require_POST
def user_invite(request: HtmxRequest, pk: int) -> HttpResponse:
    """Mail the invitation; show its link when there is no mail server or it does not answer."""
    user = get_object_or_404(User, pk=pk)
    back = reverse("administration:user_edit", args=[pk])
    link = request.build_absolute_uri(invitation_path(user))
    if settings.MAIL_HOST and send_invitation(user, link):
        messages.success(request, f"Inbjudan är skickad till {user.email}.")
        return redirect(back)
    context = {"invited": user, "link": link, "back": back, "days": days_valid(), "not_sent": bool(settings.MAIL_HOST)}
    return render(request, "administration/invitation.html", context)


def send_invitation(user: User, link: str) -> bool:
    """Mail the link to `user`; False when the mail server does not take it."""
    text = render_to_string("account/email/invitation.txt", {"user": user, "link": link, "days": days_valid()})
    try:
        send_mail("Inbjudan till kommunrapport", text, None, [user.email])
    except (OSError, SMTPException):
        logger.exception("The invitation could not be mailed")
        return False
    return True


def days_valid() -> int:
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
