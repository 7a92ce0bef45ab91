"""Forms of administration: the steps of the scale, and what is done from which score."""

from __future__ import annotations

from internal_control.models import RiskLevel, RiskScaleStep
from kommunrapport.administration.forms import RecordForm


class RiskScaleStepForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RiskScaleStep
        fields = ["axis", "value", "name", "description"]
        help_texts = {"value": "1 är det lägsta. Skalan har högst fem steg."}


class RiskLevelForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RiskLevel
        fields = ["from_score", "name", "tone"]
        labels = {"tone": "Färg i matrisen"}
        help_texts = {"from_score": "Nivån gäller härifrån till nästa nivå."}
