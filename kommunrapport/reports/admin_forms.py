"""Forms of administration: the words and order of a template."""

from __future__ import annotations

from kommunrapport.administration.forms import RecordForm
from kommunrapport.records.models import RetentionRule
from kommunrapport.reports.models import ReportTemplate, TemplateChapter


class ReportTemplateForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ReportTemplate
        fields = ["name", "title"]


class TemplateChapterForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = TemplateChapter
        fields = ["order", "heading"]
        help_texts = {
            "heading": "Lämna tomt om kapitlet tar sin rubrik från det som det handlar om. {år} blir rapportens år "
            "och {förra året} året före."
        }


class RetentionRuleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RetentionRule
        fields = ["what", "months"]
        help_texts = {"months": "Lämna tomt för att behålla. Det som är fryst i en version gallras aldrig."}
