"""A nämnd with areas, and the people who open its economy."""

from dataclasses import dataclass
from decimal import Decimal

from budget.models import BudgetArea
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission, User
from kommunrapport.organisation.roles import Role
from tests.budget_factories import create_area, create_budget_entry, create_ledger_entry, create_threshold
from tests.factories import create_member, create_occasion, create_org_unit, create_position, create_user

YEAR = 2025
OVER, UNDER = Decimal(33_286_000), Decimal(18_214_000)


@dataclass
class Namnd:
    """Planning went 1 786 tkr over its budget and must be explained; the office stayed within the thresholds."""

    org_unit: OrgUnit
    occasion: Occasion
    planning: BudgetArea
    office: BudgetArea
    manager: User

    def url(self, page: str = "", year: object = YEAR) -> str:
        return f"/{year}/{self.org_unit.slug}/ekonomi/{page}"

    @property
    def comment_url(self) -> str:
        return self.url(f"{self.planning.pk}/avvikelse/")


def make_namnd() -> Namnd:
    """KS in 2025. Thresholds are 4 percent and 1 000 tkr."""
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    manager = create_member(Role.MANAGER, unit)
    position = create_position(org_unit=unit, title="planchef", holder=manager)
    create_threshold(amount=Decimal(1_000_000), percent=Decimal(4))
    return Namnd(
        org_unit=unit,
        occasion=create_occasion(year=YEAR),
        planning=fill(unit, "Samhällsplanering", Decimal(31_500_000), OVER, responsible=position),
        office=fill(unit, "Ekonomi", Decimal(18_900_000), UNDER),
        manager=manager,
    )


def fill(unit: OrgUnit, name: str, budget: Decimal, outcome: Decimal, **fields) -> BudgetArea:
    """An area with the budget and the outcome of the whole year."""
    area = create_area(org_unit=unit, name=name, **fields)
    create_budget_entry(area=area, year=YEAR, amount=budget)
    create_ledger_entry(area=area, year=YEAR, amount=outcome)
    return area


def close(namnd: Namnd, state: str = "locked") -> None:
    """Lock the year's figures."""
    changed = {"state": state, "changed_by": create_user(name="Ekonomichefen"), "changed_at": "2026-01-25T12:00:00Z"}
    Submission.objects.update_or_create(org_unit=namnd.org_unit, occasion=namnd.occasion, defaults=changed)


ANSWER = {"reason": "Konsulter ersatte.", "duration": "one_off", "action": "Två tjänster är tillsatta."}
