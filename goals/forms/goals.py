"""Assessments, texts and the filter of the list."""

from __future__ import annotations

from typing import Any

from django import forms

from goals.facts import Scale
from goals.models import AssessmentLevel, CommentKind, GoalAssessment, GoalComment, GoalLevel
from kommunrapport.administration.forms import FollowUpForm
from kommunrapport.form_fields import StatusPicker
from kommunrapport.reports.form_fields import RichTextField

NOT_ASSESSED = "saknas"


class AssessmentForm(FollowUpForm):
    """Which step of the kommun's scale, and why when it is not the suggested one."""

    level = forms.ModelChoiceField(
        AssessmentLevel.objects.none(),
        label="Er bedömning",
        widget=StatusPicker,
        empty_label=None,
        error_messages={"required": "Välj en bedömning.", "invalid_choice": "Välj en av bedömningarna."},
    )

    class Meta(FollowUpForm.Meta):
        model = GoalAssessment
        fields = ["level", "motivation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level: Any = self.fields["level"]
        level.queryset = AssessmentLevel.objects.filter(occasion_kind=self.instance.occasion.kind)
        level.widget.icons = {str(step.pk): step.icon for step in level.queryset}
        self.fields[
            "motivation"
        ].help_text = "Behövs när bedömningen är en annan än förslaget. Den syns i årsredovisningen."
        self.fields["motivation"].widget.attrs["rows"] = 2


class CommentForm(FollowUpForm):
    """The unit's text of one kind; the kind gives the field its name."""

    text = RichTextField(required=False)

    class Meta(FollowUpForm.Meta):
        model = GoalComment
        fields = ["text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: CommentKind = self.instance.kind
        self.auto_id = f"text{kind.pk}_%s"  # a goal may have several texts on one page
        self.fields["text"].label = kind.name
        self.fields["text"].help_text = kind.instruction


class GoalFilterForm(forms.Form):
    """Which goals the list shows; it stands in the address."""

    bedomning = forms.ChoiceField(label="Bedömning", required=False)
    niva = forms.ModelChoiceField(GoalLevel.objects.all(), label="Beslutat av", required=False, empty_label="Alla")
    mina = forms.BooleanField(label="Bara mål jag ansvarar för", required=False)

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        steps = [(str(step.pk), step.short) for step in scale.levels]
        bedomning: Any = self.fields["bedomning"]
        bedomning.choices = [("", "Alla"), *steps, (NOT_ASSESSED, "Ej bedömt")]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was understood; an address that somebody has edited shows all."""
        self.full_clean()
        return self.cleaned_data
