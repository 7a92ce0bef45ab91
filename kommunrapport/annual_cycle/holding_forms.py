"""Forms for handing responsibility over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kommunrapport.annual_cycle.responsibility import Post
from kommunrapport.organisation.models import Position, User


class HolderForm(forms.Form):
    """Who is to have the post, named by the address that the list of people gives."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    email = forms.EmailField(
        label="Ny innehavare",
        widget=forms.EmailInput(attrs={"list": "personer", "autocomplete": "off"}),
        error_messages={"required": "Välj vem som ska ha befattningen.", "invalid": "Välj en adress i listan."},
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.holder = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.holder is None:
            raise forms.ValidationError(f"Ingen som kan logga in har adressen {email}. Välj en i listan.")
        return email


class PositionField(forms.ModelChoiceField):
    """A post, with its unit and holder, since many units have a post of the same name."""

    def label_from_instance(self, obj: Position) -> str:
        holder = f" ({obj.holder})" if obj.holder else ""
        return f"{obj.title}, {obj.org_unit}{holder}"


class HandOverForm(forms.Form):
    """What is handed over, kind by kind, and to which post."""

    kinds = forms.MultipleChoiceField(
        label="Flytta",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kryssa i vad som ska flyttas."},
    )
    to = PositionField(
        Position.objects.none(),
        label="Till befattningen",
        empty_label="Välj …",
        error_messages={"required": "Välj en befattning."},
    )

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Sequence[tuple[str, str]] = [(k.key, k.counted(len(things))) for k, things in post.held.items()]
        kinds, to = self.fields["kinds"], self.fields["to"]
        assert isinstance(kinds, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        assert isinstance(to, forms.ModelChoiceField)  # noqa: S101
        kinds.choices = choices
        kinds.initial = [key for key, _ in choices]
        to.queryset = Position.objects.exclude(pk=post.position.pk).select_related("org_unit", "holder")
