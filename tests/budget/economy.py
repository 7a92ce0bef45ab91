"""A unit's whole economy in one report: a chapter with every section."""

import datetime
from decimal import Decimal

from budget.models import Grouping
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.reports.models import ChapterSection, Report
from kommunrapport.reports.registry import SECTIONS
from tests.budget.published import create_hjo_operating
from tests.budget_factories import (
    create_appropriation,
    create_area,
    create_budget_entry,
    create_correction_action,
    create_correction_follow_up,
    create_forecast_round,
    create_ledger_entry,
    create_project,
    create_project_estimate,
    create_variance_comment,
)
from tests.factories import create_chapter, create_report


def create_economy_report(unit: OrgUnit, occasion: Occasion) -> Report:
    """The report of 2016 with a chapter for each section of the economy; there must be a municipality."""
    create_hjo_operating(unit)
    _create_areas_over_years(unit)
    _create_appropriations(unit)
    _create_projects(unit, occasion)
    _create_words(unit, occasion)
    report = create_report(org_unit=unit, occasion=occasion, years_shown=4)
    for order, section in enumerate((s for s in SECTIONS.values() if s.key.startswith("budget.")), start=1):
        chapter = create_chapter(report=report, heading=section.title, order=order)
        ChapterSection.objects.create(chapter=chapter, key=section.key, params=_WIDE.get(section.key, {}))
    return report


_ALL = ["last_year", "original", "changes", "budget", "outcome", "variance", "variance_percent", "forecast"]
_WIDE = {
    "budget.operating_statement": {"columns": _ALL},
    "budget.by_nature": {"columns": ["last_year", "outcome", "budget", "variance", "forecast"]},
}


def _create_areas_over_years(unit: OrgUnit) -> None:
    for number, name in enumerate(("Politisk verksamhet", "Administration och stöd", "Infrastruktur och skydd"), 1):
        area = create_area(org_unit=unit, grouping=Grouping.FIELD, name=name, order=number)
        create_budget_entry(area=area, year=2016, amount=Decimal(number * 9_000_000))
        for year in range(2013, 2017):
            amount = Decimal(number * (8_600_000 + (year - 2013) * 310_450))
            create_ledger_entry(area=area, year=year, amount=-amount if number == 3 else amount)


def _create_appropriations(unit: OrgUnit) -> None:
    pays = {"year": 2016, "kind": "internal_financing"}
    create_appropriation(
        org_unit=unit, label="Myndighetsutövning", amount=Decimal(72_900_000), financier="Skolnämnden", **pays
    )
    create_appropriation(
        org_unit=unit, label="Upphandling", amount=Decimal(4_900_000), financier="Skolnämnden och regionen", **pays
    )
    create_appropriation(
        org_unit=unit,
        year=2016,
        kind="earmarked",
        label="Digitalisering",
        amount=Decimal(60_000_000),
        period_from=2015,
        period_to=2017,
        period_amount=Decimal(200_000_000),
    )
    create_appropriation(
        org_unit=unit,
        year=2016,
        kind="efficiency",
        label="Lägre lokalkostnader",
        amount=Decimal(14_300_000),
        achieved=Decimal(9_150_000),
        follow_up="Två hyresavtal är uppsagda.",
    )


def _create_projects(unit: OrgUnit, occasion: Occasion) -> None:
    for order, (name, approved) in enumerate((("Ny brandstation", 96_000_000), ("Kajen", 41_500_000))):
        area = create_area(org_unit=unit, grouping=Grouping.PROJECT, name=name, order=order)
        project = create_project(area=area, approved_total=Decimal(approved), spent_before=Decimal(1_200_000))
        create_budget_entry(area=area, year=2016, amount=Decimal(3_400_000))
        create_ledger_entry(area=area, year=2015, amount=Decimal(2_000_000))
        create_ledger_entry(area=area, year=2016, amount=Decimal(1_732_400))
        create_project_estimate(
            project=project,
            occasion=occasion,
            estimated_total=Decimal(approved + 1_500_000),
            comment="Upphandlingen är överklagad.",
        )
    bought = create_area(org_unit=unit, grouping=Grouping.PROJECT, name="Markförvärv", order=9)
    create_ledger_entry(area=bought, year=2016, amount=Decimal(6_708_000))


def _create_words(unit: OrgUnit, occasion: Occasion) -> None:
    staff = unit.budget_areas.get(name="Stab")
    create_variance_comment(
        org_unit=unit,
        area=staff,
        occasion=occasion,
        reason="Fler använder kommunens system än det fanns licenser till",
        duration="lasting",
        action="Licenserna ses över före sommaren.",
    )
    create_budget_entry(
        area=staff,
        year=2016,
        kind="supplementary",
        amount=Decimal(150_000),
        description="Dubbel drift vid flytten av IT",
        decided_by="Kommunstyrelsen",
        decided_on=datetime.date(2016, 3, 9),
        paragraph="§ 41",
        financing="kommunstyrelsens reserv",
        one_off=True,
    )
    action = create_correction_action(
        org_unit=unit, year=2016, effect_full_year=Decimal(120_000), decision="Förvaltningschefen 2016-09-12"
    )
    create_correction_action(org_unit=unit, year=2016, text="Resor ersätts av möten på distans", status="dropped")
    made = create_forecast_round(org_unit=unit, year=2016, as_of=datetime.date(2016, 8, 30))
    create_correction_follow_up(action=action, forecast_round=made, text="Tre tjänster är vakanta.")
