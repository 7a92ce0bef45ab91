"""What units write about guidelines and providers."""

from __future__ import annotations

from goals.models import GuidelineFollowUp, ProviderReport
from kommunrapport.administration.forms import FollowUpForm
from kommunrapport.reports.form_fields import RichTextField


class GuidelineFollowUpForm(FollowUpForm):
    """A heading of the unit's own, and the text under it."""

    text = RichTextField(label="Text", required=False)

    class Meta(FollowUpForm.Meta):
        model = GuidelineFollowUp
        fields = ["heading", "text"]


class ProviderReportForm(FollowUpForm):
    """What happened at the provider during the year."""

    text = RichTextField(label="Vad har hänt under året?", required=False)

    class Meta(FollowUpForm.Meta):
        model = ProviderReport
        fields = ["text"]
