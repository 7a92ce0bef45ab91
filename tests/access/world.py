"""A small kommun to try every address in: own unit, another whose report is open, and one whose report is sent."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.files.base import ContentFile

from budget.models import BudgetArea, ImportBatch
from goals.models import CommentKind, ProviderReport
from kommunrapport.measures.series import Breakdown
from kommunrapport.organisation.models import Occasion, OrgUnit, Position, Submission, User
from kommunrapport.organisation.roles import Role
from kommunrapport.quality.checking import finding_slug
from kommunrapport.reports.models import ChapterSection, Report
from tests.budget_factories import (
    create_appropriation,
    create_area,
    create_budget_entry,
    create_correction_action,
    create_correction_follow_up,
    create_forecast,
    create_forecast_round,
    create_import_batch,
    create_import_source,
    create_ledger_entry,
    create_project,
    create_project_estimate,
    create_staged_line,
    create_threshold,
    create_variance_comment,
)
from tests.factories import (
    create_activity,
    create_chapter,
    create_comment_kind,
    create_directive,
    create_goal,
    create_goal_measure,
    create_guideline,
    create_measure,
    create_member,
    create_municipality,
    create_observation,
    create_occasion,
    create_org_unit,
    create_position,
    create_report,
    create_scale,
    create_target,
)

YEAR = 2025
OWN, OTHER, SENT, MISSING = "own", "other", "sent", "missing"
PLACES = (OWN, OTHER, SENT, MISSING)


@dataclass
class Place:
    """A unit with one of everything, as the values that stand in addresses."""

    org_unit: OrgUnit
    values: dict[str, object] = field(default_factory=dict)


@dataclass
class World:
    places: dict[str, Place]
    users: dict[str, User]
    kind: CommentKind


def make_world() -> World:
    create_municipality()
    root = create_org_unit(slug="kommun", kind=OrgUnit.Kind.MUNICIPALITY)
    own = create_org_unit(slug="ks", kind=OrgUnit.Kind.EXECUTIVE_BOARD, parent=root)
    users = {role: _member(role, root if role == Role.AUDITOR else own) for role in Role}
    occasion = create_occasion(year=YEAR)
    create_scale()
    create_threshold()
    places = {OWN: _fill(own, occasion, users[Role.MANAGER], users[Role.CONTROLLER])}
    for name in (OTHER, SENT):
        unit = create_org_unit(slug=name, parent=root)
        places[name] = _fill(unit, occasion, create_member(org_unit=unit), users[Role.CONTROLLER])
    _send(places[SENT], occasion, users[Role.ADMINISTRATOR])
    return World(places, users, create_comment_kind())


def _member(role: str, unit: OrgUnit) -> User:
    return create_member(role, unit, **({"subject": "personnel"} if role == Role.SUBJECT_OWNER else {}))


def _fill(unit: OrgUnit, occasion, holder: User, controller: User) -> Place:
    measure = create_measure(slug=f"matning-{unit.slug}", category="personnel")
    goal = create_goal(coordinating_unit=unit)
    create_goal_measure(goal=goal, measure=measure)
    create_target(measure=measure, org_unit=unit)
    create_observation(measure=measure, org_unit=unit)
    position = create_position(org_unit=unit, holder=holder)
    activity = create_activity(goal=goal, org_unit=unit)
    activity.responsible.add(position)
    report = create_report(slug=f"rapport-{unit.slug}", org_unit=unit, occasion=occasion)
    chapter = create_chapter(report=report, responsible=position)
    directive = create_directive(addressed=unit)
    guideline = create_guideline()
    for kind, thing in [("goal", goal), ("directive", directive), ("guideline", guideline)]:
        _subject_chapter(report, kind, thing.pk, 10)
    provider = create_org_unit(kind=OrgUnit.Kind.PRIVATE_PROVIDER)
    ProviderReport.objects.create(provider=provider, org_unit=unit, year=YEAR)
    values = {
        "year": YEAR,
        "org_unit": unit.slug,
        "measure": measure.slug,
        "part": Breakdown().slug,
        "report": report.slug,
        "chapter": chapter.pk,
        "goal": goal.pk,
        "directive": directive.pk,
        "guideline": guideline.slug,
        "activity": activity.pk,
        "provider": provider.slug,
        "area": (area := _area(unit, position)).pk,
        "finding": finding_slug(unit.pk, "measures.owner", measure.slug),  # nobody answers for the measure
    }
    return Place(unit, values | _money(area, occasion, datetime.date(YEAR, 10, 31)) | _files(area, controller))


def more_of_everything(place: Place, count: int) -> None:
    """`count` more goals, measures, activities, directives, guidelines and chapters in the place."""
    unit = place.org_unit
    report = unit.reports.get()
    for number in range(count):
        measure, goal = create_measure(category="personnel"), create_goal(coordinating_unit=unit)
        create_goal_measure(goal=goal, measure=measure)
        create_target(measure=measure, org_unit=unit)
        create_observation(measure=measure, org_unit=unit)
        create_activity(goal=goal, org_unit=unit).responsible.add(create_position(org_unit=unit))
        area = _area(unit, create_position(org_unit=unit))
        create_variance_comment(area=area, occasion=report.occasion)
        _money(area, report.occasion, datetime.date(YEAR, 12, 1 + number))
        _files(area, create_member(org_unit=unit))
        create_staged_line(batch=ImportBatch.objects.filter(org_unit=unit).earliest("pk"), area=area)
        directive, guideline = create_directive(addressed=unit), create_guideline()
        for kind, thing in [("goal", goal), ("directive", directive), ("guideline", guideline)]:
            _subject_chapter(report, kind, thing.pk, 10 + number)


def _area(unit: OrgUnit, responsible: Position) -> BudgetArea:
    """An area that went over its budget, and nobody has said why."""
    area = create_area(org_unit=unit, responsible=responsible)
    create_budget_entry(area=area, year=YEAR)
    create_ledger_entry(area=area, year=YEAR, amount=Decimal(900_000))
    return area


def _money(area: BudgetArea, occasion: Occasion, as_of: datetime.date) -> dict[str, object]:
    """A change of the area's budget, a forecast over it and what is done about that, a project and an appropriation."""
    unit = area.org_unit
    forecast_round = create_forecast_round(org_unit=unit, year=YEAR, as_of=as_of)
    create_forecast(forecast_round=forecast_round, area=area, amount=Decimal(950_000))
    action = create_correction_action(org_unit=unit, year=YEAR)
    create_correction_follow_up(action=action, forecast_round=forecast_round)
    project = create_project(org_unit=unit)
    create_ledger_entry(area=project.area, year=YEAR)
    create_project_estimate(project=project, occasion=occasion)
    return {
        "change": create_budget_entry(area=area, year=YEAR, kind="rebudgeting").pk,
        "round": forecast_round.pk,
        "action": action.pk,
        "project": project.area_id,
        "appropriation": create_appropriation(org_unit=unit, year=YEAR).pk,
    }


def _files(area: BudgetArea, controller: User) -> dict[str, object]:
    """A file whose preview waits, and a source that none came from yet."""
    batch = create_import_batch(
        org_unit=area.org_unit, uploaded_by=controller, year=YEAR, state="preview", file=ContentFile(b"x", "fil")
    )
    create_staged_line(batch=batch, area=area)
    return {"import": batch.pk, "source": create_import_source(org_unit=area.org_unit).pk}


def _subject_chapter(report: Report, kind: str, pk: int, order: int) -> None:
    """A chapter that stands for a goal, directive or guideline, with the section that follows it up."""
    chapter = create_chapter(report=report, heading="", subject_key=f"goals.{kind}:{pk}", order=order)
    key = "goals.follow_up" if kind == "goal" else f"goals.{kind}_follow_up"
    ChapterSection.objects.create(chapter=chapter, key=key)


def _send(place: Place, occasion, by: User) -> None:
    now = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)
    Submission.objects.create(org_unit=place.org_unit, occasion=occasion, state="sent", changed_by=by, changed_at=now)
    report = place.org_unit.reports.get()
    report.state = "sent"
    report.save()
