"""What the tests of the entry pages start from: a kommunstyrelse with two areas, and a manager of one of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from budget.models import BudgetArea, ForecastRound
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission, User
from kommunrapport.organisation.roles import Role
from tests.budget_factories import create_area, create_budget_entry, create_forecast_round
from tests.factories import create_member, create_occasion, create_org_unit, create_position, create_user

YEAR = 2025
HTMX = {"HX-Request": "true"}
AS_OF = datetime.date(YEAR, 8, 31)


@dataclass
class Economy:
    """The school costs 1 000 000 kr and the library 500 000 kr, by the original budget."""

    ks: OrgUnit
    namnd: OrgUnit
    occasion: Occasion
    school: BudgetArea
    library: BudgetArea
    users: dict[str, User] = field(default_factory=dict)

    def url(self, name: str, *args: object, unit: OrgUnit | None = None) -> str:
        return reverse(f"budget:{name}", args=[YEAR, (unit or self.ks).slug, *args])

    def sign_in(self, client: Client, role: str = Role.CONTROLLER, unit: OrgUnit | None = None) -> User:
        user = create_member(role, unit or self.ks)
        client.force_login(user)
        return user

    def lock(self) -> Submission:
        closed = {"state": "locked", "changed_by": create_user(), "changed_at": "2026-01-25T10:00:00Z"}
        key = {"org_unit": self.ks, "occasion": self.occasion}
        return Submission.objects.update_or_create(**key, defaults=closed)[0]

    def open_round(self, **fields) -> ForecastRound:
        return create_forecast_round(org_unit=self.ks, **{"as_of": AS_OF} | fields)


def make_economy() -> Economy:
    root = create_org_unit(slug="kommun", kind=OrgUnit.Kind.MUNICIPALITY)
    ks = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD, parent=root)
    namnd = create_org_unit(slug="vard", parent=root)
    school = create_area(org_unit=ks, name="Skolan", order=1)
    library = create_area(org_unit=ks, name="Biblioteket", order=2)
    create_budget_entry(area=school, amount=Decimal(1_000_000))
    create_budget_entry(area=library, amount=Decimal(500_000))
    return Economy(ks, namnd, create_occasion(year=YEAR), school, library)


def answer_for(economy: Economy, client: Client, area: BudgetArea) -> User:
    """The manager who is responsible for the area, signed in."""
    chef = economy.sign_in(client, Role.MANAGER)
    area.responsible = create_position(org_unit=economy.ks, holder=chef)
    area.save()
    return chef


def cell(name: str, typed: str, shown: str = "", seen: str = "") -> dict[str, str]:
    """An input as the page sends it."""
    return {name: typed, f"{name}-sett": f"{seen}|{shown}"}
