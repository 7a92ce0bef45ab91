"""A risk, and how it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms

from internal_control.forms.fields import StepField, offer_positions, offer_steps
from internal_control.models import Risk, RiskRating
from internal_control.scale import Scale, read_scale
from kommunrapport.administration.forms import FollowUpForm, RecordForm

type Groups = tuple[tuple[str, tuple[str, ...]], ...]

_WHAT = ("title", "area", "category", "cause", "consequence", "existing_control")
_THEN = ("handling", "owner", "goal", "is_confidential")
_YEARS = ("valid_from", "valid_to")


class RiskForm(RecordForm):
    """What may happen, what is done already, and who answers for it."""

    class Meta(RecordForm.Meta):
        model = Risk
        fields = [*_WHAT, *_THEN, *_YEARS]
        labels = {
            "title": "Vad kan hända?",
            "consequence": "Vad blir följden?",
            "handling": "Beslut",
            "owner": "Ansvarig",
        }
        error_messages = {
            "title": {"required": "Skriv vad som kan hända."},
            "category": {"required": "Välj slag av risk."},
        }
        help_texts = {"valid_to": "Fylls i när risken inte längre är aktuell. Den finns kvar för tidigare år."}

    groups: ClassVar[Groups] = (
        ("Risken", _WHAT),
        ("Så hanteras den", _THEN),
        ("Åren", _YEARS),
    )

    def __init__(self, *args: Any, year: int | None = None, **kwargs: Any) -> None:
        """`year` narrows the goals to those that are valid then."""
        super().__init__(*args, **kwargs)
        offer_positions(self, "owner", self.instance.org_unit)
        goal: Any = self.fields["goal"]
        if year is not None:
            goal.queryset = goal.queryset.valid_in(year)


class NewRiskForm(RiskForm):
    """A risk together with its first rating."""

    likelihood = StepField(label="Sannolikhet")
    impact = StepField(label="Konsekvens")
    reason = forms.CharField(
        label="Varför bedömer ni den så?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta(RiskForm.Meta):
        fields = [*_WHAT, *_THEN]

    groups = (
        ("Risken", _WHAT),
        ("Bedömning", ("likelihood", "impact", "reason")),
        ("Så hanteras den", _THEN),
    )

    def __init__(self, *args: Any, scale: Scale | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_steps(self, scale or read_scale())


class RatingForm(FollowUpForm):
    """How a risk is judged one year. It stands on the same page as RiskForm, so its version has its own name."""

    likelihood = StepField(label="Sannolikhet")
    impact = StepField(label="Konsekvens")

    class Meta(FollowUpForm.Meta):
        model = RiskRating
        fields = ["likelihood", "impact", "reason"]
        labels = {"reason": "Varför bedömer ni den så?"}

    def __init__(self, *args: Any, scale: Scale | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_steps(self, scale or read_scale())

    def grouped(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        yield f"Bedömning {self.instance.year}", [self[name] for name in self.written]

    def add_prefix(self, field_name: str) -> str:
        return "rating_version" if field_name == "version" else super().add_prefix(field_name)
