"""The economy of two kommuner as their own tables have it, in kronor."""

import datetime
from decimal import Decimal

from budget.models import Grouping
from kommunrapport.organisation.models import OrgUnit
from tests.budget_factories import (
    create_appropriation,
    create_area,
    create_budget_entry,
    create_forecast,
    create_forecast_round,
    create_ledger_entry,
)

KALMAR_UNITS = (
    ("Koncernledning", "16099.0", "17424.8"),
    ("Kansli- och omvärldsenhet", "39851.0", "35383.4"),
    ("Ekonomienhet", "35495.0", "35433.8"),
    ("Personalenhet", "16154.0", "16523.7"),
    ("Kommunhälsan", "8759.0", "8048.5"),
    ("Näringslivs- och arbetsmarknadsenhet", "44097.0", "40952.3"),
    ("Projekt- och exploateringsenhet", "9164.0", "12013.3"),
    ("Kommunikationsenhet", "6450.0", "5865.9"),
    ("Brandkår", "41533.0", "40774.7"),
)
KALMAR_DEVELOPMENT = ("Exploateringsverksamhet", "-30000.0", "-25765.8")
KALMAR_PROJECTS = (
    ("Samlingsanslag KLK", 200, 296),
    ("Brandkår", 3400, 1732),
    ("Kommuninvest mm", None, 9331),
    ("Hamnverksamhet", 4000, 1551),
    ("Markförvärv", 3920, 6708),
    ("Exploateringsverksamhet", 49176, 47751),
)
HJO_NATURES = (
    ("Intäkter", "income", -1954, -3724, -2256, -2669),
    ("Kostnader", "cost", 42539, 45299, 43907, 44682),
)
HJO_UNITS = (
    ("Kommunledning", "", 8620, 9184, 9688, 9688),
    ("KS Samverkan", "", 9626, 9821, 10301, 10113),
    ("Stab", "", 20284, 21038, 20126, 20676),
    ("KS Projekt", "", 360, -22, 0, 0),
    ("Näringsliv", "", 1695, 1554, 1536, 1536),
)


def create_kalmar_operating(unit: OrgUnit) -> None:
    """Nine enheter with a sum of their own, and the exploatering beside them."""
    whole = create_area(
        org_unit=unit,
        name="Resultat",
        has_heading=False,
        total_label="Resultat inklusive exploateringsverksamhet",
    )
    running = create_area(parent=whole, name="Driftresultat", has_heading=False, order=1)
    for order, (name, budget, outcome) in enumerate(KALMAR_UNITS):
        _create_kalmar_row(running, order, name, budget, outcome)
    _create_kalmar_row(whole, 2, *KALMAR_DEVELOPMENT)


def _create_kalmar_row(parent, order: int, name: str, budget: str, outcome: str) -> None:
    area = create_area(parent=parent, name=name, order=order)
    create_budget_entry(area=area, year=2014, amount=Decimal(budget) * 1000)
    create_ledger_entry(area=area, year=2014, amount=Decimal(outcome) * 1000)


def create_kalmar_investments(unit: OrgUnit) -> None:
    """Six projects, one of them without a budget."""
    for order, (name, budget, outcome) in enumerate(KALMAR_PROJECTS):
        area = create_area(org_unit=unit, grouping=Grouping.PROJECT, name=name, order=order)
        if budget is not None:
            create_budget_entry(area=area, year=2014, amount=Decimal(budget) * 1000)
        create_ledger_entry(area=area, year=2014, amount=Decimal(outcome) * 1000)


def create_hjo_operating(unit: OrgUnit) -> None:
    """Two years in two groupings with the forecast of August, and the frames."""
    made = create_forecast_round(org_unit=unit, year=2016, as_of=datetime.date(2016, 8, 31))
    for grouping, rows in ((Grouping.NATURE, HJO_NATURES), (Grouping.UNIT, HJO_UNITS)):
        for order, (name, nature, last_year, outcome, budget, forecast) in enumerate(rows):
            area = create_area(org_unit=unit, grouping=grouping, name=name, nature=nature, order=order)
            create_budget_entry(area=area, year=2016, amount=Decimal(budget) * 1000)
            create_ledger_entry(area=area, year=2015, amount=Decimal(last_year) * 1000)
            create_ledger_entry(area=area, year=2016, amount=Decimal(outcome) * 1000)
            create_forecast(forecast_round=made, area=area, amount=Decimal(forecast) * 1000)
    create_appropriation(org_unit=unit, year=2015, amount=Decimal(42_007_000))
    create_appropriation(org_unit=unit, year=2016, amount=Decimal(41_651_000))
