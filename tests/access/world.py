"""A small kommun to try every address in: own unit, another whose report is open, and one whose report is sent."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.files.base import ContentFile

from budget.models import BudgetArea, ImportBatch
from goals.models import CommentKind, ProviderReport
from internal_control.models import ControlPlan, Risk
from kommunrapport.measures.models import Measure, MeasureList, MeasureListItem
from kommunrapport.measures.series import Breakdown
from kommunrapport.organisation.models import Occasion, OrgUnit, Position, Submission, User
from kommunrapport.organisation.roles import Role
from kommunrapport.quality.checking import finding_slug
from kommunrapport.reports.memos.printing import frozen_memo
from kommunrapport.reports.models import Chapter, ChapterSection, Picture, Promise, Report
from personnel.models import HrImport
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
from tests.control_factories import (
    create_control_conclusion,
    create_control_follow_up,
    create_control_plan,
    create_control_test,
    create_improvement_action,
    create_planned_control,
    create_risk,
    create_risk_rating,
)
from tests.factories import (
    create_activity,
    create_chapter,
    create_chapter_section,
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
from tests.personnel_factories import (
    create_headcount,
    create_hr_import,
    create_sick_leave,
    create_staff_period,
    hr_row,
)
from tests.writing_factories import (
    create_comment,
    create_frozen_chapter,
    create_frozen_file,
    create_memo,
    create_memo_instance,
    create_picture,
    create_promise,
    create_version,
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
    _list(measure)
    goal = create_goal(coordinating_unit=unit)
    create_goal_measure(goal=goal, measure=measure)
    create_target(measure=measure, org_unit=unit)
    create_observation(measure=measure, org_unit=unit)
    position = create_position(org_unit=unit, holder=holder)
    activity = create_activity(goal=goal, org_unit=unit)
    activity.responsible.add(position)
    report = create_report(slug=f"rapport-{unit.slug}", org_unit=unit, occasion=occasion)
    chapter = create_chapter(report=report, responsible=position, text="<p>Vi är fler.</p>")
    section = create_chapter_section(chapter=chapter, key="budget.operating_statement")
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
        "first_version": chapter.version,
        "comment": create_comment(chapter=chapter, author=controller, quote="fler").pk,
        "section": section.pk,
        "picture": _more_pictures(report).pk,
        "goal": goal.pk,
        "directive": directive.pk,
        "guideline": guideline.slug,
        "activity": activity.pk,
        "provider": provider.slug,
        "area": (area := _area(unit, position)).pk,
        "finding": finding_slug(unit.pk, "measures.owner", measure.slug),  # nobody answers for the measure
    }
    values |= _money(area, occasion, datetime.date(YEAR, 10, 31)) | _staff(unit, controller)
    values |= _controls(unit, position) | _promises(unit, chapter)
    values |= {"instance": create_memo_instance(memo=create_memo(report=report)).pk} | _versions(report, chapter)
    return Place(unit, values | _files(area, controller))


def _promises(unit: OrgUnit, chapter: Chapter) -> dict[str, object]:
    """What the same chapter promised the year before, and what it promises now."""
    year_before = Occasion.objects.filter(year=YEAR - 1).first() or create_occasion(year=YEAR - 1)
    before = create_report(slug=f"forra-{unit.slug}", org_unit=unit, occasion=year_before)
    due = create_promise(chapter=create_chapter(report=before, heading=chapter.heading))
    return {"due_promise": due.pk, "promise": create_promise(chapter=chapter).pk}


def _versions(report: Report, chapter: Chapter) -> dict[str, object]:
    """A proposal and the decision on it, each with the memo, a chapter and a file."""
    for kind in ("proposal", "decision"):
        version = create_version(report=report, kind=kind, head={"memo": frozen_memo(report)})
        create_frozen_chapter(version=version, chapter=chapter, text=f"<p>{kind}</p>")
        create_frozen_file(version=version)
    return {"first_version": 1, "version": 2}


def _more_versions(report: Report) -> None:
    """Another chapter in each, with another text, and another version."""
    for version in report.versions.all():
        create_frozen_chapter(version=version, text=f"<p>{version.kind}</p>")
    create_frozen_file(version=create_version(report=report))


def more_of_everything(place: Place, count: int) -> None:
    """`count` more goals, measures, activities, directives, guidelines and chapters in the place."""
    unit = place.org_unit
    report = unit.reports.get(occasion__year=YEAR)
    for number in range(count):
        measure, goal = create_measure(category="personnel"), create_goal(coordinating_unit=unit)
        _list(measure)
        create_goal_measure(goal=goal, measure=measure)
        create_target(measure=measure, org_unit=unit)
        create_observation(measure=measure, org_unit=unit)
        create_activity(goal=goal, org_unit=unit).responsible.add(create_position(org_unit=unit))
        area = _area(unit, create_position(org_unit=unit))
        create_variance_comment(area=area, occasion=report.occasion)
        _money(area, report.occasion, datetime.date(YEAR, 12, 1 + number))
        _files(area, create_member(org_unit=unit))
        create_staged_line(batch=ImportBatch.objects.filter(org_unit=unit).earliest("pk"), area=area)
        _more_of_the_staff(unit, number)
        for promise in Promise.objects.filter(chapter__report__org_unit=unit, order=0):
            create_promise(chapter=promise.chapter, order=1 + number)
        create_memo_instance(memo=report.memo, order=2 + number)
        _more_controls(unit, number)
        _more_versions(report)
        _more_pictures(report)
        directive, guideline = create_directive(addressed=unit), create_guideline()
        for kind, thing in [("goal", goal), ("directive", directive), ("guideline", guideline)]:
            _subject_chapter(report, kind, thing.pk, 10 + number)


def _more_pictures(report: Report) -> Picture:
    """Another picture, in a chapter of its own with a figure in its text."""
    picture = create_picture(report=report)
    text = f'<p>Det är 12 procent.</p><figure data-picture="{picture.pk}"></figure>'
    create_chapter(report=report, text=text, order=9)
    return picture


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


def _list(measure: Measure) -> None:
    """The measure alone in a list, as those of the staff are shown."""
    made = MeasureList.objects.create(slug=f"lista-{measure.pk}", title="Personalmått")
    MeasureListItem.objects.create(measure_list=made, order=1, measure=measure)


def _staff(unit: OrgUnit, controller: User) -> dict[str, object]:
    """A year of figures of the staff, and a file about the next that waits."""
    create_headcount(org_unit=unit)
    create_sick_leave(org_unit=unit)
    create_staff_period(org_unit=unit)
    waiting = create_hr_import(org_unit=unit, created_by=controller, rows=[hr_row(unit).as_json()], row_count=1)
    return {"hr_import": waiting.pk}


def _more_of_the_staff(unit: OrgUnit, number: int) -> None:
    """Another month of the same, another file, and a unit below that is in the first one."""
    first, last = datetime.date(YEAR, 1 + number, 1), datetime.date(YEAR, 1 + number, 28)
    create_headcount(org_unit=unit, as_of=last)
    create_sick_leave(org_unit=unit, from_date=first, to_date=last)
    create_staff_period(org_unit=unit, from_date=first, to_date=last)
    create_hr_import(org_unit=unit)
    waiting = HrImport.objects.filter(org_unit=unit).earliest("pk")
    waiting.rows += [hr_row(create_org_unit(parent=unit)).as_json()]
    waiting.save()


def _controls(unit: OrgUnit, responsible: Position) -> dict[str, object]:
    """A risk, a draft of a plan where it is controlled, and what came of it. Uppsikt is over the nämnd `sent`."""
    risk = create_risk(org_unit=unit, handling="control")
    create_risk_rating(risk=risk, year=YEAR)
    test = create_control_test(org_unit=unit, risk=risk, responsible=responsible)
    plan = create_control_plan(org_unit=unit, year=YEAR)
    planned = create_planned_control(plan=plan, control_test=test, outcome="minor", finding="Två saknades.")
    action = create_improvement_action(org_unit=unit, control_test=test, responsible=responsible, year=YEAR)
    create_control_follow_up(control_test=test, year=YEAR)
    create_control_conclusion(org_unit=unit, year=YEAR)
    values = {"risk": risk.pk, "control_test": test.pk, "planned": planned.pk, "improvement": action.pk}
    return values | {"namnd": SENT}


def _more_controls(unit: OrgUnit, number: int) -> None:
    """Another risk with another control and action; another year of the first; one to take over; a nämnd that sent."""
    first = Risk.objects.filter(org_unit=unit).earliest("pk")
    create_risk_rating(risk=first, year=YEAR - 1 - number)
    risk, position = create_risk(org_unit=unit, handling="control"), create_position(org_unit=unit)
    create_risk_rating(risk=risk, year=YEAR)
    create_risk(org_unit=unit, handling="control", owner=position)
    plan = ControlPlan.objects.get(org_unit=unit, year=YEAR)
    for about in (first, risk):
        test = create_control_test(org_unit=unit, risk=about, responsible=position)
        create_planned_control(plan=plan, control_test=test)
        create_improvement_action(org_unit=unit, control_test=test, responsible=position, year=YEAR)
        create_control_follow_up(control_test=test, year=YEAR)
    create_planned_control(
        plan=create_control_plan(org_unit=unit, year=YEAR - 1 - number),
        control_test=create_control_test(org_unit=unit, responsible=position),
    )


def _subject_chapter(report: Report, kind: str, pk: int, order: int) -> None:
    """A chapter that stands for a goal, directive or guideline, with the section that follows it up, and a comment."""
    chapter = create_chapter(report=report, heading="", subject_key=f"goals.{kind}:{pk}", order=order)
    key = "goals.follow_up" if kind == "goal" else f"goals.{kind}_follow_up"
    ChapterSection.objects.create(chapter=chapter, key=key)
    create_comment(chapter=chapter, reply_to=create_comment(chapter=chapter, quote="Ord som inte står där"))


def _send(place: Place, occasion, by: User) -> None:
    now = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)
    Submission.objects.create(org_unit=place.org_unit, occasion=occasion, state="sent", changed_by=by, changed_at=now)
    report = place.org_unit.reports.get(occasion__year=YEAR)
    report.state = "sent"
    report.save()
