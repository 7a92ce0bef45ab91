"""Investment projects: the decision, and what they are thought to cost."""

from __future__ import annotations

from django import forms

from budget.forms.amounts import amount_form_field
from budget.models import InvestmentProject, ProjectEstimate
from kommunrapport.administration.forms import FollowUpForm, RecordForm

_FIELDS = ["approved_total", "decided_by", "decided_on", "paragraph", "first_year", "last_year", "spent_before"]
_GROUPS = (
    ("", ("name", "first_year", "last_year")),
    ("Beslutet", ("approved_total", "decided_by", "decided_on", "paragraph")),
    ("Tidigare år", ("spent_before",)),
)


class NewProjectForm(RecordForm):
    """A project: its name, and what was decided about it."""

    name = forms.CharField(label="Projekt", max_length=120, error_messages={"required": "Skriv vad projektet heter."})

    class Meta(RecordForm.Meta):
        model = InvestmentProject
        fields = _FIELDS
        formfield_callback = amount_form_field

    groups = _GROUPS


class ProjectForm(FollowUpForm):
    """What was decided about a project that is there."""

    class Meta(FollowUpForm.Meta):
        model = InvestmentProject
        fields = _FIELDS
        formfield_callback = amount_form_field

    groups = _GROUPS


class EstimateForm(FollowUpForm):
    """What the project is thought to cost in the end, and how it goes."""

    class Meta(FollowUpForm.Meta):
        model = ProjectEstimate
        fields = ["estimated_total", "comment"]
        formfield_callback = amount_form_field
