"""What belongs to no chapter: the occasions of the year, the units, and who answers for what."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from kommunrapport.annual_cycle.turning.registry import MAKERS, Group, Line, Maker, Part, first_outcome, year_part
from kommunrapport.measures.models import Observation
from kommunrapport.organisation.models import Occasion, OrgUnit, Position, Submission, User
from kommunrapport.records.saving import create_recorded


def missing_kinds(year: int) -> list[str]:
    """The kinds of occasion that the kommun had the year before and has not opened for `year`."""
    had = set(Occasion.objects.for_year(year - 1).values_list("kind", flat=True))
    has = set(Occasion.objects.for_year(year).values_list("kind", flat=True))
    return [kind.value for kind in Occasion.Kind if kind.value in had - has]


def _preview(year: int) -> list[str]:
    return [f"{Occasion.Kind(kind).label.capitalize()} {year}" for kind in missing_kinds(year)]


def _make(year: int, by: User) -> list[Occasion]:
    return [create_recorded(Occasion, by=by, year=year, kind=kind) for kind in missing_kinds(year)]


MAKERS.append(Maker("Uppföljningstillfällen, ännu utan datum", _preview, _make))


@year_part
def units(year: int) -> Part:
    """Units that came, and those that went."""
    now, then = OrgUnit.objects.valid_in(year), OrgUnit.objects.valid_in(year - 1)
    new = now.exclude(pk__in=then.values("pk"))
    gone = then.exclude(pk__in=now.values("pk"))
    return Part("Enheter", (Group("Nya", _units(new)), Group("Upphör", _units(gone))))


def _units(found: Iterable[OrgUnit]) -> tuple[Line, ...]:
    return tuple(Line(str(unit), reverse("administration:org_unit_edit", args=[unit.pk])) for unit in found)


@year_part
def positions(year: int) -> Part:
    """Positions that nobody holds, or whose holder can no longer sign in."""
    empty = Position.objects.filter(
        Q(holder=None) | Q(holder__is_active=False), org_unit__in=OrgUnit.objects.valid_in(year)
    )
    lines = tuple(
        Line(
            f"{position.title}, {position.org_unit}",
            reverse("administration:position_edit", args=[position.pk]),
            f"{position.holder} har slutat" if position.holder else "ingen innehavare",
        )
        for position in empty.select_related("holder", "org_unit")
    )
    return Part("Ansvariga", (Group("Saknas", lines, is_missing=True),))


@first_outcome
def outcomes(year: int) -> str:
    """A value of the year's own, or figures that are locked."""
    if Observation.objects.filter(year=year, value__isnull=False).exists():
        return f"Det finns redan utfall för {year}."
    if Submission.objects.closed().filter(occasion__year=year).exists():
        return f"Inmatningen för {year} har låsts."
    return ""
