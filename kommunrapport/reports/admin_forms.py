"""Forms of administration: the words and order of a template."""

from __future__ import annotations

from kommunrapport.administration.forms import RecordForm
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
