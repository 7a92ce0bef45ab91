"""What is to be done about what a control found, and how it goes."""

from __future__ import annotations

from typing import Any

from django import forms

from internal_control.action_status import ACTION_ICONS
from internal_control.forms.fields import offer_positions
from internal_control.models import ControlTest, ImprovementAction, Risk
from internal_control.reach import units_in_view
from internal_control.seeing import risks_seen, tests_seen
from kommunrapport.administration.forms import RecordForm
from kommunrapport.form_fields import StatusPicker
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.labels import LabelSet, label_set
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability


class MarkActionForm(RecordForm):
    """Status, remark and new time. Ids carry the row, since a page has many of these forms."""

    status = forms.ChoiceField(
        label="Hur går det?",
        widget=StatusPicker(ACTION_ICONS),
        error_messages={"required": "Välj hur det går.", "invalid_choice": "Välj ett av alternativen."},
    )

    class Meta(RecordForm.Meta):
        model = ImprovementAction
        fields = ["status", "closed_on", "remark", "new_due_text"]
        labels = {"closed_on": "Avslutad den", "remark": "Anmärkning", "new_due_text": "Ny tid"}
        help_texts = {"new_due_text": "Till exempel våren 2026."}

    def __init__(self, *args: Any, labels: LabelSet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"a{self.instance.pk}_%s"
        words = labels or label_set()
        status: Any = self.fields["status"]
        status.choices = [(value, words.text(f"activity.{value}")) for value in ImprovementAction.Status.values]
        self.fields["remark"].widget.attrs["rows"] = 2

    def validate_constraints(self) -> None:
        """Left to the service: the day of an action that is opened or closed is for it to set."""


class ActionForm(RecordForm):
    """What is to be done, by whom and when, and the control it came from."""

    class Meta(RecordForm.Meta):
        model = ImprovementAction
        fields = [
            "text",
            "control_test",
            "risk",
            "responsible",
            "responsible_text",
            "due_on",
            "due_text",
            "is_confidential",
        ]
        labels = {"text": "Vad ska göras?", "due_text": "När, som det ska stå", "is_confidential": "Sekretess"}

    groups = (
        ("", ("text", "control_test", "risk")),
        ("Vem och när", ("responsible", "responsible_text", "due_on", "due_text")),
        ("Vem får se den", ("is_confidential",)),
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        """Controls, risks and positions of the unit, of all below it, and of those above up to its nämnd.

        Without `user` nothing is confidential that can be chosen but what is chosen already.
        """
        super().__init__(*args, **kwargs)
        units = units_in_view(self.instance.org_unit)
        offer_positions(self, "responsible", self.instance.org_unit)
        tests = ControlTest.objects.filter(org_unit__in=units)
        risks = Risk.objects.filter(org_unit__in=units)
        self._offer("control_test", tests_seen(tests, user) if user else tests)
        self._offer("risk", risks_seen(risks, user) if user else risks)
        if user and not access_of(user).may(Capability.MANAGE_CONTROLS, self.instance.org_unit_id):
            del self.fields["is_confidential"]

    def _offer(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows
