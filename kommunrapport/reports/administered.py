"""What administrators keep of reports: the templates that reports start from, and how long things are kept."""

from __future__ import annotations

from kommunrapport.administration.described import Administered, Column
from kommunrapport.records.models import RetentionRule
from kommunrapport.reports import admin_forms
from kommunrapport.reports.models import ReportTemplate, TemplateChapter
from kommunrapport.reports.registry import subject_kind


def chapter_words(chapter: TemplateChapter) -> str:
    """The heading, or what the chapter takes its heading from."""
    kind = subject_kind(chapter.repeats_over or chapter.subject_key)
    if chapter.heading or kind is None:
        return str(chapter)
    return f"{kind.title}, ett kapitel för varje" if chapter.repeats_over else kind.title


TEMPLATE_CHAPTERS = Administered(
    model=TemplateChapter,
    form=admin_forms.TemplateChapterForm,
    name="template_chapter",
    path="mallkapitel",
    parent="template",
    columns=(Column("Kapitel", chapter_words), "order", "numbered"),
    add="",
    related=("template",),
    tree="parent",
    may_create=False,
    may_delete=False,
)

TEMPLATES = Administered(
    model=ReportTemplate,
    form=admin_forms.ReportTemplateForm,
    name="template",
    path="mallar",
    columns=("name", "title", "kind"),
    add="",
    lead="Rubriker och ordning i de mallar som nya rapporter utgår från.",
    empty="Mallar följer med programmet och läses in med demodata.",
    children=(TEMPLATE_CHAPTERS,),
    may_create=False,
    may_delete=False,
)

RETENTION_RULES = Administered(
    model=RetentionRule,
    form=admin_forms.RetentionRuleForm,
    name="retention_rule",
    path="gallring",
    columns=("what", "months"),
    add="Lägg till regel",
    lead="Hur länge utkast, kommentarer och historik sparas. Versioner och deras filer gallras aldrig.",
    empty="Inga regler: allt sparas.",
)
