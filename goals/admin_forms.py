"""Forms of administration: goals and how they are followed up."""

from __future__ import annotations

from goals.models import (
    AssessmentLevel,
    AssessmentRule,
    CommentKind,
    Directive,
    FocusArea,
    Goal,
    GoalLevel,
    GoalMeasure,
    Guideline,
    Vision,
)
from kommunrapport.administration.forms import RecordForm
from kommunrapport.reports.form_fields import RichTextField


class GoalForm(RecordForm):
    groups = (
        ("Målet", ("level", "number", "title", "wording", "rationale", "decided_by", "order")),
        ("Vilka det gäller", ("coordinating_unit", "addresses_all", "addressed_units")),
        ("Sammanhang", ("focus_area", "parent", "is_financial", "reported_elsewhere")),
        ("När det gäller", ("valid_from", "valid_to", "replaces")),
    )

    class Meta(RecordForm.Meta):
        model = Goal
        fields = [
            "level",
            "number",
            "title",
            "wording",
            "rationale",
            "decided_by",
            "order",
            "coordinating_unit",
            "addresses_all",
            "addressed_units",
            "focus_area",
            "parent",
            "is_financial",
            "reported_elsewhere",
            "valid_from",
            "valid_to",
            "replaces",
        ]
        help_texts = {
            "wording": "Ordagrant som det antogs. En ny lydelse är ett nytt mål, som ersätter det här.",
            "order": "Ordningen bland målen: 10 kommer före 20.",
            "replaces": "Målet som gällde före det här.",
        }


class GoalMeasureForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = GoalMeasure
        fields = ["measure", "order", "deciding", "label"]
        help_texts = {"label": "Lämna tomt för att använda mätningens eget namn."}


class GoalLevelForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = GoalLevel
        fields = ["order", "name", "wording_label"]


class FocusAreaForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = FocusArea
        fields = ["name", "order"]


class VisionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Vision
        fields = ["title", "wording", "valid_from", "valid_to"]


class AssessmentLevelForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = AssessmentLevel
        fields = ["occasion_kind", "order", "meaning", "short", "sentence", "printed", "icon"]


class AssessmentRuleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = AssessmentRule
        fields = ["occasion_kind", "question", "reached_above", "on_way_from", "partly_from"]
        help_texts = {
            "question": "Till exempel: Är målet nått?",
            "reached_above": "Andel av mätningarna som ska klara sitt målvärde.",
            "on_way_from": "Andel som klarar målvärdet eller är bättre än året innan.",
            "partly_from": "Lämna tomt om ni inte har en sådan regel.",
        }


class CommentKindForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = CommentKind
        fields = ["order", "name", "instruction"]


class DirectiveForm(RecordForm):
    groups = (
        ("Uppdraget", ("kind", "number", "title", "wording", "order")),
        ("Beslutet", ("decided_by", "decided_on", "decision_paragraph")),
        ("Vilka det gäller", ("addresses_all", "addressed_units")),
        ("När", ("period_from", "period_to", "report_by")),
        ("Pengar", ("amount", "one_off", "reverses_year")),
    )

    class Meta(RecordForm.Meta):
        model = Directive
        fields = [
            "kind",
            "number",
            "title",
            "wording",
            "order",
            "decided_by",
            "decided_on",
            "decision_paragraph",
            "addresses_all",
            "addressed_units",
            "period_from",
            "period_to",
            "report_by",
            "amount",
            "one_off",
            "reverses_year",
        ]
        help_texts = {
            "wording": "Ordagrant som det beslutades.",
            "amount": "I kronor. Lämna tomt om inga pengar följer med.",
        }


class GuidelineForm(RecordForm):
    wording = RichTextField(label="Lydelse", help_text="Som den antogs.")

    class Meta(RecordForm.Meta):
        model = Guideline
        fields = ["title", "slug", "number", "order", "wording", "valid_from", "valid_to"]
