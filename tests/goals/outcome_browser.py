"""What the browser tests of Registrera utfall do again and again."""

from __future__ import annotations

from decimal import Decimal

from playwright.sync_api import Locator, Page, expect

from kommunrapport.measures.models import Measure, Observation
from kommunrapport.organisation.models import OrgUnit, User
from tests.browser import sign_in
from tests.factories import create_goal, create_goal_measure, create_measure, create_observation, create_target


def measures(unit: OrgUnit, count: int) -> list[Measure]:
    """Measures of two goals, each with the years before and a target."""
    goals = [create_goal(coordinating_unit=unit, number=f"4.{n}", title=f"Målet {n}", order=n) for n in (1, 2)]
    made = [create_measure(name=f"Mätning nummer {n}") for n in range(count)]
    for order, measure in enumerate(made):
        create_goal_measure(goal=goals[order * 2 // count], measure=measure, order=order)
        create_observation(measure=measure, org_unit=unit, year=2024, value=Decimal(10 + order))
        create_target(measure=measure, org_unit=unit, value=Decimal(15))
    return made


def values(made: list[Measure]) -> list[Decimal | None]:
    found = dict(Observation.objects.filter(year=2025).values_list("measure", "value"))
    return [found.get(measure.pk) for measure in made]


def open_grid(page: Page, live_server, user: User) -> None:
    sign_in(page, live_server, user)
    page.goto("/2025/ks/utfall/")


def cell(page: Page, measure: Measure) -> Locator:
    return page.get_by_role("textbox", name=f"{measure.name} 2025", exact=True)


def wait_for_saves(page: Page, count: int) -> None:
    expect(page.locator("#lage")).to_contain_text(f"{count} av ")


def paste(page: Page, text: str) -> None:
    """What Ctrl+V does, with this on the clipboard."""
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true,
        cancelable: true})); }""",
        text,
    )
