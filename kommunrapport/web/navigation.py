"""The menu and the two switchers: what a role can't use is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import timezone

from kommunrapport.http import Lens
from kommunrapport.organisation.access import Access, access_of
from kommunrapport.organisation.models import Occasion, OrgUnit, Submission, User
from kommunrapport.organisation.period import Period
from kommunrapport.organisation.roles import Role
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.quality.counting import known_errors
from kommunrapport.quality.pages import may_see_checks
from kommunrapport.reports.models import Report

FILTER_UNITS_FROM = 12
State = Submission.State
# Words of addresses that belong to a menu item which itself has another.
_WORDS_UNDER = {"mal": {"mal", "utfall", "matningar"}, "ekonomi": {"ekonomi", "inlasningar"}}
_STATES: dict[str, str] = {State.OPEN: "öppet", State.LOCKED: "låst", State.SENT: "översänt"}


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One word of the menu. `count` is how many errors stand behind it; None or 0 shows nothing."""

    text: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period in the switcher, and whether the unit's figures are open."""

    name: str
    state: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit in the switcher, with its depth in the tree."""

    name: str
    url: str
    depth: int
    is_current: bool


class Frame:
    """The frame of one page. Everything is computed when the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def user(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if isinstance(user, User) else None

    @cached_property
    def access(self) -> Access:
        assert self.user is not None  # noqa: S101 (templates ask only for signed-in users)
        return access_of(self.user)

    @cached_property
    def _units(self) -> list[OrgUnit]:
        assert self.user is not None  # noqa: S101
        return list(OrgUnit.objects.readable_by(self.user).exclude(kind=OrgUnit.Kind.PRIVATE_PROVIDER))

    @cached_property
    def lens(self) -> Lens | None:
        """The page's own lens; elsewhere (administration, help) the unit and year the user starts in."""
        lens: Lens | None = getattr(self._request, "lens", None)
        if lens is not None or self.user is None:
            return lens
        home = home_unit(self.user, self._units)
        return Lens(self._home_period(home), home, None) if home else None

    def _home_period(self, unit: OrgUnit) -> Period:
        """What the user starts with: the latest report under way of the unit or its nämnd, else of anyone.

        Without one the latest period followed up. Who reads only what is closed or sent starts with the latest that is.
        """
        if unit.pk not in self.access.readable_units:
            closed = Submission.objects.closed().filter(org_unit=reporting_unit(unit)).select_related("occasion")
            sent = Report.objects.sent().filter(org_unit=reporting_unit(unit)).select_related("occasion")
            periods = [submission.occasion.period for submission in closed]
            periods += [report.occasion.period for report in sent]
        else:
            written = Report.objects.under_way().select_related("occasion")
            own = written.filter(org_unit=reporting_unit(unit))
            periods = [report.occasion.period for report in own] or [report.occasion.period for report in written]
        periods = periods or [occasion.period for occasion in self._occasions]
        return min(periods, key=lambda period: period.order, default=Period(timezone.localdate().year))

    @cached_property
    def _occasions(self) -> list[Occasion]:
        """One occasion per period, the latest first; the full year's own before a plan of the year."""
        by_slug: dict[str, Occasion] = {}
        for occasion in Occasion.objects.all():
            slug = occasion.period.slug
            if slug not in by_slug or occasion.kind == Occasion.Kind.FULL_YEAR:
                by_slug[slug] = occasion
        return sorted(by_slug.values(), key=lambda occasion: occasion.period.order)

    @property
    def period_choices(self) -> list[PeriodChoice]:
        """Every period the kommun follows up, each with the state of the unit's figures.

        Who reads only what is closed is shown no other.
        """
        assert self.lens is not None  # noqa: S101
        unit, current = reporting_unit(self.lens.org_unit), self.lens.year.slug
        closed = dict(Submission.objects.closed().filter(org_unit=unit).values_list("occasion_id", "state"))
        return [
            PeriodChoice(
                name=occasion.period.listed,
                state=_STATES[closed.get(occasion.pk, State.OPEN)],
                url=self._moved(occasion.period, self.lens.org_unit.slug),
                is_current=occasion.period.slug == current,
            )
            for occasion in self._occasions
            if occasion.pk in closed or self.lens.org_unit.pk in self.access.readable_units
        ]

    @property
    def unit_choices(self) -> list[UnitChoice]:
        assert self.lens is not None  # noqa: S101
        lens = self.lens
        return [
            UnitChoice(unit.name, self._moved(lens.year, unit.slug), depth, unit.pk == lens.org_unit.pk)
            for unit, depth in _tree_order(self._units)
        ]

    @property
    def filters_units(self) -> bool:
        return len(self._units) > FILTER_UNITS_FROM

    def _moved(self, period: Period, org_unit: str) -> str:
        """The same page for another period or unit: lists move, one object's page goes to its list."""
        match = self._request.resolver_match
        if match is None or "org_unit" not in match.kwargs:
            return reverse("web:start", args=[period, org_unit])
        if set(match.kwargs) == {"year", "org_unit"}:
            return reverse(match.view_name, args=[period, org_unit])
        parts = self._request.path.split("/")
        path = f"/{period.slug}/{org_unit}/{parts[3]}/"
        resolve(path)
        return path

    @property
    def menu(self) -> list[MenuItem]:
        if self.lens is None:
            return []
        lens = self.lens
        rows = [
            ("Att göra", "web:start", "", self._has_tasks),
            ("Mål", "goals:goal_list", "mal", True),
            ("Direktiv", "goals:directive_list", "direktiv", True),
            ("Inriktningar", "goals:guideline_list", "inriktningar", True),
            ("Aktiviteter", "goals:activity_list", "aktiviteter", True),
            ("Ekonomi", "budget:overview", "ekonomi", True),
            ("Personal", "personnel:overview", "personal", True),
            ("Intern kontroll", "internal_control:overview", "intern-kontroll", True),
            ("Rapporter", "reports:report_list", "rapporter", True),
        ]
        items = [
            MenuItem(text, reverse(name, args=[lens.year, lens.org_unit.slug]), self._is_current(part))
            for text, name, part, shown in rows
            if shown
        ]
        if may_see_checks(self.access, lens.org_unit.pk):
            url = reverse("quality:check_list", args=[lens.year, lens.org_unit.slug])
            items.append(MenuItem("Avstämning", url, self._is_current("avstamning"), self._open_errors))
        if self.access.is_administrator:
            is_current = self._request.path.startswith("/administration/")
            items.append(MenuItem("Administration", reverse("web:administration"), is_current))
        return items

    @cached_property
    def _open_errors(self) -> int | None:
        lens = self.lens
        return known_errors(lens.org_unit, lens.occasion) if lens is not None and lens.occasion else None

    @property
    def _has_tasks(self) -> bool:
        return bool(self.access.roles - {Role.POLITICIAN, Role.AUDITOR})

    def _is_current(self, part: str) -> bool:
        parts = self._request.path.split("/")
        words = _WORDS_UNDER.get(part, {part})
        return len(parts) > 3 and parts[1][:4].isdigit() and parts[3] in words


def home_unit(user: User, units: list[OrgUnit]) -> OrgUnit | None:
    """The unit a user starts in: where the user has a role, else the first one readable."""
    own = set(user.memberships.values_list("org_unit_id", flat=True))
    return next((unit for unit in units if unit.pk in own), units[0] if units else None)


def _tree_order(units: list[OrgUnit]) -> list[tuple[OrgUnit, int]]:
    """Units with their depth, each below its parent; a unit whose parent is not readable stands at the top."""
    known = {unit.pk for unit in units}
    rows: list[tuple[OrgUnit, int]] = []

    def add(parent_id: int | None, depth: int) -> None:
        for unit in units:
            if (unit.parent_id if unit.parent_id in known else None) == parent_id:
                rows.append((unit, depth))
                add(unit.pk, depth + 1)

    add(None, 0)
    return rows
