"""What administrators keep of goals."""

from __future__ import annotations

from goals import admin_forms
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
from goals.services.steering import change_goal
from kommunrapport.administration.described import Administered, Column

GOAL_MEASURES = Administered(
    model=GoalMeasure,
    form=admin_forms.GoalMeasureForm,
    name="goal_measure",
    path="malmatningar",
    parent="goal",
    parent_path="mal",
    columns=("measure", "label", "deciding", "order"),
    add="Lägg till mätning",
    empty="Inga mätningar. Utan en som räknas blir det inget förslag till bedömning.",
    related=("goal", "measure"),
)

GOALS = Administered(
    model=Goal,
    form=admin_forms.GoalForm,
    name="goal",
    path="mal",
    columns=(Column("Mål", str), "level", "coordinating_unit", "valid_from", "valid_to"),
    add="Lägg till mål",
    lead="Målen som de är antagna, vem som samordnar dem och vilka mätningar som följer dem.",
    empty="Lägg först till en målnivå, sedan målen ett i taget.",
    related=("level", "coordinating_unit"),
    tree="parent",
    children=(GOAL_MEASURES,),
    change=change_goal,
)

GOAL_LEVELS = Administered(
    model=GoalLevel,
    form=admin_forms.GoalLevelForm,
    name="goal_level",
    path="malnivaer",
    columns=("name", "wording_label", "order"),
    add="Lägg till målnivå",
    lead="Till exempel kommunfullmäktiges mål och kommunstyrelsens mål.",
    empty="Lägg till den nivå som målen antas på.",
)

FOCUS_AREAS = Administered(
    model=FocusArea,
    form=admin_forms.FocusAreaForm,
    name="focus_area",
    path="omraden",
    columns=("name", "order"),
    add="Lägg till område",
    lead="Utvecklingsområden, perspektiv eller prioriterade områden som målen hör till.",
    empty="Områden behövs bara om ni delar in målen.",
)

VISIONS = Administered(
    model=Vision,
    form=admin_forms.VisionForm,
    name="vision",
    path="visioner",
    columns=("title", "valid_from", "valid_to"),
    add="Lägg till vision",
    lead="Kommunens bild av framtiden, antagen av fullmäktige.",
    empty="Lägg till den vision som gäller.",
)

ASSESSMENT_LEVELS = Administered(
    model=AssessmentLevel,
    form=admin_forms.AssessmentLevelForm,
    name="assessment_level",
    path="bedomningsskala",
    columns=("short", "occasion_kind", "order", "meaning", "sentence", "printed", "icon"),
    add="Lägg till steg",
    lead="Stegen i bedömningen av mål, för varje slag av tillfälle.",
    empty="Lägg till stegen, till exempel nått, på rätt väg och inte nått.",
)

ASSESSMENT_RULES = Administered(
    model=AssessmentRule,
    form=admin_forms.AssessmentRuleForm,
    name="assessment_rule",
    path="bedomningsregler",
    columns=("occasion_kind", "question", "reached_above", "on_way_from", "partly_from"),
    add="Lägg till regel",
    lead="Hur programmet föreslår en bedömning av ett mål. En människa bestämmer.",
    empty="Utan regel för ett tillfälle blir det inget förslag.",
)

COMMENT_KINDS = Administered(
    model=CommentKind,
    form=admin_forms.CommentKindForm,
    name="comment_kind",
    path="textfalt",
    columns=("name", "order", "instruction"),
    add="Lägg till textfält",
    lead="Rubrikerna som enheterna skriver under när de följer upp ett mål.",
    empty="Lägg till minst ett, till exempel Kommentar.",
)

DIRECTIVES = Administered(
    model=Directive,
    form=admin_forms.DirectiveForm,
    name="directive",
    path="direktiv",
    columns=("title", "kind", "decided_by", "decided_on", "period_from", "period_to", "report_by"),
    add="Lägg till direktiv eller uppdrag",
    lead="Det som ett politiskt organ har gett enheter i uppdrag, och när det ska återrapporteras.",
    empty="Lägg till direktiven ett i taget, med lydelsen ordagrant.",
)

GUIDELINES = Administered(
    model=Guideline,
    form=admin_forms.GuidelineForm,
    name="guideline",
    path="inriktningar",
    columns=("title", "number", "valid_from", "valid_to"),
    add="Lägg till inriktning",
    lead="Förhållningssätt som följs upp i ord, till exempel värdegrunden.",
    empty="Inriktningar behövs bara om ni har antagit några.",
)
