"""Rows for tests: plain functions whose defaults are valid."""

from datetime import datetime
from decimal import Decimal
from itertools import count

from goals.models import (
    Activity,
    AssessmentLevel,
    AssessmentRule,
    CommentKind,
    Directive,
    Goal,
    GoalLevel,
    GoalMeasure,
    Guideline,
)
from kommunrapport.jobs.models import Job
from kommunrapport.measures.models import Measure, Observation, Target
from kommunrapport.organisation.models import Membership, Municipality, Occasion, OrgUnit, Position, User
from kommunrapport.organisation.roles import Role
from kommunrapport.quality.models import AcceptedFinding
from kommunrapport.reports.models import Chapter, ChapterSection, Report, ReportTemplate, TemplateChapter

_numbers = count(1)


def create_user(**fields) -> User:
    """Somebody who can sign in by `force_login`, with no role."""
    number = next(_numbers)
    defaults = {"email": f"person{number}@example.se", "name": f"Person {number}", "password": "!"}  # none can be right
    return User.objects.create(**defaults | fields)


def create_job(*, created_at: datetime | None = None, **fields) -> Job:
    """Defaults to one that waits for a worker. `created_at` is set afterwards, since the row sets its own."""
    defaults = {"kind": "tests.letter", "params": {"text": "hej"}}
    job = Job.objects.create(created_by=fields.pop("created_by", None) or create_user(), **defaults | fields)
    if created_at:
        job.created_at = created_at
        job.save(update_fields=["created_at"])
    return job


def create_municipality(**fields) -> Municipality:
    defaults = {"name": "Exempelby kommun", "short_name": "Exempelby"}
    return Municipality.objects.create(pk=1, **defaults | fields)


def create_org_unit(**fields) -> OrgUnit:
    """Defaults to a nämnd of its own, below nothing."""
    number = next(_numbers)
    defaults = {"slug": f"enhet-{number}", "name": f"Enhet {number}", "kind": OrgUnit.Kind.COMMITTEE}
    return OrgUnit.objects.create(**defaults | fields)


def create_membership(*, user: User | None = None, org_unit: OrgUnit | None = None, **fields) -> Membership:
    """Defaults to a controller."""
    defaults = {"role": Role.CONTROLLER}
    return Membership.objects.create(
        user=user or create_user(), org_unit=org_unit or create_org_unit(), **defaults | fields
    )


def create_member(role: str = Role.CONTROLLER, org_unit: OrgUnit | None = None, **fields) -> User:
    """A user with one role in one unit."""
    return create_membership(role=role, org_unit=org_unit, **fields).user


def create_position(*, org_unit: OrgUnit | None = None, **fields) -> Position:
    defaults = {"title": f"Befattning {next(_numbers)}"}
    return Position.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_occasion(**fields) -> Occasion:
    defaults = {"year": 2025, "kind": Occasion.Kind.FULL_YEAR}
    return Occasion.objects.create(**defaults | fields)


def create_measure(**fields) -> Measure:
    number = next(_numbers)
    defaults = {"slug": f"matning-{number}", "name": f"Mätning {number}"}
    return Measure.objects.create(**defaults | fields)


def create_observation(*, measure: Measure | None = None, org_unit: OrgUnit | None = None, **fields) -> Observation:
    defaults = {"year": 2025, "value": Decimal(80)}
    return Observation.objects.create(
        measure=measure or create_measure(), org_unit=org_unit or create_org_unit(), **defaults | fields
    )


def create_target(*, measure: Measure | None = None, org_unit: OrgUnit | None = None, **fields) -> Target:
    """Defaults to at least 90 in 2025."""
    defaults = {"year": 2025, "operator": Target.Operator.AT_LEAST, "value": Decimal(90)}
    return Target.objects.create(
        measure=measure or create_measure(), org_unit=org_unit or create_org_unit(), **defaults | fields
    )


def create_goal_level(**fields) -> GoalLevel:
    number = next(_numbers)
    defaults = {"order": number, "name": "Kommunfullmäktiges mål", "wording_label": "Kommunfullmäktiges formulering"}
    return GoalLevel.objects.create(**defaults | fields)


def create_goal(*, level: GoalLevel | None = None, coordinating_unit: OrgUnit | None = None, **fields) -> Goal:
    """Defaults to a goal valid from 2024."""
    number = next(_numbers)
    defaults = {"number": str(number), "title": f"Mål {number}", "wording": "Det ska bli bättre", "valid_from": 2024}
    return Goal.objects.create(
        level=level or create_goal_level(),
        coordinating_unit=coordinating_unit or create_org_unit(),
        **defaults | fields,
    )


def create_goal_measure(*, goal: Goal | None = None, measure: Measure | None = None, **fields) -> GoalMeasure:
    return GoalMeasure.objects.create(goal=goal or create_goal(), measure=measure or create_measure(), **fields)


def create_comment_kind(**fields) -> CommentKind:
    number = next(_numbers)
    return CommentKind.objects.create(**{"order": number, "name": "Kommentar"} | fields)


def create_scale(occasion_kind: str = Occasion.Kind.FULL_YEAR) -> list[AssessmentLevel]:
    """The usual three levels and the usual rule."""
    AssessmentRule.objects.create(occasion_kind=occasion_kind, question="Har målet nåtts?")
    rows = [("reached", "Nått", "good"), ("on_way", "På rätt väg", "way"), ("not_reached", "Inte nått", "bad")]
    return [
        AssessmentLevel.objects.create(
            occasion_kind=occasion_kind, order=order, meaning=meaning, short=short, sentence=f"{short} i år", icon=icon
        )
        for order, (meaning, short, icon) in enumerate(rows, start=1)
    ]


def create_directive(*, addressed: OrgUnit | None = None, **fields) -> Directive:
    number = next(_numbers)
    defaults = {"title": f"Direktiv {number}", "wording": "Gör så här.", "decided_by": "Kommunfullmäktige"}
    defaults |= {"period_from": 2025, "period_to": 2025}
    directive = Directive.objects.create(**defaults | fields)
    if addressed:
        directive.addressed_units.add(addressed)
    return directive


def create_guideline(**fields) -> Guideline:
    number = next(_numbers)
    defaults = {"slug": f"inriktning-{number}", "title": f"Inriktning {number}", "wording": "<p>Så här.</p>"}
    return Guideline.objects.create(**{"valid_from": 2024} | defaults | fields)


def create_activity(*, goal: Goal | None = None, org_unit: OrgUnit | None = None, **fields) -> Activity:
    """Defaults to an activity of a goal, not started."""
    defaults = {"title": f"Aktivitet {next(_numbers)}", "year": 2025}
    if "directive" not in fields:
        defaults["goal"] = goal or create_goal()
    return Activity.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_report(*, org_unit: OrgUnit | None = None, occasion: Occasion | None = None, **fields) -> Report:
    defaults = {"slug": f"rapport-{next(_numbers)}", "title": "Årsredovisning"}
    return Report.objects.create(
        org_unit=org_unit or create_org_unit(), occasion=occasion or create_occasion(), **defaults | fields
    )


def create_chapter(*, report: Report | None = None, **fields) -> Chapter:
    defaults = {"heading": f"Kapitel {next(_numbers)}"}
    return Chapter.objects.create(report=report or create_report(), **defaults | fields)


def create_chapter_section(*, chapter: Chapter | None = None, **fields) -> ChapterSection:
    """A section that needs nothing to choose, last in its chapter."""
    chapter = chapter or create_chapter()
    defaults = {"key": "goals.summary", "order": chapter.sections.count() + 1}
    return ChapterSection.objects.create(chapter=chapter, **defaults | fields)


def create_template(**fields) -> ReportTemplate:
    number = next(_numbers)
    return ReportTemplate.objects.create(
        **{"slug": f"mall-{number}", "name": f"Mall {number}", "title": "Årsredovisning"} | fields
    )


def create_template_chapter(*, template: ReportTemplate | None = None, **fields) -> TemplateChapter:
    stands_for_itself = not (fields.get("repeats_over") or fields.get("subject_key"))
    defaults = {"heading": f"Kapitel {next(_numbers)}"} if stands_for_itself else {}
    return TemplateChapter.objects.create(template=template or create_template(), **defaults | fields)


def create_accepted_finding(**fields) -> AcceptedFinding:
    defaults = {"rule": "tests.rule", "key": "sak", "fingerprint": "0" * 64, "text": "Summan är fel"}
    defaults |= {"reason": "Källan är avrundad", "accepted_at": "2026-01-25T10:00:00Z"}
    for name, create in [("org_unit", create_org_unit), ("occasion", create_occasion), ("accepted_by", create_user)]:
        if name not in fields:
            defaults[name] = create()
    return AcceptedFinding.objects.create(**defaults | fields)
