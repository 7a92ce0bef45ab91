"""The forms of signing in, with our words. Two fields never tell which of them was wrong."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from django import forms
from django.conf import settings

NEW_PASSWORD_HINT = "Minst 12 tecken. En mening är lätt att minnas och svår att gissa."  # noqa: S105 (a text)


def _worded(form: forms.Form, words: dict[str, str]) -> None:
    """Give the fields our labels; a placeholder would repeat them."""
    for name, label in words.items():
        form.fields[name].label = label
        form.fields[name].help_text = NEW_PASSWORD_HINT if name == "password1" else ""
        form.fields[name].widget.attrs.pop("placeholder", None)


class LoginForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, {"login": "E-postadress", "password": "Lösenord"})
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    @property
    def offers_mail(self) -> bool:
        """Whether a link for a forgotten password can be mailed."""
        return bool(settings.MAIL_HOST)


class ChangePasswordForm(account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"oldpassword": "Nuvarande lösenord", "password1": "Nytt lösenord", "password2": "Nytt lösenord igen"}
        _worded(self, words)


class SetPasswordForm(account_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, {"password1": "Lösenord", "password2": "Lösenord igen"})


class ResetPasswordForm(account_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, {"email": "E-postadress"})


class ChoosePasswordForm(account_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, {"password1": "Lösenord", "password2": "Lösenord igen"})
