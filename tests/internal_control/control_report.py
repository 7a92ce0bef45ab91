"""A unit's whole internal control in one report: a chapter with every section."""

import datetime

from django.utils import timezone

from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.reports.models import ChapterSection, Report
from kommunrapport.reports.registry import SECTIONS
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
from tests.factories import create_chapter, create_report, create_user

YEAR = 2025
SECRET = "Hemligheten"
KEYS = sorted(key for key in SECTIONS if key.startswith("internal_control."))
RISKS = [  # number, title, likelihood, impact, category, handling
    (1, "Utbetalning till fel mottagare", 2, 4, "finance", "watch"),
    (2, "Upphandling utan avtal", 3, 3, "legal", "control"),
    (4, "Behörigheter finns kvar när någon slutar", 4, 3, "it", "act"),
    (5, "Delegationsbeslut anmäls inte", 2, 2, "legal", "accept"),
]
HOW = {"method": "Stickprov", "extent": "30 fakturor", "frequency": "Varje kvartal", "reports_to": "Nämnden"}


def create_control_report(unit: OrgUnit, occasion: Occasion) -> Report:
    """The report of 2025 with a chapter for each section; there must be a municipality."""
    create_controls(unit)
    create_secrets(unit)
    report = create_report(org_unit=unit, occasion=occasion)
    for order, key in enumerate(KEYS, start=1):
        chapter = create_chapter(report=report, heading=SECTIONS[key].title, order=order)
        ChapterSection.objects.create(chapter=chapter, key=key)
    return report


def create_controls(unit: OrgUnit) -> None:
    """Risks, a plan that is decided and sent, results, actions of two years and a judgement."""
    risks = {}
    for number, title, likelihood, impact, category, handling in RISKS:
        risk = create_risk(org_unit=unit, number=number, title=title, category=category, handling=handling)
        create_risk_rating(risk=risk, year=YEAR, likelihood=likelihood, impact=impact)
        risks[number] = risk
    plan = create_control_plan(
        org_unit=unit,
        year=YEAR,
        decided_by="Kommunstyrelsen",
        decided_on=datetime.date(YEAR, 2, 3),
        decision_paragraph="§ 12",
        sent_at=timezone.now(),
        sent_by=create_user(),
    )
    tests = [
        create_control_test(org_unit=unit, risk=risks[number], area=area, title=title, responsible_text=who, **HOW)
        for number, area, title, who in [
            (1, "Ekonomi", "Attest av fakturor", "Ekonomichef"),
            (2, "Ekonomi", "Upphandling", "Upphandlare"),
            (4, "IT", "Behörigheter", "It-chef"),
            (5, "Kansli", "Delegationsbeslut", "Kanslichef"),
        ]
    ]
    results = [
        {"outcome": "none", "sample_size": 30, "error_count": 0, "performed_on": datetime.date(YEAR, 9, 1)},
        {"outcome": "minor", "sample_size": 20, "error_count": 2, "finding": "Två inköp saknade avtal."},
        {"outcome": "serious", "sample_size": 42, "error_count": 7, "finding": "Sju konton var kvar."},
        {"outcome": "not_performed", "reason": "Tjänsten var vakant."},
    ]
    for order, (test, result) in enumerate(zip(tests, results, strict=True)):
        create_planned_control(plan=plan, control_test=test, order=order, due_text="September", **result)
    _create_actions(unit, tests)
    create_control_conclusion(
        org_unit=unit, year=YEAR, verdict="needs_improvement", text="Behörigheterna måste ses över."
    )


def _create_actions(unit: OrgUnit, tests: list) -> None:
    """One new, one late from 2024, one of 2024 that was finished in 2025, and one without a control."""
    earlier = {"org_unit": unit, "year": YEAR - 1}
    create_improvement_action(
        org_unit=unit, year=YEAR, control_test=tests[2], text="Stäng konton samma dag", due_text="Löpande"
    )
    create_improvement_action(
        **earlier,
        order=1,
        control_test=tests[0],
        text="Skriv en lathund",
        responsible_text="Ekonomichef",
        due_text="Nov-25",
        due_on=datetime.date(YEAR, 11, 30),
        new_due_text="våren 2026",
    )
    create_improvement_action(
        **earlier,
        order=2,
        control_test=tests[0],
        text="Utbilda attestanter",
        due_text="1 jan 2025",
        status="done",
        closed_on=datetime.date(YEAR, 1, 1),
    )
    create_improvement_action(**earlier, text="Se över rutinerna", due_text="Löpande arbete")
    create_control_follow_up(control_test=tests[0], year=YEAR, text="Lathunden är inte skriven.")


def create_secrets(unit: OrgUnit) -> None:
    """The same of a risk, a kontrollmoment and an action that are confidential, each in its own way."""
    risk = create_risk(org_unit=unit, number=3, title=f"{SECRET} om lås", is_confidential=True)
    create_risk_rating(risk=risk, year=YEAR, likelihood=4, impact=4)
    plan = unit.control_plans.get(year=YEAR)
    of_risk = create_control_test(org_unit=unit, risk=risk, area=SECRET, title=f"{SECRET} 1")
    own = create_control_test(org_unit=unit, area=SECRET, title=f"{SECRET} 2", is_confidential=True)
    for test in (of_risk, own):
        create_planned_control(plan=plan, control_test=test, outcome="serious", finding=f"{SECRET} är ute.")
        for year in (YEAR, YEAR - 1):
            create_improvement_action(org_unit=unit, year=year, control_test=test, text=f"{SECRET} ska bytas")
        create_control_follow_up(control_test=test, year=YEAR, text=f"{SECRET} är bytt.")
    for fields in ({"risk": risk}, {"is_confidential": True}):
        create_improvement_action(org_unit=unit, year=YEAR - 1, text=f"{SECRET} ska vaktas", **fields)
